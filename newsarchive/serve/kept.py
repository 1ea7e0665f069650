"""One capture read back from its WARC record, and proved: the same record, the same bytes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from newsarchive.capture import records
from newsarchive.capture.exchange import ContentError
from newsarchive.errors import CaptureError
from newsarchive.pages.decode import decode
from newsarchive.serve.rows import read_row
from newsarchive.serve.view import Absent, Told

if TYPE_CHECKING:
    import sqlite3

    from newsarchive.capture import Exchange
    from newsarchive.serve.rows import Row
    from newsarchive.serve.view import Visit

_READABLE = ("text/", "application/json", "application/xml", "application/xhtml", "+xml", "+json")


class Unproved(Told):
    """The record is not there whole: what stands in its place is not shown for what was captured."""

    status = HTTPStatus.CONFLICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a record holds."""

    exchange: Exchange
    """The answer itself; of a revisit, which repeats the headers alone, that which it refers to."""
    headers: list[tuple[str, str]]
    """Of the answer asked for."""
    content: bytes
    """Decompressed."""

    @property
    def kind(self) -> str:
        """The media type that the site named, in small letters; empty where it named none."""
        return self.exchange.header(b"content-type").partition(";")[0].strip().lower()

    @property
    def is_page(self) -> bool:
        """Whether it is HTML, by its label or, where it has none, by how it begins."""
        start = self.content[:512].lstrip().lower()
        return "html" in self.kind or (not self.kind and start.startswith((b"<!doctype html", b"<html")))

    @property
    def is_text(self) -> bool:
        """Whether it is a page or another text that can be shown."""
        return self.is_page or any(sign in self.kind for sign in _READABLE)

    @property
    def text(self) -> str:
        """Decoded as our reader decodes it: what the labels say is checked."""
        return decode(self.content, self.exchange.header(b"content-type")).text


async def kept(visit: Visit, capture: Row) -> Kept:
    """Read a capture back.

    Args:
        visit: The request for it.
        capture: Its row, with ``revisited``, the row of the capture that it refers to.

    Raises:
        Absent: There is no WARC file to read it from.
        Unproved: The file is damaged, or other bytes stand there than were captured.
    """
    folder = Path(visit.database.path).parent / "warc"
    return await asyncio.to_thread(_read, folder, capture)


def find(connection: sqlite3.Connection, number: int | str) -> Row | None:
    """The row of a capture, with ``revisited``."""
    row = read_row(connection, _CAPTURE, number)
    return row and row | {"revisited": row["revisit_of"] and read_row(connection, _CAPTURE, row["revisit_of"])}


_CAPTURE = "SELECT * FROM captures WHERE id = ?"


def _read(folder: Path, capture: Row) -> Kept:
    exchange = whole = _exchange(folder, capture)
    if exchange.revisit:
        if not capture["revisited"]:
            raise Unproved(
                "Запис відсилає до давнішого знімка, а його в архіві немає.",
                "The record refers to an earlier capture, which the archive does not hold.",
            )
        whole = _exchange(folder, capture["revisited"])
    if whole.payload_digest != capture["payload_digest"]:
        raise Unproved(
            f"Байти запису не ті, що були збережені: їхній дайджест {whole.payload_digest}, "
            f"а має бути {capture['payload_digest']}. Відновіть файл WARC із копії.",
            f"The record's bytes are not those that were captured: their digest is {whole.payload_digest} "
            f"and should be {capture['payload_digest']}. Restore the WARC file from a copy.",
        )
    try:
        content = whole.content()
    except ContentError as error:
        raise Unproved(
            f"Стиснену відповідь сайту не розкрити ({error}): так її й надіслав сайт. Самі байти збережено.",
            f"The site's compressed answer cannot be opened ({error}): so the site sent it. Its bytes are kept.",
        ) from error
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in exchange.headers]
    return Kept(exchange=whole, headers=headers, content=content)


def _exchange(folder: Path, capture: Row) -> Exchange:
    name = capture["warc_file"]
    path = (folder / name).resolve()
    if not folder.is_dir() or not path.is_relative_to(folder.resolve()) or not _stands(path):
        raise Absent(
            f"Файлу WARC {name} тут немає: архів віддано без файлів WARC, або файл лежить деінде. "
            "Попросіть його в архіваріуса.",
            f"The WARC file {name} is not here: the archive is served without WARC files, or it lies elsewhere. "
            "Ask the archivist for it.",
        )
    try:
        exchange = records.read(folder, name, capture["offset"])
    except CaptureError as error:
        raise Unproved(
            f"Запис у файлі WARC {name} за зсувом {capture['offset']} пошкоджено або його там немає. "
            "Відновіть файл із копії.",
            f"The record in the WARC file {name} at offset {capture['offset']} is damaged or not there. "
            "Restore the file from a copy.",
        ) from error
    if exchange.record_id != capture["record_id"]:
        raise Unproved(
            f"На цьому місці файлу WARC стоїть інший запис: {exchange.record_id}.",
            f"Another record stands at this place of the WARC file: {exchange.record_id}.",
        )
    return exchange


def _stands(path: Path) -> bool:
    return path.is_file() or path.with_name(path.name + ".open").is_file()
