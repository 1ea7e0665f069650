"""The command line: each command is a few lines that call a stage."""

from __future__ import annotations

import io
import os
import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsarchive import terminal
from newsarchive.cli import options
from newsarchive.cli.comparing import compare
from newsarchive.cli.crawling import crawl
from newsarchive.cli.linting import lint
from newsarchive.cli.probing import genspider, probe, savepage
from newsarchive.cli.publishing import publish, suppress
from newsarchive.cli.rebuilding import rebuild
from newsarchive.cli.reporting import completeness, status
from newsarchive.cli.scheduling import schedule
from newsarchive.cli.searching import search
from newsarchive.cli.verifying import verify
from newsarchive.demo.commands import demo
from newsarchive.errors import ArchiveError, NewsArchiveError, UsageError
from newsarchive.version import __version__

if TYPE_CHECKING:
    from newsarchive.register import NoSite
    from newsarchive.spider import CouncilSpider

EXIT_CODES = """
Exit codes: 0 done; 1 a fault of the program; 2 the words of the command cannot be followed; 3 a site needs a person;
4 the disk, the database or a file; 5 a site did not answer, and is asked again by itself; 6 a spider's file
breaks a convention.
"""


_FIRST = re.compile(r"[.:;](?:\s|$)")


class _Commands(click.Group):
    """Lists commands in the order of the work, and turns what was foreseen into one sentence and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Tell what each does as far as its first colon or full stop; Click cuts it off in the middle of a word."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _FIRST.split(one.help or "")[0]) for name, one in self.commands.items()])

    def main(self, *args: Any, **kwargs: Any) -> Any:
        terminal.open_closed()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except NewsArchiveError as error:
            click.echo(f"newsarchive: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("newsarchive: stopped.", err=True)
            terminal.end_by(signal.SIGINT)
        except BrokenPipeError:  # the reader of our output (head, less) has gone: nothing is wrong
            terminal.silence()
            ctx.exit(0)
        except OSError as error:  # a path too long, or not ours to look at; no room for our output
            what = error.filename
            if not what:
                terminal.silence()
                what = "What was to be printed"
            click.echo(f"newsarchive: {what} cannot be read or written ({error.strerror}).", err=True)
            ctx.exit(ArchiveError.exit_code)


@click.group(cls=_Commands, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="newsarchive")
def main() -> None:
    """Archive the news of Ukraine's regional councils: crawl, prove, search, read."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal of another charset than ours shows what it can
        sys.stdout.reconfigure(errors="replace")
    for said in options.unread(os.environ):
        click.echo(f"newsarchive: {said}", err=True)


def _archive(data: Path) -> Any:
    from newsarchive.store import Archive

    return Archive(data, readonly=True)


@main.command("list")
@options.json
def list_(as_json: bool) -> None:
    """List the councils: whose site each spider crawls, how sure that is, from when; and who has no site.

    \b
    newsarchive list
    newsarchive list --json
    """
    from newsarchive import registry

    rows = sorted(
        [*map(_spider, registry.spiders().values()), *map(_no_site, registry.without_site().values())],
        key=lambda row: row["name"],
    )
    if as_json:
        terminal.print_json(rows)
    else:
        terminal.print_table(
            [
                row["name"],
                row["oblast"],
                row["certainty"],
                row["since"] or "no site",
                " ".join(row["article"]),
                row["council"],
            ]
            for row in rows
        )


def _spider(spider: type[CouncilSpider]) -> dict[str, Any]:
    return {
        "name": spider.name,
        "oblast": spider.oblast,
        "council": spider.council,
        "certainty": spider.certainty,
        "since": str(spider.since),
        "start": list(spider.start_urls),
        "article": [page.__name__ for page in spider.pages().values()],
        "reason": None,
    }


def _no_site(row: NoSite) -> dict[str, Any]:
    told = {"name": row.name, "oblast": row.oblast, "council": row.council, "certainty": row.certainty}
    return {**told, "since": None, "start": [], "article": [], "reason": row.reason}


main.add_command(probe)
main.add_command(genspider)
main.add_command(savepage)
main.add_command(crawl)
main.add_command(schedule)
main.add_command(status)
main.add_command(completeness)
main.add_command(verify)
main.add_command(compare)
main.add_command(search)


@main.command()
@click.argument("article", metavar="ID|URL")
@options.data
@click.option("--version", "number", type=click.IntRange(min=1), help="Show this version instead of the last.")
@options.json
def show(article: str, data: Path, number: int | None, as_json: bool) -> None:
    """Show an article with its provenance, by its number or by any of its addresses.

    \b
    newsarchive show 42
    newsarchive show 42 --version 1
    newsarchive show https://km-oblrada.gov.ua/?p=70646 --json
    """
    with _archive(data) as archive:
        held = archive.get(options.meant(article))
        if held is None:
            raise UsageError(f"The archive in {data} holds no article {article}.")
        held["versions"] = archive.versions(held["id"])
    if number is not None:
        held = _as_of(held, number)
    if as_json:
        terminal.print_json(held)
    else:
        terminal.print_article(held)


def _as_of(held: dict[str, Any], number: int) -> dict[str, Any]:
    version = next((v for v in held["versions"] if v["number"] == number), None)
    if version is None:
        raise UsageError(f"Article {held['id']} has versions 1 to {held['version']}; there is no {number}.")
    return {
        **held,
        **{k: v for k, v in version.items() if k not in {"id", "article", "number"}},
        "version": number,
    }


@main.command()
@options.data
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Port to listen on.")
@click.option("--open", "open_browser", is_flag=True, help="Open the archive in a browser.")
@click.option(
    "--public", metavar="ADDRESS", help="The address under which readers know it, for citations: https://news.example"
)
@click.option(
    "--published",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Serve this published copy instead: see newsarchive publish.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Answer by so many processes, for as many cores.",
)
def serve(*, data: Path, published: Path | None, workers: int, **told: Any) -> None:
    """Serve the archive to readers, with Datasette; a crawl may be writing meanwhile.

    \b
    newsarchive serve
    newsarchive serve --data data/demo --port 8002 --open
    newsarchive serve --published public/archive.db
    """
    from newsarchive.publish.mark import edition
    from newsarchive.serve.app import serve as start

    if published and published.is_file() and os.access(published, os.R_OK) and edition(published) is None:
        raise UsageError(
            f"{published} is no published copy: newsarchive publish makes one; an archive is served with --data."
        )
    start(published or data / "archive.db", processes=workers, **told)


main.add_command(publish)
main.add_command(suppress)
main.add_command(rebuild)
main.add_command(lint)
main.add_command(demo)
