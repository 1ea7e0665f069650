"""After a run: a command of the archivist's own choice gets a JSON summary on its standard input."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from newsarchive.errors import UsageError
from newsarchive.health import Word
from newsarchive.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from newsarchive.runner import Result

SECONDS = 30.0
"""The longest that the command may take; what it has started is ended with it."""
_A_PERSON_S = frozenset({1, 3, 4})
"""Exit codes that someone must look at; a site that does not answer (5) is asked again by itself."""


def words(command: str) -> list[str]:
    """Split a command as a shell would, without giving it to one: nothing in it is expanded.

    Raises:
        UsageError: a quotation mark is not closed.
    """
    try:
        return shlex.split(command)
    except ValueError as error:
        raise UsageError(f"The command to notify, «{command}», cannot be read ({error}).") from error


def summary(results: Iterable[Result], data: Path, started: datetime, finished: datetime, code: int) -> dict[str, Any]:
    """Sum up a run for a program.

    Args:
        results: of each council.
        data: the archive's folder.
        started: UTC.
        finished: UTC.
        code: what the command answers its caller with.
    """
    councils = [result.as_dict() for result in results]
    return {
        "newsarchive": __version__,
        "data": str(data.absolute()),
        "started": started.isoformat(timespec="seconds"),
        "finished": finished.isoformat(timespec="seconds"),
        "exit_code": code,
        "councils": councils,
        "needs_person": [
            f"{c['council']}: {c['error'] or c['advice']}"
            for c in councils
            if c["exit_code"] in _A_PERSON_S or c["health"] == Word.QUIET
        ],
    }


def notify(command: list[str], told: dict[str, Any], seconds: float = SECONDS) -> str | None:
    """Run the command; say what went wrong with it, None where nothing did. It never changes the crawl's result.

    Args:
        command: the program and its arguments. What it prints comes out on our standard error.
        told: what it gets on standard input, as JSON.
        seconds: the longest that it may take.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - the archivist's own command, and no shell
            command, stdin=subprocess.PIPE, stdout=2, start_new_session=True
        )
    except OSError as error:
        return f"{command[0]} could not be started ({error.strerror})"
    try:
        process.communicate(json.dumps(told, ensure_ascii=False).encode(), timeout=seconds)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return f"{command[0]} was ended after {seconds:g} seconds"
    return f"{command[0]} ended with code {process.returncode}" if process.returncode else None
