"""Options that several commands share."""

from __future__ import annotations

import math
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from newsarchive.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from newsarchive.schedule.quiet import QuietHours

F = TypeVar("F", bound="Callable[..., Any]")


ENVIRONMENT = frozenset(
    f"NEWSARCHIVE_{name}" for name in ["CONTACT", "DATA", "LEAST_FREE", "LEXICON", "NOTIFY", "QUIET_HOURS", "REVISITS"]
)
"""What is read from the environment."""


def unread(environment: Iterable[str]) -> Iterator[str]:
    """Say of what is meant for us in the environment and misspelled that nothing reads it: quiet hours, say."""
    for name in environment:
        if name.startswith("NEWSARCHIVE_") and name not in ENVIRONMENT:
            near = get_close_matches(name, ENVIRONMENT, n=1, cutoff=0.8)
            meant = f"is {near[0]} meant?" if near else f"what is read: {', '.join(sorted(ENVIRONMENT))}."
            yield f"Nothing reads {name}, which the environment sets: {meant}"


def data(command: F) -> F:
    """Give a command the one option that names the archive's place."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        default="data",
        envvar="NEWSARCHIVE_DATA",
        show_default=True,
        show_envvar=True,
        help="Folder of the archive: holds archive.db and warc/.",
    )(command)


def json(command: F) -> F:
    """Give a command the option that makes it answer programs."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")(command)


MOST = 20
"""Lines of a kind that are printed where there may be any number; ``--json`` has all."""


def first(lines: Sequence[str]) -> Iterator[str]:
    """Give the first of some lines, set in, and how many more there are."""
    yield from (f"  {line}" for line in lines[:MOST])
    if len(lines) > MOST:
        yield f"  And {len(lines) - MOST:,} more: --json names them."


def meant(article: str) -> int | str:
    """Read which article is meant: its number, or its address as it is written.

    Raises:
        UsageError: it is neither.
    """
    from newsarchive.normalize.addresses import canonical
    from newsarchive.store.sources import address

    given = address(article) or article
    try:
        if article.isdecimal():
            return int(article)
        canonical(given)  # refuses what is none; what is behind a «#» may tell articles of one address apart
    except ValueError as error:
        raise UsageError(f"«{article}» is neither the number nor the address of an article.") from error
    return given


def day(*names: str, help_text: str, last: bool = False) -> Callable[[F], F]:
    """Give a command an option that takes a day, of a month or a year the first, or the last."""

    def read(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
        if value is None:
            return None
        from newsarchive.search.filters import spelled

        span = spelled(value.strip())
        if span is None:
            raise click.BadParameter(f"«{value}» is no date: write 2024-05-31, 2024-05 or 2024.")
        return span[last]

    return click.option(*names, callback=read, metavar="YYYY-MM-DD", help=help_text)


def contact(command: F) -> F:
    """Give a command the option that names who asks."""
    return click.option(
        "--contact",
        envvar="NEWSARCHIVE_CONTACT",
        default="",
        help="Mail or page where a site's keeper reaches you.",
    )(command)


class _Seconds(click.FloatRange):
    """Seconds of a day; Click takes «nan» for one of any range."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        seconds = super().convert(value, param, ctx)
        return self.fail(f"{value} is no number.", param, ctx) if math.isnan(seconds) else seconds


def delay(command: F) -> F:
    """Give a command the option that says how slowly to ask."""
    return click.option(
        "--delay", type=_Seconds(min=0, max=86_400), metavar="SECONDS", help="Wait so long between two requests."
    )(command)


def force(command: F) -> F:
    """Give a command the option that lets it write over files."""
    return click.option("--force", is_flag=True, help="Write over what stands there.")(command)


def quiet_hours(command: F) -> F:
    """Give a command the option that names the hours in which nothing is asked."""
    return click.option(
        "--quiet-hours",
        envvar="NEWSARCHIVE_QUIET_HOURS",
        default="",
        callback=_quiet_hours,
        metavar="HH:MM-HH:MM",
        help="Ask nothing in these hours of the day, Europe/Kyiv.",
    )(command)


def _quiet_hours(_: click.Context, __: click.Parameter, value: str) -> QuietHours | None:
    from newsarchive.schedule.quiet import QuietHours

    return QuietHours.read(value)


def notify(command: F) -> F:
    """Give a command the option that names a program to be told how a run went."""
    return click.option(
        "--notify",
        envvar="NEWSARCHIVE_NOTIFY",
        default="",
        callback=_words,
        metavar="COMMAND",
        help="After the run give this command, on its standard input, a summary in JSON.",
    )(command)


def _words(_: click.Context, __: click.Parameter, value: str) -> list[str]:
    from newsarchive.notify import words

    return words(value)
