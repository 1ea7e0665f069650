"""Several processes that answer at one address: Python reads and prints on one core at a time."""

from __future__ import annotations

import logging
import signal
from dataclasses import dataclass
from multiprocessing import connection, get_context
from typing import TYPE_CHECKING

from newsarchive.errors import ServingError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.context import SpawnProcess
    from multiprocessing.synchronize import Event
    from types import FrameType
    from typing import Any

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Worker:
    process: SpawnProcess
    ready: Event


def keep(number: int, work: Callable[..., None], *given: Any) -> None:
    """Run so many processes until this one is told to stop; one that ends before is replaced.

    Args:
        number: How many.
        work: What each does until it is told SIGTERM. It is given an event first, to be set once it is ready.
        given: What else it is given; sockets among it are shared.

    Raises:
        ServingError: One ended before it was ready, as another in its place would.
    """
    told: list[int] = []

    def tell(sign: int, _: FrameType | None) -> None:
        told.append(sign)

    before = {sign: signal.signal(sign, tell) for sign in (signal.SIGINT, signal.SIGTERM)}
    workers = [_begin(work, given) for _ in range(number)]
    try:
        while not told:
            # A signal is noticed within a second, whatever wakes the waiting.
            ended = connection.wait([worker.process.sentinel for worker in workers], timeout=1)
            workers = [
                _again(worker, work, given) if worker.process.sentinel in ended and not told else worker
                for worker in workers
            ]
    finally:
        _end(workers)
        for sign, handler in before.items():
            signal.signal(sign, handler)


def _begin(work: Callable[..., None], given: tuple[Any, ...]) -> _Worker:
    context = get_context("spawn")
    ready = context.Event()
    process = context.Process(target=work, args=(ready, *given))
    process.start()
    return _Worker(process, ready)


def _again(worker: _Worker, work: Callable[..., None], given: tuple[Any, ...]) -> _Worker:
    worker.process.join()
    code = worker.process.exitcode
    if not worker.ready.is_set():
        raise ServingError(f"A process that answers readers ended at once (exit code {code}): see what it said above.")
    logger.warning("serve: a process that answers readers ended (exit code %s): another takes its place", code)
    return _begin(work, given)


def _end(workers: list[_Worker]) -> None:
    for worker in workers:
        worker.process.terminate()
    for worker in workers:
        worker.process.join()
