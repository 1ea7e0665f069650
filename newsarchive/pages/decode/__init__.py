"""Bytes to text, the same for a live answer and for one re-read from its WARC record, and never nonsense in silence.

The order is that of browsers: byte order mark, header, ``meta`` (https://encoding.spec.whatwg.org/#decode, HTML section
13.2.3.2). But labels lie, so what they say is checked. UTF-8 proves itself: no other text of some length is valid UTF-8
by chance. Any other charset must give words that look like Ukrainian or Russian ones, or be all that can be meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, to_unicode

from newsarchive.pages.decode import evidence, mixed, mojibake
from newsarchive.pages.decode.nonsense import is_nonsense
from newsarchive.pages.selectors import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Decoded", "decode", "is_nonsense"]

_UTF8 = "utf-8"
_UTF16 = ("utf-16-le", "utf-16-be")
_UTF32 = ("utf-32-le", "utf-32-be")
# The Encoding Standard's, by Python's names; any other label is none. KOI8-R is read as KOI8-U, which has letters where
# KOI8-R has lines of tables.
_BROWSERS = {
    name: name
    for name in words(
        "utf-8 utf-16-le utf-16-be koi8-u cp866 cp1125 mac-cyrillic mac-roman cp874 cp1250 cp1251 cp1252 cp1253 cp1254 "
        "cp1255 cp1256 cp1257 cp1258 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 "
        "iso8859-13 iso8859-14 iso8859-15 iso8859-16 gb18030 big5hkscs euc_jp iso2022_jp cp932 cp949"
    )
} | {"koi8-r": "koi8-u", "utf-16": "utf-16-le"}
_LATIN = words(
    "cp1250 cp1252 cp1254 cp1257 cp1258 iso8859-2 iso8859-3 iso8859-4 iso8859-10 iso8859-13 iso8859-14 iso8859-15 "
    "iso8859-16"
)
_HEAD = 1024
"""Bytes looked at for UTF-16 and UTF-32 without a mark."""
_ZEROS = 10
"""Where more than one of so many bytes there is zero, the page is in neither of the charsets of one or more bytes."""
_MARKUP = re.compile(rb"<[!?a-zA-Z]")
"""In UTF-16 and UTF-32 a zero byte stands between the two: a mark that says one of these lies then."""
_STRAY = 4
"""Where more than one in so many bytes above ASCII is no UTF-8, the page is not UTF-8 with a few bad bytes."""
_ASCII = bytes(range(128))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A page's text, and what was decided about its charset."""

    text: str
    """Bytes that stand for nothing are U+FFFD."""
    encoding: str
    """Python's name of the charset; the main one where a page mixes two."""
    why: str
    """``bom``, ``header``, ``meta`` (the label that is right), ``guessed`` (all were silent, or lied), ``repaired``
    (two charsets in one page, or UTF-8 that was taken for another charset and encoded again), ``garbled`` (it cannot
    be told)."""

    @property
    def garbled(self) -> bool:
        """Whether it cannot be told what the page says; its text must not be kept for an article."""
        return self.why == "garbled"


def decode(body: bytes, content_type: str) -> Decoded:
    """Decode a page.

    Args:
        body: Without any content encoding (gzip).
        content_type: The Content-Type header as sent, or empty.
    """
    labels = _labels(body, content_type)
    marked, mark = read_bom(body)
    if marked is not None:
        body = body[len(mark or b"") :]
        labels = iter([(marked, "bom"), *labels])
    wide = marked if marked not in {None, _UTF8} and not _MARKUP.search(body[:_HEAD]) else _wide(body)
    if wide is not None:
        return _read(body, wide, _why(wide, labels) if wide != _UTF8 else "garbled")
    try:
        text = body.decode(_UTF8)
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data" or not error.start:
            return _not_utf8(body, [*labels])
        text = body.decode(_UTF8, "replace")  # a page that was cut in the middle of a letter
    if text.isascii():
        return _ascii(body, next(labels, (_UTF8, "guessed")))
    return _utf8(text, body, labels)


def _ascii(body: bytes, label: tuple[str, str]) -> Decoded:
    """Believe any label of a page without letters above ASCII: Japanese may hide there."""
    encoding, why = label if label[0] not in _UTF16 else (_UTF8, "guessed")
    return _read(body, encoding, why)


def _utf8(text: str, body: bytes, labels: Iterable[tuple[str, str]]) -> Decoded:
    """Judge a page that is UTF-8, but for bytes that were damaged."""
    repaired = mojibake.repair(text, body)
    if repaired is not None:
        return Decoded(text=repaired.text, encoding=_UTF8, why="garbled" if repaired.lost else "repaired")
    return Decoded(text=text, encoding=_UTF8, why=_why(_UTF8, labels))


def _labels(body: bytes, content_type: str) -> Iterator[tuple[str, str]]:
    """Give the charsets that the header and the page claim, in the order in which browsers believe them."""
    header = _BROWSERS.get(http_content_type_encoding(content_type) or "")
    if header:
        yield header, "header"
    meta = _BROWSERS.get(html_body_declared_encoding(body) or "")
    if meta:
        yield meta, "meta"


def _why(encoding: str, labels: Iterable[tuple[str, str]]) -> str:
    return next((why for label, why in labels if label == encoding), "guessed")


def _read(body: bytes, encoding: str, why: str) -> Decoded:
    return Decoded(text=to_unicode(body, encoding), encoding=encoding, why=why)


def _wide(body: bytes) -> str | None:
    """Know UTF-16 and UTF-32 without a mark by the zero bytes of its markup; UTF-8 where it cannot be told which.

    In UTF-16 they stand all on one side, in UTF-32 two and two.
    """
    head = body[:_HEAD]
    if head.count(0) * _ZEROS < len(head) or b"\0" not in head:
        return None
    low, high = head[1::2].count(0), head[::2].count(0)
    if min(low, high) * 20 <= max(low, high):
        return _UTF16[low < high]
    places = [head[place::4].count(0) * 20 >= len(head[place::4]) * 19 for place in range(4)]
    return next(
        (name for name, empty in zip(_UTF32, ((2, 3), (0, 1)), strict=True) if all(places[e] for e in empty)), _UTF8
    )


def _not_utf8(body: bytes, labels: list[tuple[str, str]]) -> Decoded:
    """Judge a page that is not valid UTF-8."""
    with_utf8 = mixed.has_utf8(body)
    encoding, why = labels[0] if labels else ("", "")
    if not with_utf8 and evidence.is_sure(evidence.sample(body), encoding):
        return _read(body, evidence.exact(encoding, body), why)
    text = body.decode(_UTF8, "replace")
    bad = text.count("\ufffd")
    if with_utf8:
        return _utf8(text, body, labels) if bad < mixed.INCLUDED else _mixed(body, text, labels)
    return _utf8(text, body, labels) if bad * _STRAY <= len(body.translate(None, _ASCII)) else _single(body, labels)


def _mixed(body: bytes, text: str, labels: list[tuple[str, str]]) -> Decoded:
    """Judge a page of which a part is UTF-8."""
    parts = mixed.Parts(body)
    if parts.other < mixed.INCLUDED:
        return _utf8(text, body, labels)
    if not parts.utf8:
        return _single(body, labels)
    other = evidence.best(parts.sample)
    if other is not None:
        encoding = _UTF8 if parts.mostly_utf8 else other
        return Decoded(text=parts.decoded(other), encoding=encoding, why="repaired")
    if parts.mostly_utf8:
        return _utf8(text, body, labels)
    return Decoded(text=text, encoding=_UTF8, why="garbled")


def _single(body: bytes, labels: list[tuple[str, str]]) -> Decoded:
    """Choose the one charset of a page that is nothing like UTF-8."""
    sample = evidence.sample(body)
    best = evidence.best(sample)
    if best is not None:
        return _read(body, evidence.exact(best, body), _why(best, labels))
    western = evidence.is_western(body)
    few = len(sample) < evidence.TELLING
    for encoding, why in labels:
        if encoding in evidence.CYRILLIC:
            possible = evidence.bears_out(sample, encoding)
        else:
            possible = few or western if encoding in _LATIN else _is_valid(body, encoding)
        if possible:
            return _read(body, encoding, why)
    if western:
        return _read(body, "cp1252", "guessed")
    return _read(body, _UTF8, _why(_UTF8, labels) if few else "garbled")


def _is_valid(body: bytes, encoding: str) -> bool:
    """Whether a label may be believed of a writing that we do not judge."""
    try:
        body.decode(encoding)
    except UnicodeDecodeError:
        return False
    return encoding != _UTF8
