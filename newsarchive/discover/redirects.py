"""Where redirects lead: each is a request of its own, so a circle or an endless line of them shows only here."""

from __future__ import annotations

import math

MOST = 5
"""Redirects, one after the other, that are followed (RFC 9309, 2.3.1.2 asks for five of robots.txt)."""

TRAP = "trap: redirects"
"""Why an address is refused that too many of them lead to."""


class Redirects:
    """The redirects that one run has seen."""

    def __init__(self) -> None:
        """Begin with none."""
        self._led: dict[str, str] = {}
        """Address that a redirect led to -> the one that led there."""

    def follow(self, source: str, target: str) -> float:
        """Note a redirect; give how many, one after the other, have led to its target, infinity for a circle."""
        line = [source]
        while (before := self._led.get(line[-1])) and before not in line:
            line.append(before)
        self._led[target] = source
        return math.inf if target in line else len(line)
