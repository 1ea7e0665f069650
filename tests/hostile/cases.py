"""Every case, group by group, as the table of the docs has them."""

from __future__ import annotations

from tests.hostile import (
    again,
    bombs,
    charsets,
    cuts,
    drips,
    headers,
    impostors,
    later,
    oddities,
    private,
    redirects,
    robots,
    swollen,
    tls,
    traps,
    walls,
)

MODULES = (
    redirects,
    private,
    bombs,
    swollen,
    drips,
    cuts,
    headers,
    charsets,
    robots,
    later,
    traps,
    tls,
    walls,
    impostors,
    oddities,
    again,
)
CASES = {case.name: case for module in MODULES for case in module.CASES}
