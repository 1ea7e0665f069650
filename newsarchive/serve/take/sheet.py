"""XLSX: every text is a text and never a formula, a link or a number; a second sheet tells what was asked."""

from __future__ import annotations

import asyncio
from functools import partial
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from newsarchive.serve.asked import FIELDS
from newsarchive.serve.take.rows import COLUMNS, batches
from newsarchive.serve.take.safe import dangerous
from newsarchive.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import ExitStack
    from typing import BinaryIO

    from newsarchive.serve.take.rows import Row, Taken
    from newsarchive.serve.view import Visit

LONGEST_CELL = 32_767
"""Characters that Excel takes in a cell; a longer text is cut, and ends so: :data:`CUT`."""
CUT = "… [текст довший, ніж уміщує клітинка; цілий — у CSV чи JSON lines / cut: too long for a cell]"
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
WIDTHS = (16, 14, 28, 60, 40, 24, 18, 18, 10, 40, 24, 20, 20, 8, 80)
"""Of the columns, in characters."""


async def workbook(visit: Visit, taken: Taken, held: ExitStack) -> BinaryIO:
    """Write the workbook into a file that has no name, so that it is gone when it is closed."""
    file = held.enter_context(TemporaryFile(prefix="newsarchive-"))  # noqa: SIM115 - it is
    sheet = await asyncio.to_thread(partial(_Sheet, file, visit, taken))
    async for _ in batches(visit, taken, sheet.add):
        pass
    await asyncio.to_thread(sheet.close)
    file.seek(0)
    return file


class _Sheet:
    """The workbook while it is written, row by row."""

    def __init__(self, file: BinaryIO, visit: Visit, taken: Taken) -> None:
        self._visit, self._taken = visit, taken
        self._book = Workbook(file, OPTIONS)
        self._articles = self._book.add_worksheet(visit.say("Статті", "Articles"))
        self._bold = self._book.add_format({"bold": True})
        self._quoted = self._book.add_format({"quote_prefix": True})
        self._next = 0
        for column, width in zip(range(len(taken.columns)), WIDTHS, strict=False):
            self._articles.set_column(column, column, width)
        self._articles.freeze_panes(1, 0)
        self._write(self._articles, taken.columns, self._bold)

    def add(self, rows: Sequence[Row]) -> None:
        """Add articles."""
        for row in rows:
            self._write(self._articles, row)

    def close(self) -> None:
        """Tell what was asked, and make the file whole."""
        self._articles.autofilter(0, 0, max(self._next - 1, 1), len(self._taken.columns) - 1)
        about = self._book.add_worksheet(self._visit.say("Про файл", "About this file"))
        about.set_column(0, 0, 30)
        about.set_column(1, 1, 100)
        self._next = 0
        for row in _about(self._visit, self._taken):
            self._write(about, row)
        self._book.close()

    def _write(self, sheet: Any, row: Sequence[Any], look: Any = None) -> None:
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(self._next, column, _fitting(cell), look or self._look(cell))
            elif cell is not None:
                sheet.write_number(self._next, column, cell, look)
        self._next += 1

    def _look(self, cell: str) -> Any:
        """A text that begins like a formula stays a text, even where somebody edits its cell."""
        return self._quoted if dangerous(cell) else None


def _fitting(cell: str) -> str:
    return cell if len(cell) <= LONGEST_CELL else cell[: LONGEST_CELL - len(CUT)] + CUT


def _about(visit: Visit, taken: Taken) -> list[tuple[Any, ...]]:
    """What was asked, where and when, and whether all is here."""
    say = visit.say
    whole = taken.told() or ("Так: усі знайдені статті тут.", "Yes: all articles found are here.")
    asked = [(say(*FIELDS[key]), value) for key, value in taken.asked.given.items()]
    return [
        *asked,
        (say("Адреса пошуку", "Address of the search"), taken.address),
        (say("Коли запитано (UTC)", "Asked at (UTC)"), taken.at.isoformat(timespec="seconds")),
        (say("Знайдено статей", "Articles found"), taken.found),
        (say("Статей у файлі", "Articles in this file"), taken.rows),
        (say("Чи все тут", "Is all here"), say(*whole)),
        (say("Зроблено", "Made by"), f"newsarchive {__version__}"),
        (say("Стовпці", "Columns"), ", ".join(COLUMNS)),
    ]
