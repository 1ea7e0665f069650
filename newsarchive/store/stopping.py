"""Ctrl-C while SQLite works: Python looks at signals between its own steps alone, and SQLite's may take minutes."""

from __future__ import annotations

import signal
import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

STEPS = 10_000
"""Of SQLite's machine, after which it is looked whether somebody wishes it to stop: about a thousandth of a second."""


@contextmanager
def stoppable(connection: sqlite3.Connection) -> Iterator[None]:
    """Let Ctrl-C end whatever statement runs on a connection; elsewhere than in the main thread it comes to nobody.

    Within a function that SQLite calls, Python's own KeyboardInterrupt would be lost, and told as an error of SQL.

    Raises:
        KeyboardInterrupt: it was pressed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []

    def press(number: int, frame: FrameType | None) -> None:
        if pressed:  # it was, and no statement has ended by it
            signal.default_int_handler(number, frame)
        pressed.append(number)

    before = signal.signal(signal.SIGINT, press)
    connection.set_progress_handler(lambda: bool(pressed), STEPS)
    try:
        yield
    except sqlite3.DatabaseError:
        if not pressed:
            raise
    finally:
        connection.set_progress_handler(None, 0)
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt
