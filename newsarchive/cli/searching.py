"""``newsarchive search``."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from newsarchive import terminal
from newsarchive.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newsarchive.search.filters import Council

ORDERS = ["best", "recent", "newest"]
"""Those of ``search.Order``, which would take as long to import as all other commands together."""

_LEFT_OUT = re.compile(r"-[^a-zA-Z0-9-]")

STATES = ["live", "suspected", "deleted", "edited"]
"""Those of ``search.State``."""


_WORD = "\0"
"""No argument of a command line can hold it: behind it a word with a minus is no option to Click."""


class _Asking(click.Command):
    """Takes «-субвенція» for a word to be left out: our options are of Latin letters."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [_WORD + arg if _LEFT_OUT.match(arg) else arg for arg in args])


@click.command(cls=_Asking)
@click.argument("query", nargs=-1, required=True)
@options.data
@click.option("--oblast", metavar="UA-NN", help="Only councils of this oblast (ISO 3166-2).")
@click.option("--council", metavar="NAME", help="Only this council, by its spider's name.")
@options.day("--from", "since", help_text="Published on this day or later.")
@options.day("--to", "until", help_text="Published on this day or earlier.", last=True)
@click.option("--section", metavar="NAME", help="Only this section of a site, as it is called there.")
@click.option(
    "--state",
    type=click.Choice(STATES),
    help="Only what the sites show, do not show for now, have taken down; or what they edited.",
)
@click.option(
    "--order",
    type=click.Choice(ORDERS),
    default="best",
    show_default=True,
    help="What comes first: the best, the best of recent ones, or the newest.",
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Print at most so many.")
@click.option("--counts", is_flag=True, help="Count all hits by council, section, state and month, too.")
@options.json
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
def search(
    *,
    query: tuple[str, ...],
    data: Path,
    order: str,
    state: str | None,
    limit: int,
    counts: bool,
    as_json: bool,
    as_csv: bool,
    **narrowed: Any,
) -> None:
    """Find articles by words in any grammatical form. Any input is a valid query.

    \b
    newsarchive search Гончаруку
    newsarchive search "Кам'янець-Подільський" --from 2023-01-01 --to 2023-12-31
    newsarchive search '"обласна рада" -бюджет рада:Хмельницька рік:2023' --order newest --counts
    newsarchive search 'ПОРУЧ(дороги субвенція, 5)' --oblast UA-68 --json
    """
    from newsarchive.search import Order, State
    from newsarchive.store import Archive

    text = " ".join(query).replace(_WORD, "")
    narrowed["state"] = State(state) if state else None
    with Archive(data, readonly=True) as archive:
        question = archive.ask(text, **narrowed)
        hits = question.hits(order=Order(order), limit=limit)
        counted = question.counts() if counts else None
        told = question.explanation()
        meant = [] if hits else archive.suggest(text, **narrowed)
    _say_what_is_not_held(question.understood.held.councils, narrowed["council"], narrowed["oblast"])
    if as_json:
        found = {"suggestions": meant, "hits": [asdict(hit) for hit in hits]}
        numbers = {"counts": asdict(counted)} if counted else {}
        terminal.print_json({"query": text, **told.as_dict(), **numbers, **found})
        return
    terminal.print_explanation(told)
    if as_csv:
        terminal.print_csv([asdict(hit) for hit in hits])
        return
    for hit in hits:
        terminal.print_hit(hit)
    if counted:
        terminal.print_counts(counted)
    if not hits:
        click.echo("Нічого не знайдено. / Nothing found.", err=True)
        terminal.print_suggestions(meant)


def _say_what_is_not_held(held: Sequence[Council], council: str | None, oblast: str | None) -> None:
    """Tell who mistypes a code why nothing is found."""
    for option, value, known in (
        ("--council", council, {one.code for one in held}),
        ("--oblast", oblast, {one.oblast for one in held}),
    ):
        if value is not None and value not in known:
            said = f"The archive has nothing of {option} {value}; there are: {', '.join(sorted(known))}."
            click.echo(f"newsarchive: {said}", err=True)
