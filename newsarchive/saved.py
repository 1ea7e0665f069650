"""Where the saved pages of a spider stand: ``tests/sites/NAME/*/page.warc`` of the project that its file belongs to."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsarchive.spider import CouncilSpider

PAGE, EXPECTED = "page.warc", "article.json"
"""One WARC ``response`` record, and what must be read from it."""


def root(spider: type[CouncilSpider]) -> Path:
    """Give the root of a spider's project: the nearest folder above its file with ``pyproject.toml``, else its own."""
    folder = Path(inspect.getfile(spider)).resolve().parent
    return next((above for above in (folder, *folder.parents) if (above / "pyproject.toml").exists()), folder)


def pages(spider: type[CouncilSpider]) -> list[Path]:
    """Give the records of a spider's saved pages, in order; none where its project is installed without its tests."""
    return sorted((root(spider) / "tests" / "sites" / spider.name).glob(f"*/{PAGE}"))
