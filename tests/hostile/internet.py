"""A little internet: ``python -m tests.hostile.internet WORDS`` runs newsarchive's command line inside it.

Names are resolved by a table of our own, one public address is this machine, and every other address is the canary: so
a crawl can be led to any address there is, and nothing ever leaves the machine. The table comes through the
environment, as JSON in ``HOSTILE_INTERNET``.
"""

from __future__ import annotations

import ipaddress
import itertools
import json
import os
import socket

from tests.hostile.wire import CANARY, HERE

PUBLIC = "8.8.4.4"
"""A public address for a council's hosts; whoever connects to it reaches this machine."""
NAMES = {"rada.example": (PUBLIC,), "other.example": (PUBLIC,)}
"""What the hosts of a council are called."""


class Internet:
    """What the sockets of this process are told."""

    def __init__(self, names, canaries):
        """Prepare.

        Args:
            names: host name -> addresses; a list of lists is given out in turn, the last one for ever.
            canaries: port, as text -> the port at which the canary listens for whoever goes astray with it.
        """
        self._names = {name: self._turns(given) for name, given in names.items()}
        self._canaries = {int(port): canary for port, canary in canaries.items()}

    @staticmethod
    def _turns(given):
        turns = given if given and isinstance(given[0], list) else [given]
        return itertools.chain(turns, itertools.repeat(turns[-1]))

    def resolve(self, name):
        """Give the addresses of a name; a literal address, in any spelling, is its own."""
        name = name.decode() if isinstance(name, bytes) else name
        if name in self._names:
            return next(self._names[name])
        try:
            return [str(ipaddress.ip_address(name))]
        except ValueError:
            pass
        try:
            return [socket.inet_ntoa(socket.inet_aton(name))]  # 127.1, 0x7f000001, 2130706433, as libc has it
        except OSError as error:
            raise socket.gaierror(socket.EAI_NONAME, f"no such name in our internet: {name}") from error

    def reach(self, address):
        """Give where a connection really leads."""
        host, port = address[:2]
        return (HERE, port) if host == PUBLIC else (CANARY, self._canaries.get(port, port))

    def getaddrinfo(self, host, port, family=0, type=0, proto=0, flags=0):  # noqa: A002, PLR0917 - as it is
        """Stand in for socket.getaddrinfo."""
        found = []
        for address in self.resolve(host):
            six = ":" in address
            if family in {0, socket.AF_INET6 if six else socket.AF_INET}:
                end = (address, int(port or 0), 0, 0) if six else (address, int(port or 0))
                found.append((socket.AF_INET6 if six else socket.AF_INET, type or socket.SOCK_STREAM, 6, "", end))
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, f"no address of that family: {host}")
        return found

    def gethostbyname(self, name):
        """Stand in for socket.gethostbyname."""
        four = [address for address in self.resolve(name) if ":" not in address]
        if not four:
            raise socket.gaierror(socket.EAI_NONAME, f"no address: {name}")
        return four[0]

    def move_in(self):
        """Make every socket of this process one of this internet."""
        connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
        reach = self.reach

        def led(sock, address):
            if not isinstance(address, tuple):
                return address
            host, port = reach(address)
            return (f"::ffff:{host}", port) if sock.family == socket.AF_INET6 else (host, port)

        socket.socket.connect = lambda sock, address: connect(sock, led(sock, address))
        socket.socket.connect_ex = lambda sock, address: connect_ex(sock, led(sock, address))
        socket.getaddrinfo = self.getaddrinfo
        socket.gethostbyname = self.gethostbyname


if __name__ == "__main__":
    Internet(**json.loads(os.environ["HOSTILE_INTERNET"])).move_in()

    from newsarchive.cli import main  # after the sockets: Twisted keeps what it finds at import

    main()
