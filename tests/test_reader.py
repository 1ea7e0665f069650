"""Pages are read by a process of its own, and one that breaks it costs no other page, and no crawl."""

import asyncio
import logging
import os
import pickle
import signal
from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from newsarchive import reader as reader_module
from newsarchive import registry
from newsarchive.errors import ReaderError
from newsarchive.items import Attachment, Outcome, Route
from newsarchive.normalize.hosts import Hosts
from newsarchive.pages import TagDivArticle
from newsarchive.reader import Reader
from newsarchive.visit import Site, visit
from tests.helpers.build import NOW, address, article, exchange, found
from tests.helpers.build import visit as told_visit
from tests.helpers.pages import page
from tests.helpers.readers import Broken, Deadly, Endless, Greedy, Stuck, Waiting


def site(cls=TagDivArticle):
    return Site(sites=frozenset({"rada.example"}), hosts=Hosts.of("https://rada.example/"), pages={date.min: cls})


def told(path):
    return exchange(path, body=page(title=f"Новина {path}"))


@pytest.fixture
def reading():
    """Run something with a reader, and end the reader."""

    def run(work, **options):
        async def main():
            reader = Reader(**options)
            try:
                return await work(reader)
            finally:
                reader.close()
                await asyncio.sleep(0.01)  # what was closed is let go

        return asyncio.run(main())

    return run


def read_all(reading, cls, *paths, **options):
    """Read pages at once; give the exchanges and what they taught."""
    exchanges = [told(path) for path in paths]

    async def work(reader):
        return await asyncio.gather(*(reader.read(site(cls), one) for one in exchanges))

    return exchanges, reading(work, **options)


def test_answers_that_come_together_are_sent_together(reading, monkeypatch):
    async def work(reader):
        await reader.read(site(), told("first"))
        sent, write = [], reader._stream.write
        monkeypatch.setattr(reader._stream, "write", lambda data: (sent.append(data), write(data)))
        visits = await asyncio.gather(*(reader.read(site(), told(path)) for path in "abc"))
        return [one.article.title for one in visits], len(sent)

    assert reading(work) == (["Новина a", "Новина b", "Новина c"], 1)


def test_what_comes_as_the_process_is_lost_is_read_by_the_next(reading):
    async def work(reader):
        await reader.read(site(), told("first"))
        late = asyncio.ensure_future(reader.read(site(), told("late")))
        await asyncio.sleep(0)
        assert reader._waiting
        reader._stream = None  # as it is once the loss has been seen
        reader._process.kill()
        return (await late).article.title

    assert reading(work) == "Новина late"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_ends_a_crawl_does_not_end_the_reading_that_it_still_waits_for(reading, number):
    async def work(reader):
        await reader.read(site(), told("a"))
        before = reader._process.pid
        reader._process.send_signal(number)
        learned = await reader.read(site(), told("b"))
        return learned.outcome, reader._process.pid == before

    assert reading(work) == (Outcome.STORED, True)


def test_a_page_teaches_the_same_as_when_it_is_read_here(reading):
    exchanges, learned = read_all(reading, TagDivArticle, "a", "b", "c")

    assert learned == [visit(site(), one) for one in exchanges]
    assert [one.article.title for one in learned] == ["Новина a", "Новина b", "Новина c"]


def test_a_page_that_breaks_our_code_is_kept_counted_and_told_of(reading, caplog):
    with caplog.at_level(logging.ERROR):
        ((one,), (learned,)) = read_all(reading, Broken, "a")

    assert (learned.outcome, learned.why, learned.record_id) == (Outcome.FAILED, "not understood", one.record_id)
    assert "a fault of our own" in caplog.text
    assert one.record_id in caplog.text


@pytest.mark.parametrize(
    ("cls", "path", "why", "options"),
    [
        (Endless, "endless", "reading took too long", {"seconds": 0.3}),
        (Deadly, "deadly", "reading crashed", {}),
        (Greedy, "greedy", "too big", {}),
    ],
)
def test_a_hostile_page_fails_alone(reading, cls, path, why, options):
    _, learned = read_all(reading, cls, "a", path, "b", **options)

    assert [(one.outcome, one.why) for one in learned] == [
        (Outcome.STORED, None),
        (Outcome.FAILED, why),
        (Outcome.STORED, None),
    ]


def test_a_page_is_not_blamed_for_a_machine_that_has_too_much_to_do(reading):
    _, learned = read_all(reading, Waiting, "a", "b", seconds=0.4)

    assert [(one.outcome, one.why) for one in learned] == [(Outcome.STORED, None)] * 2


def test_a_page_at_which_nothing_is_done_any_more_fails_alone(reading, monkeypatch):
    monkeypatch.setattr(reader_module, "_PATIENCE", 1)
    _, learned = read_all(reading, Stuck, "a", "stuck", "b", seconds=0.5)

    assert [(one.outcome, one.why) for one in learned] == [
        (Outcome.STORED, None),
        (Outcome.FAILED, "reading took too long"),
        (Outcome.STORED, None),
    ]


def test_a_process_that_was_lost_between_two_pages_is_started_again(reading):
    async def work(reader):
        first = await reader.read(site(), told("a"))
        reader._process.send_signal(signal.SIGKILL)
        await asyncio.sleep(0.05)
        return first, await reader.read(site(), told("b"))

    assert [one.outcome for one in reading(work)] == [Outcome.STORED, Outcome.STORED]


def test_a_process_that_cannot_be_started_is_one_sentence(reading, monkeypatch):
    monkeypatch.setattr(reader_module.sys, "executable", "/nowhere/python")

    with pytest.raises(ReaderError, match=r"No reading process can be started .* what was captured is kept"):
        read_all(reading, TagDivArticle, "a")


def test_a_process_that_ends_as_it_begins_is_one_sentence(reading, monkeypatch):
    monkeypatch.setattr(reader_module.sys, "executable", "/bin/false")

    with pytest.raises(ReaderError, match=r"The reading process ended as it began \(code 1\)"):
        read_all(reading, TagDivArticle, "a")


def test_a_reply_that_is_not_understood_leaves_nobody_waiting(reading, monkeypatch):
    def loads(data):
        raise ValueError("of another version")

    async def work(reader):
        monkeypatch.setattr(reader_module.pickle, "loads", loads)
        asked = [asyncio.ensure_future(reader.read(site(), told(path))) for path in "ab"]
        return await asyncio.wait_for(asyncio.gather(*asked, return_exceptions=True), 20)

    for said in reading(work):
        assert isinstance(said, ReaderError)
        assert "not understood (ValueError('of another version')): what was captured is kept" in str(said)


def test_the_package_of_the_crawl_is_read_by_whatever_stands_in_the_folder(reading, tmp_path, monkeypatch):
    other = tmp_path / "newsarchive"
    other.mkdir()
    (other / "__init__.py").write_text("raise SystemExit(7)", encoding="ascii")
    monkeypatch.chdir(tmp_path)

    _, (visit,) = read_all(reading, TagDivArticle, "a")

    assert visit.outcome == Outcome.STORED


def test_a_class_from_a_file_that_no_package_holds_is_found_by_its_file(reading, tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(
        "from datetime import date\n"
        "from newsarchive import CouncilSpider\n"
        "from newsarchive.pages import TagDivArticle\n"
        "class MyArticle(TagDivArticle):\n"
        "    section_css = '.no-such'\n"
        "class MineSpider(CouncilSpider):\n"
        "    name, council, oblast = 'mine', 'Моя рада', 'UA-00'\n"
        "    start_urls, since, per_month = ['https://rada.example/'], date(2020, 1, 1), (1, 9)\n"
        "    article = MyArticle\n",
        encoding="utf-8",
    )
    declared = registry.find(str(file)).site()

    async def work(reader):
        return await reader.read(declared, told("a"))

    assert reading(work).outcome == Outcome.STORED


def test_the_crawls_of_a_process_share_a_reader_and_the_last_ends_it(reading):
    async def work(_):
        one, other = reader_module.share("one"), reader_module.share("other")
        await one.read(site(), told("a"))
        process = one._process
        for _ in range(2):
            reader_module.unshare("one")
        assert process.poll() is None
        reader_module.unshare("other")
        again = reader_module.share("third")
        reader_module.unshare("third")
        return one is other, process.poll(), again is one

    assert reading(work) == (True, -signal.SIGKILL, False)


def test_a_process_that_was_started_ahead_reads_the_first_answer(reading):
    async def work(reader):
        reader.prepare()
        process, _ = reader._ahead
        await reader.read(site(), told("a"))
        return reader._process is process, reader._ahead

    assert reading(work) == (True, None)


def test_a_process_that_was_started_ahead_and_never_asked_ends(reading):
    async def work(reader):
        reader.prepare()
        process, ours = reader._ahead
        reader.close()
        return process.poll(), ours.fileno()

    assert reading(work) == (-signal.SIGKILL, -1)


def test_a_process_that_cannot_be_started_ahead_is_told_by_the_first_answer(reading, monkeypatch):
    monkeypatch.setattr(reader_module.sys, "executable", "/nowhere/python")

    async def work(reader):
        reader.prepare()
        await reader.read(site(), told("a"))

    with pytest.raises(ReaderError, match="No reading process can be started"):
        reading(work)


def test_the_process_ends_when_its_crawl_is_killed(tmp_path):
    """The socket closes with the crawl, however it ends, and the reading process with it."""
    import socket
    import subprocess
    import sys

    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "newsarchive.reader_process", str(theirs.fileno()), "9"],
            pass_fds=[theirs.fileno()],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    assert ours.recv(1) == b"\n"
    ours.close()

    assert process.wait(timeout=10) == 0


def test_a_terminal_s_ctrl_c_does_not_reach_the_process_while_it_starts(reading):
    """A terminal sends it to the whole group of processes, and ignoring it takes the process a moment of importing."""

    async def work(reader):
        await reader.read(site(), told("a"))
        return os.getpgid(reader._process.pid)

    assert reading(work) != os.getpgrp()


def test_what_was_read_passes_between_processes_unchanged():
    attached = (Attachment(url=address("a.pdf"), title="Рішення"),)
    read = article("a", previous="b", attachments=attached, tags=("сесія",))
    told = told_visit("a", article=read, found=(found("b", Route.NEIGHBOUR), found("c", Route.API, modified=NOW)))

    passed = pickle.loads(pickle.dumps(told, 5))  # noqa: S301 - what we have just made

    assert told == passed
    assert passed.found[0] == told.found[0]
    with pytest.raises(FrozenInstanceError):
        passed.url = address("x")
