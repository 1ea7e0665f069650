"""The WARC files alone give the same archive, by the same code."""

import gzip
import json
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from newsarchive import provenance, rebuild, registry, runner
from newsarchive.capture import WarcWriter, records, warc
from newsarchive.completeness import reckon, stored
from newsarchive.demo.spider import DemoSpider
from newsarchive.errors import CaptureError, UnknownSpider, UsageError
from newsarchive.items import Kind, Route
from newsarchive.store import Archive, Run, Writer, stamp
from tests.helpers.build import NOW, SITE, address, exchange
from tests.helpers.pages import LIST, page

SPIDER = DemoSpider.starting_at(f"{SITE}/list/")
TABLES = {
    "councils": "SELECT * FROM councils",
    "crawls": "SELECT id, council, started, requests, articles_new, articles_changed, failures FROM crawls",
    "captures": "SELECT * FROM captures",
    "warc_files": "SELECT name, council, size, sha256, records FROM warc_files",
    **{name: f"SELECT * FROM {name} ORDER BY 1, 2" for name in ("frontier", "sightings", "fetches", "articles")},
    "second_readings": "SELECT * FROM second_readings",
    **{name: f"SELECT * FROM {name} ORDER BY 1, 2" for name in ("versions", "edits", "neighbours", "aliases", "tags")},
}


def moved(path, target):
    return exchange(path, status=301, headers=((b"Location", target.encode()),), route=Route.NEIGHBOUR)


def live(folder, exchanges, *, spider=SPIDER, days=0, closed=True):
    """Crawl without a network: what a run writes of these answers."""
    started = NOW + timedelta(days=days)
    with Archive(folder) as archive:
        archive.add_council(spider.council_row())
        crawl = archive.begin_crawl(spider.name, started, {}, {})
        info = provenance.warcinfo(runner.settings({}), spider, crawl, stamp(started))
        writer = WarcWriter(archive.warc, spider.name, info)
        desk = Writer(archive, writer, Run(id=crawl, council=spider.name), print)
        for one in exchanges:
            desk.keep(one)
            desk.learn(spider.read(one))
        desk.close()
        if not closed:
            (path,) = archive.warc.rglob(f"*{started:%Y%m%d}*.gz")
            path.rename(path.with_name(path.name + warc.OPEN))


def rows(archive):
    return {name: [tuple(row) for row in archive.connection.execute(sql)] for name, sql in TABLES.items()}


def api(title, **fields):
    """The list of posts, with one of them."""
    row = {"link": f"{SITE}/a/", "title": {"rendered": title}, "date_gmt": "2026-11-18T08:00:00", "categories": [1]}
    headers = ((b"Content-Type", b"application/json"),)
    return exchange("wp-json", json.dumps([row]), headers=headers, route=Route.API, kind=Kind.HEAD, **fields)


def two_runs():
    later = NOW + timedelta(days=1)
    first = [
        exchange("robots.txt", f"Sitemap: {SITE}/s.xml", url=f"{SITE}/robots.txt", route=Route.ROBOTS),
        exchange("list", LIST, route=Route.START),
        api("Перша"),
        exchange("a", page(title="Перша", next="/b/", published="2026-11-18T10:00:00+02:00"), found_on=address("list")),
        moved("?p=8", "/b/"),
        exchange(
            "b",
            gzip.compress(page(title="Друга", previous="/?p=7").encode()),
            headers=((b"Content-Type", b"text/html"), (b"Content-Encoding", b"gzip")),
        ),
        moved("?p=7", "/a/"),
        exchange("c", "gone", status=404),
        exchange("d", page()[:300], truncated="disconnect"),
        exchange("e", "busy", status=503),
    ]
    second = [
        exchange("a", page(title="Перша, виправлено", next="/b/", published="2026-11-18T10:00:00+02:00"), at=later),
        exchange("b", page(title="Друга", previous="/a/"), at=later),
        api("Зовсім інша", at=later),
    ]
    return first, second


@pytest.fixture
def held(folder):
    """An archive of two runs."""
    first, second = two_runs()
    live(folder, first)
    live(folder, second, days=1)
    return folder


def test_a_rebuilt_archive_has_the_rows_of_the_live_one(held, tmp_path):
    with Archive(held, readonly=True) as archive, rebuild.rebuild(held, tmp_path / "fresh") as fresh:
        expected, actual = rows(archive), rows(fresh)

    assert len(expected["articles"]) == 2
    assert len(expected["versions"]) == 3
    assert len(expected["edits"]) == 1
    assert len(expected["aliases"]) == 2
    assert [row[8] for row in expected["second_readings"]] == ["title"]
    for name in TABLES:
        assert expected[name] == actual[name], name


def test_completeness_is_reckoned_at_the_end(held, tmp_path):
    with rebuild.rebuild(held, tmp_path / "fresh") as fresh:
        kept, at = stored(fresh.connection, "demo")
        months = reckon(fresh.connection, "demo", datetime.fromisoformat(at))

    assert sum(month.held for month in kept) == 2
    assert kept == months


def test_the_source_is_left_as_it_is_and_the_rebuilt_run_says_that_it_is_one(held, tmp_path):
    before = {path: path.read_bytes() for path in held.rglob("*.gz")}

    with rebuild.rebuild(held, tmp_path / "fresh") as fresh:
        settings = [row[0] for row in fresh.connection.execute("SELECT settings FROM crawls")]

    assert {path: path.read_bytes() for path in held.rglob("*.gz")} == before
    assert all('"rebuilt": true' in one for one in settings)


def test_batches_do_not_change_what_is_read(held, tmp_path, monkeypatch):
    monkeypatch.setattr(rebuild, "BATCH", 2)

    with Archive(held, readonly=True) as archive, rebuild.rebuild(held, tmp_path / "fresh") as fresh:
        assert rows(archive) == rows(fresh)


def test_progress_sees_each_file_in_the_order_of_writing(held, tmp_path):
    seen = []

    def progress(paths):
        seen.extend(path.name for path in paths)
        return paths

    rebuild.rebuild(held, tmp_path / "fresh", progress=progress).close()

    assert seen == ["demo-20261120T120000Z.warc.gz", "demo-20261121T120000Z.warc.gz"]


def test_a_file_that_a_killed_run_left_open_is_read_as_far_as_it_goes(folder, tmp_path):
    first, second = two_runs()
    live(folder, first)
    live(folder, second, days=1, closed=False)
    (path,) = folder.rglob("*.open")
    path.write_bytes(path.read_bytes()[:-20])

    with rebuild.rebuild(folder, tmp_path / "fresh") as fresh:
        assert fresh.get(address("a"))["title"] == "Перша, виправлено"
        assert fresh.connection.execute("SELECT count(*) FROM captures").fetchone()[0] == 12
        assert fresh.connection.execute("SELECT count(*) FROM warc_files").fetchone()[0] == 1


def test_an_archive_that_exists_is_never_written_over(held):
    with pytest.raises(UsageError, match=r"archive\.db exists: name another place with --to; nothing was changed\.$"):
        rebuild.rebuild(held, held)


def test_without_warc_files_there_is_nothing_to_read(folder, tmp_path):
    with pytest.raises(UsageError, match="There are no WARC files in"):
        rebuild.rebuild(folder, tmp_path / "fresh")

    assert not (tmp_path / "fresh").exists()


@pytest.mark.parametrize("name", ["demo-20261120T120000Z.warc.gz", "foreign.warc.gz", "a-bZ-c.warc.gz"])
def test_another_program_s_file_is_named(folder, tmp_path, name):
    writer = WarcWriter(folder / "warc", "demo", {"software": "wget"})
    writer.append(exchange("a"))
    made = folder / "warc" / writer.close()
    made.rename(made.with_name(name))

    with pytest.raises(UsageError, match=rf"^{name} was not written by newsarchive: it does not say"):
        rebuild.rebuild(folder, tmp_path / "fresh")


def test_a_file_of_a_spider_that_is_not_here_is_told_before_anything_is_read(folder, tmp_path):
    stranger = type("Stranger", (SPIDER,), {"name": "stranger"})
    live(folder, [exchange("a", page())])
    live(folder, [exchange("a", page())], spider=stranger)

    said = (
        r"^stranger-\w+\.warc\.gz was written by the spider «stranger», which is not installed: name its file, as in "
    )
    with pytest.raises(UnknownSpider, match=said):
        rebuild.rebuild(folder, tmp_path / "fresh")

    assert not (tmp_path / "fresh").exists()


def test_a_spider_of_a_file_reads_what_it_has_captured(folder, tmp_path):
    path = tmp_path / "testova_rebuilt.py"
    path.write_text(
        "from newsarchive.demo.spider import DemoSpider\nclass Own(DemoSpider):\n    name = 'own'\n", encoding="utf-8"
    )
    live(folder, [exchange("a", page())], spider=type("Own", (SPIDER,), {"name": "own"}))

    with rebuild.rebuild(folder, tmp_path / "fresh", files=[str(path)]) as fresh:
        assert [row["code"] for row in fresh.status()] == ["own"]
        assert fresh.get(address("a")) is not None


def test_a_damaged_file_is_named_and_what_stood_in_the_files_before_is_kept(held, tmp_path):
    first, second = sorted(held.rglob("*.warc.gz"))
    data = bytearray(second.read_bytes())
    data[len(data) // 2] ^= 0xFF
    second.write_bytes(data)

    with pytest.raises(CaptureError, match=rf"^{second.name} is damaged"):
        rebuild.rebuild(held, tmp_path / "fresh")

    with Archive(tmp_path / "fresh", readonly=True) as fresh:
        assert fresh.get(address("a"))["title"] == "Перша"
        assert [row[0] for row in fresh.connection.execute("SELECT name FROM warc_files")] == [
            f"demo/2026/{first.name}"
        ]


def record(path, number):
    """Where a record of a file begins and ends."""
    with path.open("rb") as file:
        offset, length, _ = list(records.members(file))[number]
    return offset, offset + length


def without_a_request(path, data):
    begin, end = record(path, 2)
    return data[:begin] + data[end:]


def without_an_answer(path, data):
    begin, end = record(path, 1)
    return data[:begin] + data[end:]


def with_another_body(path, data):
    begin, end = record(path, 1)
    return data[:begin] + gzip.compress(gzip.decompress(data[begin:end]).replace(b"Sitemap", b"Litemap")) + data[end:]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (without_a_request, "an answer without its request, or the other way round, at byte"),
        (without_an_answer, "an answer without its request, or the other way round, at byte"),
        (with_another_body, "the record at byte [0-9]+ is not what its digest says"),
        (lambda _, data: gzip.compress(gzip.decompress(data)), "not one whole record in the gzip member at byte 0"),
        (lambda _, data: data[:0], "it is empty"),
    ],
)
def test_a_file_that_is_not_as_it_was_written_gives_no_article_and_no_silence(held, tmp_path, change, why):
    (first, _) = sorted(held.rglob("*.warc.gz"))
    first.write_bytes(change(first, first.read_bytes()))

    with pytest.raises(CaptureError, match=rf"^{first.name} is damaged \({why}"):
        rebuild.rebuild(held, tmp_path / "fresh")


def test_a_rebuilt_archive_knows_the_councils_without_a_site(held, tmp_path):
    with rebuild.rebuild(held, tmp_path / "fresh") as fresh:
        known = {row[0] for row in fresh.connection.execute("SELECT code FROM without_site")}

    assert known == set(registry.without_site()) != set()


def test_a_file_that_is_no_file_is_named(held, tmp_path):
    (first, _) = sorted(held.rglob("*.warc.gz"))
    first.unlink()
    first.mkdir()

    with pytest.raises(CaptureError, match=rf"^{first.name} is damaged \(.*Is a directory"):
        rebuild.rebuild(held, tmp_path / "fresh")


def test_a_record_that_stands_there_twice_is_named_with_both_places(held, tmp_path):
    (first, _) = sorted(held.rglob("*.warc.gz"))
    copy = first.with_name(first.name.replace("Z.warc", "Z-1.warc"))
    shutil.copy(first, copy)

    with pytest.raises(
        CaptureError, match=rf"{copy.name} holds at byte .* what stands in demo/2026/{first.name} at byte"
    ):
        rebuild.rebuild(held, tmp_path / "fresh")
    copy.unlink()
    first.write_bytes(first.read_bytes() * 2)
    with pytest.raises(CaptureError, match="put that file back from a copy"):
        rebuild.rebuild(held, tmp_path / "again")


def test_a_file_was_closed_when_it_was_last_written(held, tmp_path):
    with rebuild.rebuild(held, tmp_path / "fresh") as fresh:
        (closed, *_) = (row[0] for row in fresh.connection.execute("SELECT closed_at FROM warc_files"))

    assert closed.endswith("+00:00")
    assert NOW.astimezone(UTC).isoformat() != closed
