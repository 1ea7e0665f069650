"""``newsarchive demo``: the bundled council site, and the first minute with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from newsarchive.demo.quirks import COUNTS, SWITCHES
from newsarchive.terminal import print_hit

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")


@click.group(invoke_without_command=True)
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), default="data/demo", show_default=True)
@click.option("--articles", type=click.IntRange(min=4), default=300, show_default=True, help="How many to publish.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    help="Of the archive, with --keep.",
)
@click.option("--keep", is_flag=True, help="Go on serving the archive until interrupted.")
@click.pass_context
def demo(ctx: click.Context, data: Path, articles: int, port: int, keep: bool) -> None:
    """Start the bundled council site, crawl it, search it, and say what to open.

    \b
    newsarchive demo
    newsarchive demo --keep
    newsarchive demo site --articles 2000 --port 8068
    """
    if ctx.invoked_subcommand is None:
        from newsarchive.demo.tour import tour

        tour(data, articles=articles, port=port, keep=keep, say=click.echo, show=print_hit)


def _switches(command: F) -> F:
    """Give the site's command one option for each of its switches."""
    for name, what in reversed(SWITCHES.items()):
        flag = "--" + name.replace("_", "-")
        if name in COUNTS:
            command = click.option(flag, type=click.IntRange(min=0), default=0, help=what)(command)
        else:
            command = click.option(f"{flag}/--no-{flag[2:]}", default=True, help=what)(command)
    return command


@demo.command()
@click.option("--articles", type=click.IntRange(min=4), default=300, show_default=True, help="How many to publish.")
@click.option("--seed", default="1", show_default=True, help="Another word gives other news.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8068,
    show_default=True,
    help="Port on 127.0.0.1; 0 takes a free one.",
)
@click.option("--behind", default="", help="The address that pages name, of a server that stands before this one.")
@click.option("--latency", type=click.FloatRange(min=0), default=0.0, help="Hold every answer back, in seconds.")
@click.option(
    "--truth",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what is true of each article here, as JSON lines.",
)
@_switches
def site(
    *, articles: int, seed: str, port: int, behind: str, latency: float, truth: Path | None, **switches: int
) -> None:
    """Serve the bundled council site on 127.0.0.1, until interrupted.

    \b
    newsarchive demo site --articles 2000 --seed 1 --port 8068 --truth truth.jsonl
    newsarchive demo site --edited 5 --removed 3 --no-related
    """
    from newsarchive.demo import DemoSite, run

    served = DemoSite(articles, seed=seed, base=f"http://127.0.0.1:{port}", **switches)
    served.latency = latency

    def ready(base: str) -> None:
        if truth is not None:
            served.write_truth(truth)
        click.echo(f"{base}/ publishes {len(served.newest)} articles; Ctrl-C ends it")

    run(served, port, on_ready=ready, behind=behind.rstrip("/"))
