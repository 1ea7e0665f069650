"""Takes a port for a server of ours."""

from __future__ import annotations

import socket

from newsarchive.errors import UsageError


def listen(host: str, port: int) -> socket.socket:
    """Bind a socket, on which a server has yet to listen.

    Args:
        host: an address of this machine, of IPv4 or IPv6, or a name of it.
        port: 0 takes a free one.

    Raises:
        UsageError: it is taken, or may not be.
    """
    # With the protocol named, asyncio turns Nagle's delay off: 40 ms an answer on a connection that stays otherwise.
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise UsageError(f"Cannot listen on {host}:{port} ({error.strerror}): choose another with --port.") from error
    return bound
