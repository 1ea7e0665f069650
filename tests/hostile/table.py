"""The table of docs/archivists/hostile-sites.md: what becomes of each kind of hostility."""

from __future__ import annotations

from tests.hostile.case import GROUPS
from tests.hostile.cases import CASES
from tests.hostile.guards import GUARDS


def groups():
    """Give every group's heading with its cases."""
    for group, heading in GROUPS.items():
        yield heading, [case for case in CASES.values() if case.group == group]


def rows(cases):
    """Give the rows of a group: what a site does, what becomes of it, the case's name."""
    for case in cases:
        yield case.does, case.then, f"`{case.name}`"


def guards():
    """Give the rows of the guards: what each sees to, and the case that fails without it."""
    for guard in GUARDS.values():
        yield guard.does, f"`{guard.case}`"
