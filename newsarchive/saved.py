"""The saved pages of a spider: ``tests/sites/NAME/*/page.warc`` of the project that its file belongs to.

A page is one uncompressed WARC ``response`` record, its content decoded, so that a person can read and compare it.
"""

from __future__ import annotations

import hashlib
import inspect
import json
from dataclasses import asdict
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsarchive.capture import records

if TYPE_CHECKING:
    from newsarchive.capture import Exchange
    from newsarchive.items import Article
    from newsarchive.spider import CouncilSpider

PAGE, EXPECTED = "page.warc", "article.json"
"""One WARC ``response`` record, and what must be read from it."""
ORIGIN = "Newsarchive-Saved"
"""Field of a record whose page came from its site; one that was made instead has ``X-Reconstructed``."""
_MARKS = ("pyproject.toml", "tests/sites")
_KEPT = (b"content-type", b"last-modified")
"""Headers that are kept: the others say nothing that reading needs, and may hold what is private."""


def root(spider: type[CouncilSpider]) -> Path:
    """Give the root of a spider's project: the nearest folder above with ``pyproject.toml`` or pages, else its own."""
    own = Path(inspect.getfile(spider)).resolve().parent
    return next((above for above in (own, *own.parents) if any((above / mark).exists() for mark in _MARKS)), own)


def pages(spider: type[CouncilSpider]) -> list[Path]:
    """Give the records of a spider's saved pages, in order; none where its project is installed without its tests."""
    return sorted(folder(root(spider), spider.name).glob(f"*/{PAGE}"))


def folder(root: Path, name: str) -> Path:
    """Give where the saved pages of a spider stand in a project."""
    return root / "tests" / "sites" / name


def record(exchange: Exchange) -> bytes:
    """Give the record that keeps an answer.

    Raises:
        ContentError: its content cannot be decoded.
    """
    content, coding = exchange.content(), exchange.header(b"content-encoding")
    kept = [(k.decode("latin-1"), v.decode("latin-1")) for k, v in exchange.headers if k.lower() in _KEPT]
    http = StatusAndHeaders(
        f"{exchange.status} OK", [*kept, ("Content-Length", str(len(content)))], protocol="HTTP/1.1"
    )
    fields = {
        "WARC-Record-ID": f"<{exchange.record_id}>",
        "WARC-Date": f"{exchange.at:%Y-%m-%dT%H:%M:%SZ}",
        "WARC-Payload-Digest": f"sha256:{hashlib.sha256(content).hexdigest()}",
        ORIGIN: f"as the site answered; {coding} undone" if coding else "as the site answered",
    }
    writer = WARCWriter(out := BytesIO(), gzip=False, warc_version="WARC/1.1")
    made = writer.create_warc_record(
        exchange.url,
        "response",
        payload=BytesIO(content),
        length=len(content),
        warc_headers_dict=fields,
        http_headers=http,
    )
    writer.write_record(made)
    return out.getvalue()


def read(path: Path) -> Exchange:
    """Read a saved page back as the answer that it was.

    Raises:
        CaptureError: it is not one response record.
    """
    return records.lone(path)


def expected(article: Article) -> str:
    """Write an article as ``article.json`` holds it: sorted, the body as a list of its paragraphs."""
    fields = {**asdict(article), "body": article.body.split("\n\n")}
    del fields["form"]  # it is what the page shows beside each paragraph, and is held against the page itself
    return json.dumps(fields, ensure_ascii=False, indent=2, sort_keys=True, default=_iso) + "\n"


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is no JSON")
