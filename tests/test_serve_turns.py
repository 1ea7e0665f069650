"""Who of several processes takes a reader's connection: one that has room; readers that are slow take none."""

import asyncio
import errno
import http.client
import logging
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager

import pytest
import uvicorn

from newsarchive.listening import listen
from newsarchive.serve import turns


class Counting:
    """An application that takes its time, and knows how many it answered at once."""

    def __init__(self, before=0.05, after=0.0):
        self.before, self.after = before, after
        self.now = self.most = 0
        self.go_on = threading.Event()
        self.go_on.set()

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            assert (await receive())["type"] == "lifespan.startup"
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await send({"type": "lifespan.shutdown.complete"})
            return
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(self.before)
        while not self.go_on.is_set():
            await asyncio.sleep(0.01)
        self.now -= 1
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.sleep(self.after)
        await send({"type": "http.response.body", "body": b"so"})


@contextmanager
def answering(application):
    """Serve it with a place for two; yields the port."""
    wrapped = turns.Turns(application, 2)
    config = uvicorn.Config(wrapped, log_config=None, lifespan="on", headers=[("connection", "close")])
    server, listening = turns.Server(config, wrapped), listen("127.0.0.1", 0)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server ended before it began"
        time.sleep(0.01)
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        assert not thread.is_alive()


def get(port):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", "/")
        return connection.getresponse().read()


def ask(port, readers):
    """Have so many ask at once; give the seconds it took to answer all."""
    begun = time.monotonic()
    with ThreadPoolExecutor(readers) as pool:
        assert list(pool.map(get, [port] * readers)) == [b"so"] * readers
    return time.monotonic() - begun


def test_no_more_are_answered_at_a_time_than_there_is_room_for_and_all_in_the_end():
    application = Counting()
    application.go_on.clear()
    with answering(application) as port, ExitStack() as stack:
        asked = []
        for number in range(12):  # what is asked is there before there is room for it
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            stack.callback(connection.close)
            connection.request("GET", "/")
            asked.append(connection)
            while number < 2 and application.now <= number:
                time.sleep(0.01)
        application.go_on.set()
        answers = [connection.getresponse().read() for connection in asked]

    assert answers == [b"so"] * 12
    assert application.most == 2


def test_who_asks_nothing_and_who_reads_slowly_takes_no_room():
    application = Counting(before=0.0, after=1.0)
    with answering(application) as port:
        idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(5)]
        seconds = ask(port, 12)
        for connection in idle:
            connection.close()

    assert seconds < 5  # one after the other, two at a time, they take six


def test_a_request_that_takes_too_long_holds_no_place_any_more(monkeypatch):
    monkeypatch.setattr(turns, "LONGEST", 0.05)
    application = Counting()
    application.go_on.clear()
    with answering(application) as port, ThreadPoolExecutor(6) as pool:
        answers = [pool.submit(get, port) for _ in range(6)]
        for _ in range(1000):
            if application.now == 6:
                break
            time.sleep(0.01)
        reached = application.now
        application.go_on.set()

        assert [answer.result() for answer in answers] == [b"so"] * 6
    assert reached == 6


@pytest.mark.parametrize(
    "error", [ConnectionAbortedError(errno.ECONNABORTED, "gone"), OSError(errno.EMFILE, "no more")]
)
def test_a_connection_that_cannot_be_taken_ends_nothing(monkeypatch, caplog, error):
    monkeypatch.setattr(turns, "_PAUSE", 0.01)
    take, failures = asyncio.SelectorEventLoop.sock_accept, iter([error])

    async def failing(loop, listening):
        for failure in failures:
            raise failure
        return await take(loop, listening)

    monkeypatch.setattr(asyncio.SelectorEventLoop, "sock_accept", failing)
    with caplog.at_level(logging.WARNING), answering(Counting()) as port:
        assert get(port) == b"so"

    said = [record.getMessage() for record in caplog.records if record.name == turns.__name__]
    expected = [] if isinstance(error, ConnectionError) else ["no more"]
    assert len(said) == len(expected)
    assert all(word in line for word, line in zip(expected, said, strict=True))
