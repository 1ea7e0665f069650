"""How fast a page is read, parse included, beside a bare lxml parse of the same pages in the same run.

    python benchmarks/reading.py [FOLDER [tagdiv|wordpress]]

FOLDER holds pages as ``*.html``; without one the saved pages of ``tests/sites`` are read. :func:`extract` is a
plug-in for benches that want ``extract(html, url) -> dict``.
"""

from __future__ import annotations

import re
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from newsarchive import normalize
from newsarchive.normalize import dates
from newsarchive.normalize.addresses import canonical
from newsarchive.pages import PLATFORMS, ArticlePage, AutoArticle, GenericArticle, TagDivArticle, WordPressArticle
from newsarchive.pages.recognize import recognize
from newsarchive.pages.tree import Parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsarchive.items import Article, DateClue

SITES = Path(__file__).parent.parent / "tests" / "sites"
ISO = re.compile(r"\d{4}-\d\d-\d\d")
NOW = datetime.now(UTC)
ADDRESS = "https://page.invalid/x"
CANONICAL = re.compile(
    r"""<link[^>]+rel=["']canonical["'][^>]*href=["']([^"']+)|<meta[^>]+property=["']og:url["'][^>]*content=["']([^"']+)"""
)


def reader(page_class: Callable[[str, str], ArticlePage]):
    """Make a plug-in of a page class: it reads one page; the address may be missing or no address."""

    def extract(html: str, url: str) -> dict[str, str | None]:
        try:
            address = canonical(url)
        except ValueError:
            named = CANONICAL.search(html)
            address = (named[1] or named[2]) if named else "https://page.invalid/unknown"
        seen = page_class(html, address).read()
        read = normalize.article(seen, captured_at=NOW)
        return {
            "title": read.title,
            "date": _day(read, seen.published),
            "author": read.author,
            "text": read.body,
            "lead_image": read.image,
            "prev_url": read.previous and read.previous.url,
            "next_url": read.next and read.next.url,
        }

    return extract


def kind_of(parsed: Parsed, url: str = ADDRESS) -> type[ArticlePage]:
    return recognize(parsed, url, PLATFORMS, otherwise=WordPressArticle).page_class


def recognized(html: str, url: str) -> ArticlePage:
    """Make a page by the class that its signs tell."""
    parsed = Parsed(html)
    return kind_of(parsed, url)(parsed, url)


extract = reader(recognized)
auto = reader(AutoArticle)
generic = reader(GenericArticle)
tagdiv = reader(TagDivArticle)
wordpress = reader(WordPressArticle)


def _day(read: Article, clues: Sequence[DateClue]) -> str | None:
    """Give the day by the site's own clock, which benches compare; ours would be Kyiv's.

    A moment in UTC may be another day there: the day that the page prints, or its address has, is the site's.
    """
    if read.published is None or not (read.published_raw and ISO.match(read.published_raw)):
        return read.published and read.published.isoformat()
    said = date.fromisoformat(read.published_raw[:10])
    for clue in clues:
        shown = dates.parse(clue.printed or clue.value, captured_at=NOW) if clue.source in {"printed", "url"} else None
        if shown is not None and abs((_date(shown) - said).days) == 1:
            return _date(shown).isoformat()
    return said.isoformat()


def _date(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def read(html: str) -> None:
    recognized(html, ADDRESS).read()


def parse(html: str) -> None:
    """Parse and do no more: what reading cannot be faster than."""
    etree.fromstring(html.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True))


def pages_per_second(work, pages: list[str]) -> float:
    """Time one pass, of CPU, after a warm-up on the first pages."""
    for html in pages[:5]:
        work(html)
    start = time.process_time()
    for html in pages:
        work(html)
    return len(pages) / (time.process_time() - start)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    files = sorted(folder.rglob("*.html")) if folder else sorted(SITES.rglob("page.warc")) * 100
    pages = [file.read_text(encoding="utf-8", errors="replace") for file in files]
    if folder is None:
        pages = [text.split("\n\n", 2)[2] for text in pages]
    only = sys.argv[2] if len(sys.argv) > 2 else ""
    kinds = {"tagdiv": TagDivArticle, "wordpress": WordPressArticle}
    if only:
        pages = [html for html in pages if issubclass(kind_of(Parsed(html)), kinds[only])]
    size = sum(map(len, pages)) / len(pages) / 1000
    print(f"{len(pages)} pages of {size:.0f} kB on average, one core, CPU time")
    print(f"lxml, parse only  {pages_per_second(parse, pages):7.0f} pages/s")
    reading = pages_per_second(read, pages)
    print(f"parse and read    {reading:7.0f} pages/s")
    normalized = pages_per_second(lambda html: extract(html, ADDRESS), pages)
    print(f"and normalize     {normalized:7.0f} pages/s")


if __name__ == "__main__":
    main()
