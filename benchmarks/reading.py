"""How fast and how well pages are read, by each class, beside a bare lxml parse of the same pages in the same run.

    python benchmarks/reading.py [FOLDER [tagdiv|wordpress]]     pages per second of each class, dates per second
    python benchmarks/reading.py --bench RUN.PY [NAME ...]       quality and speed tables of each class, by that bench

FOLDER holds pages as ``*.html``; without one the saved pages of ``tests/sites`` are read. RUN.PY is a bench that takes
plug-ins ``extract(html, url) -> dict``, as ``run.py quality --plugin MODULE:NAME --name NAME``; the NAMEs here are
``generic``, ``auto``, ``tagdiv``, ``wordpress``, and ``extract``, which reads by the class that a page's signs tell.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from functools import partial
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
    from collections.abc import Callable, Iterator, Sequence

    from newsarchive.items import Article, DateClue

SITES = Path(__file__).parent.parent / "tests" / "sites"
ISO = re.compile(r"\d{4}-\d\d-\d\d")
NOW = datetime.now(UTC)
ADDRESS = "https://page.invalid/x"
COMMON = (
    "{0:%d.%m.%Y}",
    "{0:%d-%m-%Y}",
    "{0:%d.%m.%Y} | 08:47",
    "{0.day} {1} {0.year}",
    "{0.day} {1} {0.year} – 15:10",
    "{0:%Y-%m-%d}T16:00:00+02:00",
    "П'ятниця, {0.day} {1} {0.year}, 09:31",
)
# The newsroom has them too, and would load all of Datasette with them.
MONTHS = ["січня", "лютого", "березня", "квітня", "травня", "червня"]
MONTHS += ["липня", "серпня", "вересня", "жовтня", "листопада", "грудня"]


def reader(page_class: Callable[[Parsed, str], ArticlePage]):
    """Make a plug-in of a page class: it reads one page; the address may be missing or no address."""

    def extract(html: str, url: str) -> dict[str, str | None]:
        parsed = Parsed(html)
        seen = page_class(parsed, _address(url, parsed)).read()
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


def _address(url: str, parsed: Parsed) -> str:
    """Give a page's address; where it is none, the one that the page gives itself."""
    try:
        return canonical(url)
    except ValueError:
        return parsed.data.link("canonical") or parsed.data.first("og:url") or "https://page.invalid/unknown"


def kind_of(parsed: Parsed, url: str = ADDRESS) -> type[ArticlePage]:
    return recognize(parsed, url, PLATFORMS, otherwise=WordPressArticle).page_class


def recognized(html: str | Parsed, url: str) -> ArticlePage:
    """Make a page by the class that its signs tell."""
    parsed = html if isinstance(html, Parsed) else Parsed(html)
    return kind_of(parsed, url)(parsed, url)


extract = reader(recognized)
auto = reader(AutoArticle)
generic = reader(GenericArticle)
tagdiv = reader(TagDivArticle)
wordpress = reader(WordPressArticle)


def _day(read: Article, clues: Sequence[DateClue]) -> str | None:
    """Give the day by the site's own clock, which benches compare; ours would be Kyiv's.

    A moment in UTC may be another day there: the same moment by another clock of the page's, or the day that its
    address has, is the site's.
    """
    if read.published is None or not (read.published_raw and ISO.match(read.published_raw)):
        return read.published and read.published.isoformat()
    said = date.fromisoformat(read.published_raw[:10])
    for day in (day for clue in clues for day in _by_its_clock(clue, read.published)):
        if abs((day - said).days) == 1:
            return day.isoformat()
    return said.isoformat()


def _by_its_clock(clue: DateClue, moment: datetime | date) -> Iterator[date]:
    """Give the day of an address, and that of the same moment by a clock that is not UTC's."""
    shown = dates.parse(clue.value, captured_at=NOW)
    if shown is None:
        return
    if clue.source == "url":
        yield _date(shown)
    elif shown == moment and ISO.match(clue.value) and not clue.value.endswith(("Z", "+00:00", "+0000")):
        yield date.fromisoformat(clue.value[:10])


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


def dates_per_second() -> float:
    """Time the formats that councils and machines print most, no day twice: what was read lately is remembered."""
    parse = partial(dates.parse, captured_at=NOW)
    days = [date(2016, 1, 1) + timedelta(days=number) for number in range(3000)]
    texts = [form.format(day, MONTHS[day.month - 1]) for day in days for form in COMMON]
    start = time.process_time()
    read = [parse(text) for text in texts]
    taken = time.process_time() - start
    assert None not in read
    return len(texts) / taken


def measure(folder: Path | None, only: str) -> None:
    """Print how many pages a second each class reads."""
    files = sorted(folder.rglob("*.html")) if folder else sorted(SITES.rglob("page.warc")) * 100
    pages = [file.read_text(encoding="utf-8", errors="replace") for file in files]
    if folder is None:
        pages = [text.split("\n\n", 2)[2] for text in pages]
    kinds = {"tagdiv": TagDivArticle, "wordpress": WordPressArticle}
    if only:
        pages = [html for html in pages if issubclass(kind_of(Parsed(html)), kinds[only])]
    size = sum(map(len, pages)) / len(pages) / 1000
    print(f"{len(pages)} pages of {size:.0f} kB on average, one core, CPU time")
    print(f"lxml, parse only           {pages_per_second(parse, pages):7.0f} pages/s")
    print(f"by the recognized class    {pages_per_second(read, pages):7.0f} pages/s")
    normalized = pages_per_second(lambda html: extract(html, ADDRESS), pages)
    print(f"and normalized             {normalized:7.0f} pages/s")
    for kind in (AutoArticle, GenericArticle):
        speed = pages_per_second(lambda html, kind=kind: kind(html, ADDRESS).read(), pages)
        print(f"{kind.__name__:27}{speed:7.0f} pages/s")
    print(f"dates of common formats    {dates_per_second():7.0f} dates/s")


def compare(bench: str, names: list[str]) -> None:
    """Have a bench measure the classes, and print its tables."""
    for name in names:
        plugin = ["--plugin", f"benchmarks.reading:{name}", "--name", name]
        subprocess.run([sys.executable, bench, "quality", *plugin], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([sys.executable, bench, "speed", *plugin], check=True)
    subprocess.run([sys.executable, bench, "report", "--peers", ",".join(names)], check=True)


def main() -> None:
    arguments = sys.argv[1:]
    if arguments[:1] == ["--bench"]:
        compare(arguments[1], arguments[2:] or ["generic", "auto", "extract"])
    else:
        folder, only = [*arguments, "", ""][:2]
        measure(Path(folder) if folder else None, only)


if __name__ == "__main__":
    main()
