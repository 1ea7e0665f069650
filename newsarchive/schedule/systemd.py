"""systemd keeps the schedule: one template of a service, and a timer for each council (systemd.timer(5))."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from newsarchive.errors import NewsArchiveError, UsageError
from newsarchive.schedule.timers import SPREAD, by_minute, program

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import time

    from newsarchive.schedule.timers import Plan

SERVICE = "newsarchive@.service"
SYSTEM = Path("/etc/systemd/system")

_SERVICE = """{mark}
[Unit]
Description=Crawl %i into {data}
{after}
[Service]
Type=oneshot
{account}ExecStart={command}
{environment}
# The first signal asks the crawl to finish what is under way; the process that reads its pages must outlive it.
KillMode=mixed
TimeoutStopSec=5min
Nice=10

NoNewPrivileges=yes
LockPersonality=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
{hardening}"""
_ONLINE = """Wants=network-online.target
After=network-online.target
"""
_HARDENING = """CapabilityBoundingSet=
PrivateDevices=yes
PrivateTmp=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHome=read-only
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectSystem=strict
ReadWritePaths={data}
RestrictNamespaces=yes
SystemCallErrorNumber=EPERM
SystemCallFilter=@system-service
"""
"""What a user's own manager may not do."""
_TIMER = """{mark}
[Unit]
Description=Crawl {council} {how}

[Timer]
{calendar}
RandomizedDelaySec={spread}
Persistent=true

[Install]
WantedBy=timers.target
"""


def units(plan: Plan, *, account: str | None) -> dict[str, str]:
    """Write the units.

    Args:
        plan: what is scheduled.
        account: who runs system units; None for units of a user's own manager.

    Returns:
        Name of the file -> its text.

    Raises:
        UsageError: the archive's folder has a sign in its name that a list of paths cannot quote.
    """
    if set(plan.data) & set("\"'\\"):
        raise UsageError(f"{plan.data} has a quotation mark or a backslash in its name: no unit can name it.")
    mark, data = _mark(plan.data), _quoted(plan.data)
    service = _SERVICE.format(
        mark=mark,
        data=plan.data.replace("%", "%%"),
        after=_ONLINE if account else "",
        account=f"User={account}\n" if account else "",
        command=" ".join(_quoted(word).replace("$", "$$") for word in program()) + f" crawl %i {' '.join(plan.words)}",
        environment="\n".join(f"Environment={_quoted(f'{name}={value}')}" for name, value in plan.environment.items()),
        hardening=_HARDENING.format(data=data) if account else "",
    )
    how = "when it is due by its own rhythm" if plan.by_rhythm else "every day"
    timers = {
        timer(council): _TIMER.format(
            mark=mark,
            council=council,
            how=how,
            calendar="\n".join(_calendar(starts)),
            spread=int(SPREAD.total_seconds()),
        )
        for council, starts in plan.councils.items()
    }
    return {SERVICE: service, **timers}


def timer(council: str) -> str:
    """Name a council's timer."""
    return f"newsarchive@{council}.timer"


def folder(*, user: bool) -> Path:
    """Give where units are installed: the system's, or the user's own."""
    if not user:
        return SYSTEM
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd/user"


def write(texts: dict[str, str], place: Path, data: str) -> list[str]:
    """Write units into a folder in place of those that an earlier schedule of the same archive wrote; give these.

    Raises:
        UsageError: a file of the name is another archive's, or not ours; or the folder cannot be written.
    """
    strange = [name for name in texts if (place / name).exists() and not _is_ours(place / name, data)]
    if strange:
        raise UsageError(
            f"{place / strange[0]} was not written for {data}: nothing was changed; remove it first, by whatever "
            "wrote it."
        )
    before = ours(place, data)
    try:
        place.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (place / name).write_text(text, encoding="utf-8")
        for name in before:
            if name not in texts:
                (place / name).unlink()
    except OSError as error:
        raise UsageError(f"{place} cannot be written ({error.strerror}): --user is for your own units.") from error
    return before


def remove(place: Path, data: str) -> list[str]:
    """Delete what ``write`` wrote for an archive, and nothing else; name it.

    Raises:
        UsageError: the folder cannot be written.
    """
    names = ours(place, data)
    try:
        for name in names:
            (place / name).unlink()
    except OSError as error:
        raise UsageError(f"{place} cannot be written ({error.strerror}).") from error
    return names


def ours(place: Path, data: str) -> list[str]:
    """Name the units in a folder that were written for an archive."""
    return sorted(path.name for path in place.glob("newsarchive@*") if _is_ours(path, data))


def enable(names: Iterable[str], *, user: bool) -> None:
    """Have the timers among these units kept from now on, and after each start of the machine.

    Raises:
        NewsArchiveError: systemd could not be told.
    """
    _systemctl(["daemon-reload"], user=user)
    _systemctl(["enable", "--now", *_timers(names)], user=user)


def disable(names: Iterable[str], *, user: bool) -> None:
    """Have the timers among these units kept no more. A crawl that runs goes on.

    Raises:
        NewsArchiveError: systemd could not be told.
    """
    if timers := _timers(names):
        _systemctl(["disable", "--now", *timers], user=user)


def _timers(names: Iterable[str]) -> list[str]:
    return [name for name in names if name.endswith(".timer")]


def _systemctl(words: Sequence[str], *, user: bool) -> None:
    command = ["systemctl", *(["--user"] if user else []), *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - as it was asked
    except OSError as error:
        raise NewsArchiveError(
            f"systemctl cannot be started ({error.strerror}): is this machine kept by systemd?"
        ) from error
    if done.returncode:
        said = " ".join(done.stderr.split()) or f"code {done.returncode}"
        raise NewsArchiveError(f"«{' '.join(command)}» failed ({said}): the units stand; run it again by hand.")


def _calendar(starts: Iterable[time]) -> list[str]:
    """Write times of the day as calendar events (systemd.time(7))."""
    return [
        f"OnCalendar=*-*-* {','.join(f'{hour:02}' for hour in hours)}:{minute:02}:00 Europe/Kyiv"
        for minute, hours in by_minute(starts).items()
    ]


def _mark(data: str) -> str:
    return f"# Written by newsarchive schedule for {data}; replaced and removed by it."


def _is_ours(path: Path, data: str) -> bool:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.readline().rstrip("\n") == _mark(data)


def _quoted(word: str) -> str:
    """Quote a word of a unit's line (systemd.syntax(7)); a percent sign stands for itself."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{plain}"' if plain != word or any(sign in word for sign in " '$;") else word
