"""What was looked at, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What came of looking at one part of an archive."""

    what: str
    """``database``, ``texts``, ``events`` or ``files``."""
    looked: str
    """At how much, in words for people."""
    faults: tuple[str, ...] = ()
    """A sentence for each thing that is wrong."""
    ends: dict[str, str] | None = None
    """Of events: the digest of each council's last one, to be kept elsewhere."""

    @property
    def outcome(self) -> str:
        """``sound`` or ``wrong``."""
        return "wrong" if self.faults else "sound"

    def as_dict(self) -> dict[str, Any]:
        """Give it for ``--json``."""
        told = {"what": self.what, "outcome": self.outcome, "looked": self.looked, "faults": list(self.faults)}
        return told if self.ends is None else {**told, "ends": self.ends}
