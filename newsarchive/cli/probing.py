"""``newsarchive probe``, ``genspider``, ``savepage``: a site is looked at, and becomes a spider with saved pages."""

from __future__ import annotations

from pathlib import Path

import click

from newsarchive import terminal
from newsarchive.cli import options
from newsarchive.errors import QualityAlarm

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("target", metavar="URL|NAME")
@options.contact
@options.delay
@options.json
def probe(target: str, contact: str, delay: float | None, as_json: bool) -> None:
    """Look at a site with a dozen polite requests, and say what would read it.

    URL is its home page, a list of its news or an article. NAME is a spider, or a Python file that declares one: what
    it declares is confirmed or corrected, and anything to be changed makes the exit code 3.

    \b
    newsarchive probe https://km-oblrada.gov.ua/ --contact archive@example.org
    newsarchive probe khmelnytskyi --contact archive@example.org --json
    newsarchive probe http://127.0.0.1:8068/ --delay 0
    """
    from newsarchive import probe as stage
    from newsarchive import registry

    if stage.is_address(target):
        found = stage.look_at(target, stage.settings(contact, delay, stage.address(target)))
    else:
        spider = registry.find(target)
        found = stage.look_at_spider(spider, stage.settings(contact, delay, *spider.start_urls))
    if as_json:
        terminal.print_json(stage.as_dict(found))
    else:
        terminal.print_table(stage.lines(found))
    if not found.samples:
        what = (
            "its articles are shown by scripts alone, which newsarchive does not run"
            if found.is_scripted
            else "if articles are there, its pages need a class of their own (docs/developers/pages.md)"
        )
        raise QualityAlarm(
            f"No article could be read at {found.home}: what was asked, and what came, is said above; {what}."
        )
    if found.changes:
        said = "one change is" if len(found.changes) == 1 else f"{len(found.changes)} changes are"
        raise QualityAlarm(f"What {target} declares is not what its site shows: {said} said above.")


@click.command()
@click.argument("url")
@click.option("--name", metavar="NAME", help="The spider's name.  [default: its oblast's, else its host's]")
@click.option("--council", metavar="TEXT", help="Official name in Ukrainian.  [default: what the site calls itself]")
@click.option("--oblast", metavar="UA-NN", help="ISO 3166-2.  [default: as the council's name says]")
@click.option("--to", "root", type=_FOLDER, default=".", show_default=True, help="The project's folder.")
@options.force
@options.contact
@options.delay
def genspider(
    *,
    url: str,
    name: str | None,
    council: str | None,
    oblast: str | None,
    root: Path,
    force: bool,
    contact: str,
    delay: float | None,
) -> None:
    """Look at a site, and write a spider that crawls it, with saved pages and what is read from them.

    What the site does not say of itself is left open in the spider, and newsarchive lint refuses it. Nothing is written
    over, and nothing is written where no article can be read.

    \b
    newsarchive genspider https://volynrada.example/ --contact archive@example.org
    newsarchive genspider https://rada.example/news --name volyn --oblast UA-07 --contact archive@example.org
    newsarchive genspider http://127.0.0.1:8068/ --to drafts --delay 0
    """
    from newsarchive import probe as stage

    overrides = stage.settings(contact, delay, stage.address(url))
    drafted = stage.genspider(url, root, overrides, name=name, council=council, oblast=oblast, force=force)
    terminal.print_table(stage.lines(drafted.found))
    click.echo()
    terminal.print_table(stage.to_check(drafted))


@click.command()
@click.argument("name")
@click.argument("url")
@click.option(
    "--as", "word", metavar="WORD", help="What sets the page apart: gallery, no-text.  [default: of its address]"
)
@click.option("--to", "root", type=_FOLDER, help="The project's folder.  [default: that of the spider's file]")
@options.force
@options.contact
@options.delay
def savepage(
    *, name: str, url: str, word: str | None, root: Path | None, force: bool, contact: str, delay: float | None
) -> None:
    """Save one more page of a spider's site for the tests, with what is read from it for you to check.

    \b
    newsarchive savepage khmelnytskyi https://km-oblrada.gov.ua/?p=70646 --as table --contact archive@example.org
    newsarchive savepage ./spiders/volyn.py https://volynrada.example/news/1 --contact archive@example.org
    """
    from newsarchive import probe as stage

    asked = stage.address(url)
    folder = stage.savepage(name, asked, stage.settings(contact, delay, asked), root=root, word=word, force=force)
    click.echo(f"{folder} holds the page, and in article.json what is read from it: hold it against the site.")
