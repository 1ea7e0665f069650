"""What was answered stands in the WARC file byte for byte, and comes back so."""

import errno
import gzip
import hashlib
import io
import random
import zlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fastwarc import ArchiveIterator as FastIterator
from fastwarc import WarcRecordType
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from newsarchive.capture import Revisit, WarcWriter, iterate, read, warc
from newsarchive.capture.records import info, places
from newsarchive.capture.recover import manifest
from newsarchive.errors import CaptureError
from newsarchive.items import Route
from tests.helpers.build import NOW, exchange

INFO = {"software": "newsarchive/0", "isPartOf": "Тестова обласна рада", "robots": "obey"}
PAGE = "<html>Сесія</html>".encode()


@pytest.fixture
def writer(folder):
    writer = WarcWriter(folder, "testova", INFO)
    yield writer
    writer.close()


def written(folder, *exchanges):
    """Write a file; give its name and what stands where."""
    writer = WarcWriter(folder, "testova", INFO)
    captures = [writer.append(one) for one in exchanges]
    return writer.close(), captures


def full():
    """An exchange with everything that other tools lose."""
    return exchange(
        "новина/?p=1",
        gzip.compress(PAGE),
        url="https://rada.example/news?p=1&q=%D1%8F",
        route=Route.NEIGHBOUR,
        found_on="https://rada.example/before/",
        headers=(
            (b"Content-Type", b"text/html; charset=windows-1251"),
            (b"Set-Cookie", b"a=1; Path=/"),
            (b"Content-Encoding", b"gzip"),
            (b"set-cookie", b"b=2; Path=/"),
            (b"X-Raw", "Новини".encode("cp1251")),
            (b"X-Utf8", "Новини".encode()),
            (b"X-Empty", b""),
            (b"Transfer-Encoding", b"chunked"),
        ),
        request_headers=((b"User-Agent", b"newsarchive/0"), (b"Accept", b"text/html"), (b"Accept", b"*/*")),
        protocol="HTTP/1.0",
        ip_address="192.0.2.7",
    )


def records(path):
    """Every record as fastwarc reads it."""
    file = io.BytesIO(path.read_bytes())
    return [
        (record.record_type, dict(record.headers), record.reader.read())
        for record in FastIterator(file, parse_http=False)
    ]


def test_what_was_answered_comes_back_exactly(folder):
    told = full()

    name, (capture,) = written(folder, told)

    assert told == read(folder, name, capture.offset)
    assert [(told, capture.offset, capture.length)] == list(iterate(folder / name))


def test_the_capture_says_where_and_what(folder):
    told = full()
    first = exchange("a", PAGE)

    name, (_, capture) = written(folder, first, told)

    assert capture.url == told.url
    assert capture.captured_at == NOW
    assert capture.status == 200
    assert capture.content_type == "text/html; charset=windows-1251"
    assert capture.warc_file == name
    assert capture.record_id == told.record_id
    assert capture.truncated is None
    assert "sha256:" + hashlib.sha256(told.body).hexdigest() == capture.payload_digest


def test_each_record_is_its_own_gzip_member(folder):
    name, captures = written(folder, exchange("a", PAGE), full())
    data = (folder / name).read_bytes()

    for capture in captures:
        member = data[capture.offset : capture.offset + capture.length]
        inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        assert inflater.decompress(member).startswith(b"WARC/1.1\r\n")
        assert inflater.eof
        assert inflater.unused_data == b""
    assert gzip.decompress(data).count(b"WARC/1.1\r\n") == 5 == manifest(folder, name).records


def test_the_answer_stands_in_the_file_as_it_was_sent(folder):
    told = full()
    name, _ = written(folder, told)

    kind, fields, block = records(folder / name)[1]

    assert kind == WarcRecordType.response
    head, _, body = block.partition(b"\r\n\r\n")
    status, *lines = head.split(b"\r\n")
    assert status == b"HTTP/1.0 200 OK"
    assert [name + b": " + value for name, value in told.headers] == lines
    assert told.body == body
    assert told.url == fields["WARC-Target-URI"]
    assert fields["WARC-Date"] == "2026-11-20T12:00:00Z"
    assert fields["WARC-IP-Address"] == "192.0.2.7"
    assert "sha256:" + hashlib.sha256(told.body).hexdigest() == fields["WARC-Payload-Digest"]
    assert "sha256:" + hashlib.sha256(block).hexdigest() == fields["WARC-Block-Digest"]
    assert fields["Content-Type"] == "application/http; msgtype=response"


def test_the_request_names_its_answer_and_how_its_address_was_found(folder):
    told = full()
    name, _ = written(folder, told)

    kind, fields, block = records(folder / name)[2]

    assert kind == WarcRecordType.request
    assert f"<{told.record_id}>" == fields["WARC-Concurrent-To"]
    assert fields["Newsarchive-Route"] == "neighbour"
    assert fields["Newsarchive-Found-On"] == "https://rada.example/before/"
    assert (
        block == b"GET /news?p=1&q=%D1%8F HTTP/1.0\r\nHost: rada.example\r\nUser-Agent: newsarchive/0\r\n"
        b"Accept: text/html\r\nAccept: */*\r\n\r\n"
    )


class HexDigester(Digester):
    """Ours are hexadecimal; warcio's own would be base32."""

    def __init__(self):
        super().__init__("sha256")

    def __str__(self):
        return f"sha256:{self.digester.hexdigest()}"


class RawHeaders(StatusAndHeaders):
    """As they were sent; warcio's own would percent-encode what is not ASCII."""

    def compute_headers_buffer(self, header_filter=None):
        self.headers_buff = self.to_bytes(encoding="latin-1")


class Warcio(WARCWriter):
    def _create_digester(self):
        return HexDigester()


_COMPUTED = {"WARC-Block-Digest", "Content-Type", "Content-Length"}


def by_warcio(path):
    """The records of a file as warcio writes them, given what stands in each."""
    out = io.BytesIO()
    writer = Warcio(out, gzip=False, warc_version="WARC/1.1")
    for _, fields, block in records(path):
        kind = fields["WARC-Type"]
        computed = _COMPUTED if kind == "revisit" else {"WARC-Payload-Digest", *_COMPUTED}
        kept = [field for field in fields.items() if field[0] not in computed]
        http, body = (None, block) if kind == "warcinfo" else head_and_body(block, kind)
        record = writer.create_warc_record(
            "",
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            warc_headers=StatusAndHeaders("", kept, protocol="WARC/1.1"),
            http_headers=http,
        )
        writer.write_record(record)
    return out.getvalue()


def head_and_body(block, kind):
    head, _, body = block.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = [tuple(line.split(": ", 1)) for line in lines]
    if kind == "request":
        return RawHeaders(first, headers, is_http_request=True), body
    protocol, _, status = first.partition(" ")
    return RawHeaders(status, headers, protocol=protocol), body


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 3_000_000])
def test_a_body_that_came_compressed_is_stored_as_it_came(folder, size):
    body = random.Random(size).randbytes(size)
    told = exchange("packed", body, headers=((b"Content-Encoding", b"gzip"), (b"Content-Type", b"text/html")))
    name, (capture, _) = written(folder, told, exchange("plain", PAGE))
    data = (folder / name).read_bytes()

    assert read(folder, name, capture.offset) == told
    assert size > 60_000 or body in data[capture.offset : capture.offset + capture.length]
    assert capture.length < size + 700
    assert by_warcio(folder / name) == gzip.decompress(data)
    assert len(records(folder / name)) == 5


def test_the_records_are_those_of_warcio_byte_for_byte(folder):
    told, bare = full(), exchange("a", b"", headers=(), request_headers=())
    cut = exchange("b", PAGE, truncated="length", ip_address="2001:db8::1", status=599)
    seen = Revisit(
        profile="server-not-modified", record_id="urn:uuid:1", url=told.url, at=NOW, payload_digest="sha256:00"
    )
    name, _ = written(folder, told, bare, cut, replace(told, revisit=seen, status=304, body=b""))

    assert by_warcio(folder / name) == gzip.decompress((folder / name).read_bytes())


def test_an_address_without_a_path_is_asked_as_a_slash(folder):
    name, _ = written(folder, exchange("a", url="https://rada.example"))

    assert records(folder / name)[2][2].startswith(b"GET / HTTP/1.1\r\n")


def test_the_first_record_says_who_wrote_the_file(folder):
    name, _ = written(folder, exchange("a", PAGE))

    kind, fields, block = records(folder / name)[0]

    assert kind == WarcRecordType.warcinfo
    assert fields["WARC-Filename"] == name.rsplit("/", 1)[1]
    assert fields["Content-Type"] == "application/warc-fields"
    assert block.decode() == "".join(f"{k}: {v}\r\n" for k, v in INFO.items())
    assert info(folder / name) == INFO


def test_a_file_without_records_is_damaged(tmp_path):
    (tmp_path / "empty.warc.gz").touch()

    with pytest.raises(CaptureError, match=r"^empty\.warc\.gz is damaged \(it is empty\)"):
        info(tmp_path / "empty.warc.gz")


@pytest.mark.parametrize("word", ["length", "time", "disconnect"])
def test_a_cut_answer_says_so_in_the_file_and_in_the_capture(folder, word):
    told = exchange("a", PAGE[:5], truncated=word)

    name, (capture,) = written(folder, told)

    assert records(folder / name)[1][1]["WARC-Truncated"] == word
    assert capture.truncated == word
    assert read(folder, name, capture.offset).truncated == word


@pytest.mark.parametrize("status", [200, 304, 404, 599])
def test_any_status_comes_back(folder, status):
    name, (capture,) = written(folder, exchange("a", status=status))

    assert read(folder, name, capture.offset).status == status


def test_other_readers_find_nothing_wrong(folder):
    name, _ = written(folder, *(exchange(f"a{n}", PAGE * n) for n in range(5)), full())
    data = (folder / name).read_bytes()

    assert gzip.decompress(data)
    fast = FastIterator(io.BytesIO(data), verify_digests=True, parse_http=False)
    assert sum(1 for _ in fast) == 13
    slow = ArchiveIterator(io.BytesIO(data))
    assert len([record.content_stream().read() for record in slow]) == 13


def test_an_open_file_is_told_by_its_name_and_renamed_when_closed(folder, writer):
    writer.append(exchange("a", PAGE))
    writer.sync()
    (path,) = folder.rglob("*.warc.gz*")

    assert str(path.relative_to(folder)) == "testova/2026/testova-20261120T120000Z.warc.gz.open"
    assert writer.close() == "testova/2026/testova-20261120T120000Z.warc.gz"
    assert [folder / "testova/2026/testova-20261120T120000Z.warc.gz"] == list(folder.rglob("*.warc.gz*"))


def test_an_open_file_can_be_read_under_the_name_it_will_have(folder, writer):
    told = exchange("a", PAGE)
    capture = writer.append(told)
    writer.sync()

    assert told == read(folder, capture.warc_file, capture.offset)


def test_closing_without_a_capture_leaves_no_file(folder, writer):
    assert writer.close() is None
    writer.sync()
    assert not writer.full
    assert list(folder.rglob("*")) == []


def test_two_files_of_one_second_have_two_names(folder):
    names = [written(folder, exchange("a"))[0] for _ in range(3)]
    writer = WarcWriter(folder, "testova", INFO)
    writer.append(exchange("b"))

    stem = "testova/2026/testova-20261120T120000Z"
    assert [f"{stem}.warc.gz", f"{stem}-1.warc.gz", f"{stem}-2.warc.gz"] == names
    assert writer.close() == f"{stem}-3.warc.gz"


def test_files_stand_in_the_folder_of_their_year_in_utc(folder):
    at = datetime(2027, 1, 1, 1, 30, tzinfo=UTC)

    assert written(folder, exchange("a", at=at))[0] == "testova/2027/testova-20270101T013000Z.warc.gz"


def test_a_file_is_full_at_the_bound_and_the_next_begins_by_itself(folder, writer, monkeypatch):
    monkeypatch.setattr(warc, "ROTATE_AT", 3000)
    body = bytes(range(256)) * 4

    first = writer.append(exchange("a", body))
    assert not writer.full
    while not writer.full:
        writer.append(exchange("a", body))
    assert writer.close() == first.warc_file
    second = writer.append(exchange("b", body, at=datetime(2026, 11, 20, 13, tzinfo=UTC)))

    assert first.warc_file != second.warc_file
    assert (folder / first.warc_file).stat().st_size >= 3000


def test_the_manifest_is_of_the_file_as_it_stands(folder):
    name, _ = written(folder, exchange("a", PAGE), exchange("b", PAGE))

    made = manifest(folder, name)

    data = (folder / name).read_bytes()
    assert (made.name, made.size, made.records) == (name, len(data), 5)
    assert hashlib.sha256(data).hexdigest() == made.sha256


class _Full:
    """A file on a disk that is full from the n-th write on."""

    def __init__(self, file, room, where="write"):
        self._file, self._room, self._where = file, room, where

    def __getattr__(self, name):
        return getattr(self._file, name)

    def write(self, data):
        self._room -= 1
        if self._where == "write" and self._room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return self._file.write(data)

    def flush(self):
        if self._where == "flush":
            raise OSError(errno.ENOSPC, "No space left on device")
        return self._file.flush()


SENTENCE = (
    r"^The WARC file cannot be written \(No space left on device\): what was captured before is kept; "
    r"make room or mend the disk, then run the crawl again\.$"
)


def test_a_full_disk_is_one_sentence(writer):
    writer.append(exchange("a"))
    real, writer._file = writer._file, _Full(writer._file, room=1)

    with pytest.raises(CaptureError, match=SENTENCE):
        writer.append(exchange("b"))

    writer._file = real


def test_what_belongs_to_another_account_is_said_to():
    said = r"^a/b cannot be written \(No\): .+; let this account write there, then run the crawl again\.$"
    with pytest.raises(CaptureError, match=said), warc.writing():
        raise PermissionError(errno.EACCES, "No", "a/b")


@pytest.mark.parametrize("job", ["sync", "close"])
def test_a_disk_that_is_full_when_the_buffer_is_written_is_the_same_sentence(writer, job):
    writer.append(exchange("a"))
    real, writer._file = writer._file, _Full(writer._file, room=9, where="flush")

    with pytest.raises(CaptureError, match=SENTENCE):
        getattr(writer, job)()

    writer._file = real


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "data").write_text("a file stands here")

    with pytest.raises(CaptureError, match=r"cannot be written \(Not a directory\)"):
        WarcWriter(tmp_path / "data", "testova", INFO).append(exchange("a"))


def test_a_missing_file_is_named(folder):
    with pytest.raises(CaptureError, match=r"The WARC file testova/none\.warc\.gz is missing from"):
        read(folder, "testova/none.warc.gz", 0)


def test_only_the_capture_that_stands_at_the_offset_is_read(folder):
    name, captures = written(folder, exchange("a", PAGE), exchange("b", PAGE))
    request = captures[0].offset + captures[0].length

    for offset in (0, request, captures[1].offset + 3, (folder / name).stat().st_size):
        with pytest.raises(CaptureError, match=name.rsplit("/", 1)[1]):
            read(folder, name, offset)


def test_a_file_that_is_no_warc_is_damaged(tmp_path):
    path = tmp_path / "page.warc.gz"
    path.write_bytes(gzip.compress(b"<html>not a record</html>"))

    with pytest.raises(CaptureError, match=r"page\.warc\.gz is damaged"):
        list(iterate(path))
    with pytest.raises(CaptureError, match=r"page\.warc\.gz is damaged"):
        info(path)


def test_a_flipped_bit_anywhere_is_damage(folder):
    name, _ = written(folder, *(exchange(f"a{n}", PAGE * 9) for n in range(3)))
    data = (folder / name).read_bytes()
    path = folder / "flipped.warc.gz"

    unnoticed = []
    for place in range(0, len(data), 11):
        flipped = bytearray(data)
        flipped[place] ^= 0x10
        path.write_bytes(flipped)
        try:
            came = list(iterate(path))
        except CaptureError:
            continue
        if [one for one, _, _ in came] != [one for one, _, _ in iterate(folder / name)]:
            unnoticed.append(place)

    assert unnoticed == []


def test_a_file_cut_anywhere_within_a_record_is_damage_and_what_stood_before_is_given(folder):
    told = [exchange(f"a{n}", PAGE * 9) for n in range(3)]
    name, captures = written(folder, *told)
    data = (folder / name).read_bytes()
    path = folder / "cut.warc.gz"
    ends = [c.offset for c in captures[1:]]

    for cut in range(captures[0].offset + 1, len(data), 13):
        if cut in ends:
            continue
        path.write_bytes(data[:cut])
        came = []
        with pytest.raises(CaptureError, match=r"cut\.warc\.gz is damaged"):
            came.extend(one for one, _, _ in iterate(path))
        assert told[: sum(cut >= end for end in ends)] == came


def test_a_file_still_open_may_end_anywhere(folder):
    told = [exchange(f"a{n}", PAGE * 9) for n in range(2)]
    name, captures = written(folder, *told)
    data = (folder / name).read_bytes()
    path = folder / "cut.warc.gz.open"

    for end in (data[: captures[1].offset + 9], data[: captures[1].offset + captures[1].length], data[:-3]):
        for tail in (b"", bytes(100)):
            path.write_bytes(end + tail)
            assert told[:1] == [one for one, _, _ in iterate(path)]


def test_a_record_of_other_tools_is_told_from_ours(tmp_path):
    path = tmp_path / "foreign.warc.gz"
    http = StatusAndHeaders("GET / HTTP/1.1", [("Host", "rada.example")], is_http_request=True)
    answer = StatusAndHeaders("200 OK", [], protocol="HTTP/1.1")
    with path.open("wb") as file:
        writer = WARCWriter(file, warc_version="WARC/1.1")
        writer.write_record(writer.create_warc_record("https://rada.example/", "response", http_headers=answer))
        writer.write_record(writer.create_warc_record("https://rada.example/", "request", http_headers=http))

    with pytest.raises(CaptureError, match=r"damaged \(a record without Newsarchive-Route\)"):
        list(iterate(path))


def test_a_file_cut_exactly_between_an_answer_and_its_request_is_damage(folder):
    name, (first, second) = written(folder, exchange("a", PAGE), exchange("b", PAGE))
    path = folder / "cut.warc.gz"
    path.write_bytes((folder / name).read_bytes()[: second.offset + second.length])
    came = []

    with pytest.raises(CaptureError, match=r"cut\.warc\.gz is damaged \(it ends before the last request\)"):
        came.extend(offset for _, offset, _ in iterate(path))
    assert [first.offset] == came


# -- A payload that is held already

REVISIT = Revisit(
    profile="identical-payload-digest",
    record_id="urn:uuid:00000000-0000-0000-0000-000000000001",
    url="https://rada.example/a/",
    at=datetime(2026, 11, 1, 10, 0, tzinfo=UTC),
    payload_digest="sha256:" + "ab" * 32,
)


@pytest.mark.parametrize(("profile", "status"), [("identical-payload-digest", 200), ("server-not-modified", 304)])
def test_a_revisit_keeps_the_headers_and_names_the_record_that_holds_the_payload(folder, profile, status):
    told = exchange("a", status=status, revisit=replace(REVISIT, profile=profile), body=b"")
    writer = WarcWriter(folder, "testova", {})
    capture = writer.append(told)
    name = writer.close()

    assert (capture.payload_digest, capture.revisit_of) == (REVISIT.payload_digest, REVISIT.record_id)
    assert read(folder, name, capture.offset) == told
    ((_, fields, block),) = (one for one in records(folder / name) if one[0] == WarcRecordType.revisit)
    assert block.endswith(b"\r\n\r\n")
    assert fields["WARC-Profile"] == f"http://netpreserve.org/warc/1.1/revisit/{profile}"
    assert fields["WARC-Refers-To"] == f"<{REVISIT.record_id}>"
    assert fields["WARC-Refers-To-Target-URI"] == REVISIT.url
    assert fields["WARC-Refers-To-Date"] == "2026-11-01T10:00:00Z"
    assert fields["WARC-Payload-Digest"] == REVISIT.payload_digest


def test_a_revisit_does_not_repeat_the_body(folder):
    writer = WarcWriter(folder, "testova", {})
    body = random.Random(1).randbytes(10_000)
    first = writer.append(exchange("a", body=body))
    again = writer.append(exchange("a", body=body, revisit=REVISIT))
    writer.close()

    assert again.length < 1_000 < first.length


@pytest.mark.parametrize("status", [200, 306, 499, 999])
def test_a_status_that_has_no_words_is_read_back(folder, status):
    name, _ = written(folder, exchange("a", b"x", status=status))

    assert [place.status for place in places(folder / name) if place.is_answer] == [status]
