"""A body is decompressed whole or not at all."""

import gzip
import tracemalloc
import zlib

import pytest

from newsarchive.capture import ContentError
from newsarchive.capture import exchange as capture_exchange
from tests.helpers.build import exchange

TEXT = "Сесія обласної ради. ".encode() * 200


def encoded(body, coding=b"gzip"):
    return exchange(body=body, headers=((b"Content-Encoding", coding),))


def raw_deflate(text):
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflater.compress(text) + deflater.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        (b"gzip", gzip.compress(TEXT, mtime=0)),
        (b"x-gzip", gzip.compress(TEXT, mtime=0)),
        (b"GZip", gzip.compress(TEXT, mtime=0)),
        (b"deflate", zlib.compress(TEXT)),
        (b"deflate", raw_deflate(TEXT)),
        (b"identity", TEXT),
        (b"", TEXT),
        (b"gzip, identity", gzip.compress(TEXT, mtime=0)),
        (b"deflate, gzip", gzip.compress(zlib.compress(TEXT), mtime=0)),
    ],
)
def test_each_coding_that_is_asked_for_is_undone(coding, body):
    assert encoded(body, coding).content() == TEXT


def test_a_body_without_the_header_is_left_as_it_is():
    assert exchange(body=TEXT).content() == TEXT


def test_all_members_of_a_gzip_body_count():
    assert encoded(gzip.compress(TEXT, mtime=0) + gzip.compress(b"end", mtime=0)).content() == TEXT + b"end"


@pytest.mark.parametrize("padding", [b"\0" * 512, b"\0\0junk", b"\r\n"])
def test_padding_behind_the_last_member_is_no_damage(padding):
    assert encoded(gzip.compress(TEXT, mtime=0) + padding).content() == TEXT


def test_an_empty_body_is_empty_in_any_coding():
    assert encoded(b"", b"br").content() == b""


@pytest.mark.parametrize("cut", [1, 2, 4, 8, 9, 40])
@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_cut_body_is_cut_short_and_never_half_a_page(coding, cut):
    whole = gzip.compress(TEXT, mtime=0) if coding == "gzip" else zlib.compress(TEXT)

    with pytest.raises(ContentError, match=r"^cut short$"):
        encoded(whole[:-cut], coding.encode()).content()


@pytest.mark.parametrize("kept", [2, 5, 10, 15])
def test_a_cut_second_member_makes_the_whole_body_cut_short(kept):
    with pytest.raises(ContentError, match=r"^cut short$"):
        encoded(gzip.compress(TEXT, mtime=0) + gzip.compress(TEXT, mtime=0)[:kept]).content()


def test_a_bomb_is_too_big_and_takes_no_memory():
    bomb = gzip.compress(bytes(80 * 2**20), compresslevel=1, mtime=0)
    tracemalloc.start()

    with pytest.raises(ContentError, match=r"^too big$"):
        encoded(bomb).content()

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * capture_exchange.MAX_CONTENT


def test_members_that_are_small_by_themselves_are_too_big_together(monkeypatch):
    monkeypatch.setattr(capture_exchange, "MAX_CONTENT", 100)
    member = gzip.compress(b"x" * 50, mtime=0)

    assert encoded(member * 2).content() == b"x" * 100
    with pytest.raises(ContentError, match=r"^too big$"):
        encoded(member * 3).content()


@pytest.mark.parametrize("coding", [b"br", b"zstd", b"compress", b"gzip;q=1"])
def test_a_coding_that_was_never_asked_for_is_named_so(coding):
    with pytest.raises(ContentError, match=r"^unknown encoding$"):
        encoded(b"some bytes", coding).content()


def test_a_damaged_body_is_told_from_a_cut_one():
    damaged = bytearray(gzip.compress(TEXT, mtime=0))
    damaged[20] ^= 0xFF

    for body in (bytes(damaged), b"<html>not gzip at all</html>"):
        with pytest.raises(ContentError, match=r"^damaged encoding$"):
            encoded(body).content()


def test_a_header_is_found_in_any_case_and_the_first_of_repeats_counts():
    made = exchange(headers=((b"X-A", b"1"), (b"x-a", b"2"), (b"X-B", b"\xcf\xf0")))

    assert made.header(b"X-a") == "1"
    assert made.header(b"x-b") == "Ïð"
    assert made.header(b"x-c") == ""
