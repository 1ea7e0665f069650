"""The one door to everything of an article: what an archivist withheld is answered with 451, whatever room it is in."""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from http import HTTPStatus
from typing import TYPE_CHECKING

from datasette.utils import tilde_decode

from newsarchive.normalize.text import folded
from newsarchive.serve.view import Absent, NoVersion, Told
from newsarchive.serve.words import day
from newsarchive.store import suppressions
from newsarchive.store.rows import holds

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from datasette.app import Datasette
    from datasette.utils.asgi import Request

    from newsarchive.serve.view import Visit
    from newsarchive.store.suppressions import Withheld

_ARTICLE = re.compile(r"/articles/(\d{1,18})(?:[./].*)?$")
"""What the path of everything that shows one article ends with: its page, its row, its versions, its capture."""
_CAPTURE = re.compile(r"/captures/(\d{1,18})/.+$")
"""And what shows one capture."""
_ROW = re.compile(r"/(?:articles|captures)/([^/]+)")
_PLAIN = re.compile(r"[0-9]{1,18}(?:\.[a-z]\w*)?")
"""A row's number as we write it, with the ending of a form; SQLite takes «3e0», «+3» and « 3» for 3 as well."""
_VERSIONS = ("version", "from", "to")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
"""As JSON may write any letter (RFC 8259, 7): WordPress's API does."""
_TELLING = 12
"""Letters of a title; a shorter one is «Оголошення», and stands on every page."""


class Suppressed(Told):
    """What was asked for is withheld from readers (RFC 7725)."""

    status = HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS

    def __init__(self, why: Withheld) -> None:
        """Tell since when and why."""
        super().__init__(
            f"Не показується від {day(why.at)}. Причина: {why.reason}",
            f"Not shown since {day(why.at, 'en')}. The reason: {why.reason}",
        )


async def check_text(visit: Visit, capture: int, text: str) -> None:
    """Look whether another page of the council, captured whole, names an article that is withheld: a list, a feed.

    Args:
        visit: the request for it.
        capture: its number.
        text: what it says.

    Raises:
        Suppressed: it does.
    """
    standing = await visit.read(partial(_titles, capture=capture))
    if not standing:
        return
    said = folded(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), unescape(text)))
    why = next((why for title, why in standing if len(title) >= _TELLING and title in said), None)
    if why:
        raise Suppressed(why)


def _titles(connection: sqlite3.Connection, capture: int) -> list[tuple[str, Withheld]]:
    """Give the titles of what is withheld of the council that a capture is of, folded, each with the reason."""
    if not holds(connection, "withheld"):
        return []  # a published copy, which has no words to compare with, or an archive of an older schema
    rows = connection.execute(_TITLES, (capture,))
    return [(folded(title), suppressions.Withheld(reason, at)) for title, reason, at in rows if title]


_TITLES = """
SELECT DISTINCT json_extract(withheld.fields, '$.title'), suppressions.reason, suppressions.at
FROM captures JOIN crawls ON crawls.id = captures.crawl
JOIN suppressions ON lifted IS NULL AND suppressions.digest IS NULL
JOIN articles ON articles.id = suppressions.article AND articles.council = crawls.council
JOIN withheld ON withheld.suppression = suppressions.id AND place IN ('articles', 'versions')
WHERE captures.id = ?
"""


async def check(datasette: Datasette, name: str, request: Request) -> None:
    """Look whether a request asks for what is withheld.

    Args:
        datasette: what serves.
        name: the archive that the request's address belongs to.
        request: any.

    Raises:
        Suppressed: it does.
        Absent: it spells a number so that it might be anything.
    """
    # A slash within a part is of an address that is a key.
    path = "/".join(tilde_decode(part).replace("/", "\0") for part in request.path.split("/"))
    article, capture, row = _ARTICLE.search(path), _CAPTURE.search(path), _ROW.search(path)
    if row and not _PLAIN.fullmatch(row[1]):
        raise Absent("Немає такого рядка: номер пишуть самими цифрами.", "No such row: a number is written in digits.")
    if article:
        look = partial(_of_article, article=int(article[1]), numbers=_numbers(request))
    elif capture:
        look = partial(_of_capture, capture=int(capture[1]))
    else:
        return
    why: Withheld | None = await datasette.get_database(name).execute_fn(partial(_known, look=look))
    if why:
        raise Suppressed(why)


def _numbers(request: Request) -> list[int]:
    """Give the versions that an address names.

    Raises:
        Absent: the version to be shown is no number, or spelled as none.
    """
    named = [(key, value) for key in _VERSIONS for value in request.args.getlist(key) if value]
    plain = [(key, value) for key, value in named if re.fullmatch("[0-9]{1,9}", value)]
    if any(key == "version" for key, _ in set(named).difference(plain)):  # the others are read as numbers by their page
        raise NoVersion
    return [int(value) for _, value in plain]


def _known(connection: sqlite3.Connection, look: Callable[[sqlite3.Connection], Withheld | None]) -> Withheld | None:
    """Look, unless the archive is of a schema that knows no suppressions yet."""
    return look(connection) if holds(connection, "suppressions") else None


def _of_capture(connection: sqlite3.Connection, capture: int) -> Withheld | None:
    found = (suppressions.withheld(connection, *row) for row in connection.execute(_READ_FROM, {"capture": capture}))
    return next((why for why in found if why), None)


_READ_FROM = """
SELECT article, digest FROM versions WHERE capture = :capture
UNION SELECT article, NULL FROM aliases WHERE url = (SELECT url FROM captures WHERE id = :capture)
UNION SELECT id, NULL FROM articles WHERE url = (SELECT url FROM captures WHERE id = :capture)
"""
"""The texts that were read from a capture, and the articles whose addresses were asked."""


def _of_article(connection: sqlite3.Connection, article: int, numbers: list[int]) -> Withheld | None:
    current = "SELECT digest FROM articles WHERE id = ?"
    other = "SELECT digest FROM versions WHERE article = ? AND number = ?"
    asked: list[tuple[str, tuple[int, ...]]] = [(other, (article, number)) for number in numbers]
    asked = asked or [(current, (article,))]
    digests = [row[0] for sql, values in asked if (row := connection.execute(sql, values).fetchone())]
    # Of an article that is withheld as a whole a published copy does not even have the row.
    found = (suppressions.withheld(connection, article, digest) for digest in [*digests, None])
    return next((why for why in found if why), None)
