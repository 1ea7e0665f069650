"""PostgreSQL with its Ukrainian ispell dictionary, started for one measurement on a socket of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DICTIONARY = "uk_ua"
"""What Debian's pg_updatedicts makes of hunspell-uk."""
SCHEMA = f"""
CREATE TEXT SEARCH DICTIONARY ukrainian_ispell (TEMPLATE = ispell, DictFile = {DICTIONARY}, AffFile = {DICTIONARY});
CREATE TEXT SEARCH CONFIGURATION ukrainian (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION ukrainian ALTER MAPPING FOR word, hword, hword_part WITH ukrainian_ispell, simple;
CREATE TABLE texts (name text, words tsvector);
"""


class Server:
    """A running server."""

    def __init__(self, folder: Path, psql: str) -> None:
        self._command = [psql, "-h", str(folder), "-U", "postgres", "-d", "postgres", "-qAtX", "-v", "ON_ERROR_STOP=1"]

    def run(self, sql: str) -> str:
        """Return what psql prints."""
        return subprocess.run(self._command, input=sql, check=True, capture_output=True, text=True).stdout

    def answers(self, collection: list[tuple[str, str, str]], queries: list[str]) -> dict[str, set[str]]:
        """Load the texts and answer all queries in one session: each session reads the dictionary anew, for a second.

        Words in quotation marks are a phrase, others stand anywhere: what websearch_to_tsquery is for.
        """
        rows = [
            f"({quoted(name)}, to_tsvector('ukrainian', {quoted(f'{title} . {body}')}))"
            for name, title, body in collection
        ]
        asked = [f"({place}, {quoted(straight(query))})" for place, query in enumerate(queries)]
        lines = self.run(
            f"{SCHEMA}INSERT INTO texts VALUES {', '.join(rows)};"
            f"SELECT place, name FROM (VALUES {', '.join(asked)}) AS asked(place, query)"
            " JOIN texts ON words @@ websearch_to_tsquery('ukrainian', query);"
        )
        found: dict[str, set[str]] = {query: set() for query in queries}
        for line in lines.splitlines():
            place, name = line.split("|")
            found[queries[int(place)]].add(name)
        return found


def straight(query: str) -> str:
    return query.translate(str.maketrans("«»“”", '""""'))


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def served() -> Iterator[Server | str]:
    """Start a server while the block runs; give why not where it cannot be."""
    missing = _missing()
    if missing:
        yield missing
        return
    folder = Path(tempfile.mkdtemp(prefix="relevance-"))
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, user)
    tools, data = Path(_config("--bindir")), folder / "data"
    _as(user, [tools / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"])
    listen = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    try:
        _as(user, [tools / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", listen, "start"])
        yield Server(folder, shutil.which("psql") or "psql")
    finally:
        _as(user, [tools / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"])
        shutil.rmtree(folder)


def _missing() -> str:
    for program in ("psql", "pg_config"):
        if shutil.which(program) is None:
            return f"no {program} on this machine (on Debian: postgresql-15, libpq-dev)"
    if not Path(_config("--bindir"), "initdb").exists():
        return "no server on this machine (on Debian: postgresql-15)"
    if not Path(_config("--sharedir"), "tsearch_data", f"{DICTIONARY}.affix").exists():
        return "no Ukrainian dictionary (on Debian: hunspell-uk and postgresql-common)"
    return ""


def _config(what: str) -> str:
    return subprocess.run(["pg_config", what], check=True, capture_output=True, text=True).stdout.strip()


def _as(user: str, command: list[object]) -> None:
    become = ["setpriv", "--reuid", user, "--regid", user, "--init-groups"] if os.geteuid() == 0 else []
    subprocess.run(
        [*become, *map(str, command)], check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd="/"
    )
