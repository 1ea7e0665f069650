"""Serves an archive on a free port of this machine, in a thread, while a block runs."""

import time
from contextlib import contextmanager
from threading import Thread

import uvicorn

from newsarchive.listening import listen
from newsarchive.serve.app import datasette


@contextmanager
def serving(archive):
    """Yield the address of the archive's front page, without the last slash."""
    listening = listen("127.0.0.1", 0)
    settings = uvicorn.Config(
        datasette(archive).app(), log_level="warning", access_log=False, server_header=False, lifespan="on"
    )
    server = uvicorn.Server(settings)
    thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server ended before it began"
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listening.close()
