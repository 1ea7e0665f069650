"""A port is taken so that no answer waits for what its reader has to say of the one before."""

import asyncio
import socket
from contextlib import closing

import pytest

from newsarchive.errors import UsageError
from newsarchive.listening import listen


async def delays(listening):
    """Say whether the system holds a small packet back on a connection that was made to a socket."""
    connected = asyncio.get_running_loop().create_future()

    async def keep(reader, writer):
        connected.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async with await asyncio.start_server(keep, sock=listening):
        _, writer = await asyncio.open_connection(*listening.getsockname()[:2])
        held_back = not await connected
        writer.close()
        await writer.wait_closed()
    return held_back


def test_an_answer_is_sent_at_once():
    assert asyncio.run(delays(listen("127.0.0.1", 0))) is False


def test_a_port_that_is_taken_is_said_so():
    with closing(listen("127.0.0.1", 0)) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(
            UsageError, match=rf"^Cannot listen on 127\.0\.0\.1:{port} \(Address already in use\): choose"
        ):
            listen("127.0.0.1", port)
