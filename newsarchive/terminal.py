"""What the command line prints. Stored text is hostile: no control character of it reaches a terminal."""

from __future__ import annotations

import csv
import json
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

import click

from newsarchive.normalize.dates import KYIV

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from newsarchive.search import Counts, Explanation, Hit


_PROVENANCE = (
    "url older_url newer_url section author published_raw published_from state "
    "version first_captured last_seen captured_at warc_file offset payload_digest"
).split()


def open_closed() -> None:
    """Let what was closed by whoever called us lead to nowhere, so that no file of ours takes its place."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, "r" if name == "stdin" else "w", closefd=False))  # noqa: SIM115 - it stays open


def silence() -> None:
    """Print nothing more: Python would write what is left of our output at its end."""
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - it stays open


def print_json(value: Any) -> None:
    """Print a value for programs, Ukrainian letters readable."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def local(at: datetime) -> str:
    """Write an instant for people: Kyiv's clock, to the minute."""
    return f"{at.astimezone(KYIV):%Y-%m-%d %H:%M}"


def print_line(text: str) -> None:
    """Print one line."""
    click.echo(_plain(text))


def print_table(rows: Iterable[Iterable[Any]]) -> None:
    """Print rows with aligned columns."""
    cells = [["" if cell is None else _plain(str(cell)) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def print_csv(rows: list[dict[str, Any]]) -> None:
    """Print CSV that a spreadsheet does not take for formulas (OWASP, CSV injection)."""
    if not rows:
        return
    writer = csv.DictWriter(sys.stdout, rows[0].keys())
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _harmless(value) for name, value in row.items()})


def _harmless(value: Any) -> Any:
    return "'" + value if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def print_hit(hit: Hit) -> None:
    """Print a found article, the found words marked."""
    click.echo(_marked(hit.title_marked, bold=True))
    click.secho(_plain(f"  {(hit.published or '')[:16].replace('T', ' ')}  {hit.council_name}"), dim=True)
    click.echo(f"  {_marked(' '.join(hit.snippet.split()))}")
    click.echo(_plain(f"  {hit.url}  (№ {hit.id})") + "\n")


def print_explanation(told: Explanation) -> None:
    """Tell on stderr how a query was understood: people all of it, a file only what was not understood."""
    said = [told.uk, told.en] if sys.stderr.isatty() else [f"{note.uk} / {note.en}" for note in told.notes]
    for line in dict.fromkeys(said):
        click.secho(_plain(line), err=True, dim=True)


def print_counts(counts: Counts) -> None:
    """Print how many articles were found, by council, section, state and month."""
    click.echo(f"{counts.total}")
    print_table([[council, str(count)] for council, count in counts.councils.items()])
    print_table([[_plain(section) or "no section", str(count)] for section, count in counts.sections.items()])
    print_table([[state, str(count)] for state, count in counts.states.items()])
    print_table([[month or "no date", str(count)] for month, count in counts.months.items()])


def print_suggestions(queries: list[str]) -> None:
    """Say on stderr what may have been meant, each on a line of its own."""
    if queries:
        click.echo("Можливо, ви мали на увазі: / Did you mean:", err=True)
    for query in queries:
        click.echo(f"  {_plain(query)}", err=True)


def _marked(text: str, *, bold: bool = False) -> str:
    """Turn the marks into the terminal's own; into nothing where there is none."""
    plain = _plain(text)
    parts = plain.replace("⟧", "⟦").split("⟦")
    if len(parts) == 1:
        return click.style(plain, bold=bold)
    return "".join(click.style(p, bold=bold or i % 2 == 1, fg="yellow" if i % 2 else None) for i, p in enumerate(parts))


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def print_article(held: dict[str, Any]) -> None:
    """Print an article, its provenance below."""
    click.echo(_marked(held["title"], bold=True))
    click.echo(_plain(f"{held['published'] or held['published_raw'] or '—'}  {held['council_name']}") + "\n")
    for text in filter(None, (held["lead"], held["body"])):
        click.echo("\n".join(_marked(line) for line in text.split("\n")) + "\n")
    print_table((name, held[name]) for name in _PROVENANCE)


def end_by(signum: int) -> None:
    """End as the signal ends a program that does not catch it: so a shell's loop ends too, and systemd calls it clean.

    https://www.cons.org/cracauer/sigint.html
    """
    sys.stdout.flush()
    signal.signal(signum, signal.SIG_DFL)
    os.kill(os.getpid(), signum)
