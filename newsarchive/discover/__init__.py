"""Stage 1: the routes in. Each module reads one kind of list and gives the addresses it makes known.

``frontier`` keeps them and decides which is asked next.
"""

from __future__ import annotations

from newsarchive.normalize.addresses import canonical


def address(url: str, base: str) -> str | None:
    """Make a list's address canonical; None for what leads nowhere, which must not cost the other addresses."""
    try:
        return canonical(url, base)
    except ValueError:
        return None
