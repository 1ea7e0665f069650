"""Cells of Datasette's tables: found words marked, addresses that may be followed, long texts cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.serve.words import CLOSE, OPEN, cut, marks, out, web

if TYPE_CHECKING:
    from markupsafe import Markup

LONG = frozenset({"body", "lead", "settings", "versions", "detail"})
"""Columns that would fill a table's page; the row's own page shows them whole."""


def render(value: object, column: str, table: str | None) -> Markup | str | None:
    """The cell's safe HTML or plain text, or None to let Datasette show it its own way."""
    if not isinstance(value, str) or not value:
        return None
    if table is None and OPEN in value and CLOSE in value:
        return marks(value)
    if web(value):
        return out(value, cut(value, 90))
    return cut(value) if table and column in LONG else None
