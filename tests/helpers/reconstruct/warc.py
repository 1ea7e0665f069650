"""Saved pages: one uncompressed WARC record each, with what must be read from it beside it."""

import json
import uuid
from hashlib import sha256

REASON = "from generated news and the public markup of its software; not a capture"


def save(made, folder, reason=REASON):
    """Write page.warc, and article.json or list.json; the same page gives the same bytes.

    Args:
        made: The page.
        folder: Where to; it is made.
        reason: What the record's ``X-Reconstructed`` says.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath("page.warc").write_bytes(record(made, reason))
    name = "list.json" if "links" in made.expected else "article.json"
    told = json.dumps(made.expected, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    folder.joinpath(name).write_text(told, encoding="utf-8")


def record(made, reason=REASON):
    """Give the bytes of a page's WARC record."""
    body = made.html.encode()
    http = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\nContent-Length: %d\r\n\r\n" % len(body)
    ) + body
    digest = sha256(body).hexdigest()
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{made.url} {digest}')}>\r\n"
        f"WARC-Target-URI: {made.url}\r\nWARC-Date: {made.captured:%Y-%m-%dT%H:%M:%SZ}\r\n"
        f"WARC-Payload-Digest: sha256:{digest}\r\nContent-Type: application/http;msgtype=response\r\n"
        f"X-Reconstructed: {reason}\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"
