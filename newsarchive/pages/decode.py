"""Bytes to text, the same for a live answer and for one re-read from its WARC record."""

from __future__ import annotations

from w3lib.encoding import html_to_unicode


def decode(body: bytes, content_type: str) -> str:
    """Decode a page as browsers do: byte order mark, header, ``meta``; where all are silent UTF-8, else cp1251.

    Args:
        body: Without any content encoding (gzip).
        content_type: The Content-Type header as sent, or empty.

    Returns:
        Text; bytes that stand for nothing become U+FFFD.
    """
    return html_to_unicode(content_type or None, body, auto_detect_fun=_guess, default_encoding="cp1251")[1]


def _guess(body: bytes) -> str | None:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        # A page cut in the middle of a letter is UTF-8 still.
        return "utf-8" if error.reason == "unexpected end of data" and error.start > 0 else "cp1251"
    return "utf-8"
