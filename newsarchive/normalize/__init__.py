"""What a page class saw becomes what the archive holds: clean text, dates in Europe/Kyiv, canonical addresses."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from newsarchive.items import Article, Attachment, Link, Reading
from newsarchive.normalize import dates, forms
from newsarchive.normalize.addresses import canonical
from newsarchive.normalize.text import clean

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["article", "digest", "fingerprint"]


def article(reading: Reading, *, captured_at: datetime) -> Article:
    """Clean and date what was read.

    Args:
        reading: What a page class saw; the same reading gives the same article, years later too.
        captured_at: Aware; when the bytes came (WARC-Date).

    Raises:
        ValueError: The reading names an address that is not http(s).
    """
    published, raw, source = dates.choose(reading.published, captured_at)
    blocks = [*map(_line, reading.blocks)]
    read = Article(
        url=canonical(reading.url),
        title=" ".join(clean(reading.title).split()),
        lead=_cleaned(reading.lead),
        body="\n\n".join(filter(None, blocks)),
        form=forms.written(blocks, reading.forms, _line) if reading.forms else None,
        published=published,
        # JSON can hold half a letter, which no database takes.
        published_raw=None if raw is None else raw.encode("utf-8", "replace").decode(),
        published_from=source,
        modified=dates.choose(reading.modified, captured_at)[0],
        author=_cleaned(reading.author),
        section=_cleaned(reading.section),
        image=None if reading.image is None else canonical(reading.image),
        language=_cleaned(reading.language),
        previous=_link(reading.previous),
        next=_link(reading.next),
        aliases=tuple(map(canonical, reading.aliases)),
        attachments=tuple(map(_attachment, reading.attachments)),
        guessed=reading.guessed,
        tags=tuple(dict.fromkeys(tag for tag in map(_cleaned, reading.tags) if tag)),
    )
    return replace(read, digest=digest(read))


def digest(read: Article) -> str:
    """Give the fingerprint of a version: see ``fingerprint``."""
    published = None if read.published is None else read.published.isoformat()
    return fingerprint(read.title, read.lead, read.body, published, read.author, read.section)


def fingerprint(*said: str | None) -> str:
    """Give ``sha256:`` and the hex digest of what makes a version, as the archive's row has it.

    It is taken over the UTF-8 bytes of a JSON array, with no white space and no letter escaped, of title, lead,
    body, published (ISO 8601), author and section, in this order; a field that is None is ``null``.
    """
    return f"sha256:{sha256(_JSON.encode(said).encode()).hexdigest()}"


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _line(text: str) -> str:
    return clean(text).strip()


def _cleaned(text: str | None) -> str | None:
    return None if text is None else _line(text) or None


def _link(link: Link | None) -> Link | None:
    if link is None:
        return None
    return Link(url=canonical(link.url), title=_cleaned(link.title))


def _attachment(found: Attachment) -> Attachment:
    return Attachment(url=canonical(found.url), title=_cleaned(found.title), kind=found.kind)
