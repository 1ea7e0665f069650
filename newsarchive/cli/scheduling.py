"""``newsarchive schedule``: what an archivist sets up once."""

from __future__ import annotations

import getpass
import os
import re
import shutil
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsarchive.cli import options
from newsarchive.errors import NewsArchiveError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsarchive.schedule import QuietHours
    from newsarchive.schedule.timers import Plan

_UNIT = re.compile(r"[\w.-]+", re.ASCII)
"""What may stand in the name of a unit without being escaped."""


def _times(_: click.Context, __: click.Parameter, values: Sequence[datetime]) -> list[time]:
    return [value.time() for value in values]


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--all", "everyone", is_flag=True, help="Every council that has a spider.")
@click.option(
    "--at",
    multiple=True,
    type=click.DateTime(["%H:%M"]),
    callback=_times,
    metavar="HH:MM",
    help="Crawl every day in the hour that begins then, Europe/Kyiv.  [default: when due by the council's own rhythm]",
)
@click.option("--systemd/--cron", default=True, show_default=True, help="Who keeps the schedule.")
@click.option("--install", "action", flag_value="install", help="Put it into force, in place of an earlier one.")
@click.option("--remove", "action", flag_value="remove", help="Take away what was installed for this archive.")
@click.option("--print", "action", flag_value="print", default="print", help="Print it.  [default]")
@click.option("--to", "place", type=click.Path(file_okay=False, path_type=Path), help="Write the units into a folder.")
@click.option("--user", is_flag=True, help="Units of your own systemd manager, not of the system's.")
@click.option("--account", help="Who runs the system's units.  [default: the owner of the archive's folder, else you]")
@options.data
@options.contact
@options.quiet_hours
@options.notify
def schedule(
    *,
    names: tuple[str, ...],
    everyone: bool,
    at: list[time],
    systemd: bool,
    action: str,
    place: Path | None,
    user: bool,
    account: str | None,
    data: Path,
    contact: str,
    quiet_hours: QuietHours | None,
    notify: list[str],
) -> None:
    """Have councils crawled by systemd or cron: print the timers, install or remove them.

    The schedule is what one call names: another one for the same archive takes its place. Each council has a minute of
    its own; by its rhythm it is looked at every hour, and crawled when it is due.

    \b
    newsarchive schedule --all --contact archive@example.org --quiet-hours 08:00-18:00
    newsarchive schedule khmelnytskyi --at 03:30 --contact archive@example.org
    sudo newsarchive schedule --all --data /srv/newsarchive --contact archive@example.org --install
    newsarchive schedule --all --cron --contact archive@example.org --install
    newsarchive schedule --remove
    """
    from newsarchive.schedule import timers

    told = timers.environment(data, contact, quiet_hours, notify)
    keep = _systemd if systemd else _cron
    if action == "remove":
        keep(told["NEWSARCHIVE_DATA"], None, action, place, user=user, account=account)
        return
    councils = _councils(names, contact, everyone=everyone)
    plan = timers.plan(councils, at, quiet_hours, told)
    keep(plan.data, plan, action, place, user=user, account=account)


def _councils(names: Sequence[str], contact: str, *, everyone: bool) -> list[str]:
    from newsarchive import fetch, registry

    if bool(names) == everyone:
        raise UsageError("Name councils, or say --all; newsarchive list names them.")
    unfit = [name for name in names if name.endswith(".py") or not _UNIT.fullmatch(name)]
    if unfit:
        raise UsageError(f"«{unfit[0]}» is no name of an installed spider: only those can be scheduled.")
    spiders = [registry.find(name) for name in names] if names else list(registry.councils().values())
    fetch.require_contact(contact, [url for spider in spiders for url in spider.start_urls])
    return [spider.name for spider in spiders]


def _systemd(data: str, plan: Plan | None, action: str, place: Path | None, *, user: bool, account: str | None) -> None:
    from newsarchive.schedule import systemd

    if user and account:
        raise UsageError("Units of your own manager run as you: --user or --account, not both.")
    if place and action == "install":
        raise UsageError("--install knows the folder where systemd looks: --install or --to, not both.")
    folder = place or systemd.folder(user=user)
    if plan is None:
        _without(data, folder, user=user, keep=place is None)
        return
    owner = None if user else account or _owner(Path(data))
    if action == "install" and place is None:
        _make(Path(data), owner)
    texts = systemd.units(plan, account=owner)
    if action == "print" and place is None:
        for name, text in texts.items():
            click.echo(f"# {folder / name}\n{text}")
        return
    before = systemd.write(texts, folder, data)
    click.echo(f"{len(texts)} units stand in {folder}.")
    if place is None:
        gone = [name for name in before if name not in texts]
        systemd.disable(gone, user=user)
        systemd.enable(texts, user=user)
        click.echo(f"systemctl {'--user ' if user else ''}list-timers 'newsarchive@*' shows when they go off.")


def _without(data: str, folder: Path, *, user: bool, keep: bool) -> None:
    """Take units away, out of force first where they are in it."""
    from newsarchive.schedule import systemd

    trouble = None
    if keep:
        try:
            systemd.disable(systemd.ours(folder, data), user=user)
        except NewsArchiveError as error:
            trouble = error
    gone = systemd.remove(folder, data)
    click.echo(f"{len(gone)} units of {data} were taken out of {folder}.")
    if trouble:
        raise trouble


def _cron(data: str, plan: Plan | None, action: str, place: Path | None, *, user: bool, account: str | None) -> None:
    from newsarchive.schedule import cron

    if user or account or place:
        raise UsageError("--user, --account and --to are for systemd: cron keeps your own crontab.")
    block = cron.block(plan, datetime.now(UTC)) if plan else ""
    if action == "print":
        click.echo(block, nl=False)
        return
    cron.write(cron.merged(cron.read(), data, block))
    click.echo(f"{block.count('newsarchive crawl')} lines for {data} stand in the crontab.")


def _owner(data: Path) -> str:
    """Name whose the archive is; one that is not there yet will be yours, by sudo too."""
    try:
        return data.owner() if data.exists() else os.environ.get("SUDO_USER") or getpass.getuser()
    except KeyError as error:
        raise UsageError(f"{data} belongs to nobody that this machine knows: name who crawls by --account.") from error


def _make(data: Path, owner: str | None) -> None:
    """Make the archive's folder: a unit that may write nothing else cannot."""
    if data.exists():
        return
    try:
        data.mkdir(parents=True)
        if owner is not None:
            shutil.chown(data, owner)
    except (OSError, LookupError) as error:
        raise UsageError(f"{data} cannot be made for {owner or 'you'} ({error}).") from error
