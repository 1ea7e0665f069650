"""What a spider is told by ``scrapy crawl -a NAME=VALUE`` or by scrapyd: the same that ``newsarchive crawl`` takes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from newsarchive import fetch
from newsarchive.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scrapy.settings import BaseSettings

    from newsarchive.spider import CouncilSpider


def _yes(text: str) -> bool:
    if text.lower() not in {"yes", "no"}:
        raise ValueError("say yes or no")
    return text.lower() == "yes"


ARGUMENTS: dict[str, tuple[str, Callable[[str], object]]] = {
    "data": ("NEWSARCHIVE_DATA", str),
    "since": ("NEWSARCHIVE_SINCE", date.fromisoformat),
    "limit": ("NEWSARCHIVE_LIMIT", int),
    "again": ("NEWSARCHIVE_AGAIN", _yes),
    "delay": ("DOWNLOAD_DELAY", float),
    "contact": ("NEWSARCHIVE_CONTACT", str),
    "quiet_hours": ("NEWSARCHIVE_QUIET_HOURS", str),
}
"""Name of an argument -> the setting it stands for, and what reads its value. ``start`` is besides."""


def follow(spider: type[CouncilSpider], settings: BaseSettings, told: Mapping[str, str]) -> type[CouncilSpider]:
    """Give the spider that does as it was told; what is a setting is set.

    Args:
        spider: as it is declared.
        settings: of its crawl, not frozen yet.
        told: ``start``, addresses separated by spaces, and those of ``ARGUMENTS``. A name that begins with an
            underscore is for someone else: scrapyd adds ``_job``.

    Raises:
        UsageError: a name is unknown, a value cannot be read, or nobody can be reached about the crawl.
    """
    for name, value in told.items():
        if name in ARGUMENTS:
            _set(settings, name, value)
        elif name != "start" and not name.startswith("_"):
            known = ", ".join(["start", *ARGUMENTS])
            raise UsageError(f"A spider takes no argument «{name}»; it takes: {known}.")
    # Whoever set a user agent meant it; else it names the contact, by whichever way that came.
    settings.set("USER_AGENT", fetch.user_agent(settings.get("NEWSARCHIVE_CONTACT") or ""), priority="project")
    if told.get("start"):
        spider = spider.starting_at(*told["start"].split())
    fetch.require_contact(settings.get("NEWSARCHIVE_CONTACT") or "", spider.start_urls)
    return spider


def _set(settings: BaseSettings, name: str, value: str) -> None:
    setting, read = ARGUMENTS[name]
    try:
        settings.set(setting, read(value), priority="cmdline")
    except ValueError as error:
        raise UsageError(f"The argument {name}={value} cannot be read ({error}).") from error
