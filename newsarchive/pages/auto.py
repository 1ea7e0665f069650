"""A page of a site whose software nobody named: recognized, then read by the class of its platform."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from newsarchive import pages
from newsarchive.pages.base import EMPTY, ArticlePage
from newsarchive.pages.blocks import line
from newsarchive.pages.generic import GenericArticle
from newsarchive.pages.recognize import recognize
from newsarchive.pages.unthemed import UnthemedArticle
from newsarchive.pages.verdict import STATIC, UNKNOWN
from newsarchive.pages.wordpress import WordPressArticle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from newsarchive.items import DateClue, Reading
    from newsarchive.pages.lists import Routes
    from newsarchive.pages.tree import Parsed


_HARDLY = 300  # characters of a text; a caption, a heading, a sentence
_FAR_MORE, _TIMES = 600, 4  # characters of another text, and by how much it is longer


class AutoArticle(ArticlePage):
    """A page of any site: of a known platform by its own class, of any other by :class:`GenericArticle`.

    Where the platform's class reads no title, or finds no text where its marks are, the page was redesigned, or its
    signs lie: it is read by :class:`GenericArticle`, and ``evidence`` says so.

    Attributes:
        platform: Of a page: the platform whose class reads it.
        evidence: Of a page: what was found of the platform, in words, strongest first, and what its class did not find.
    """

    platform: ClassVar[str] = "as recognized"

    def __init__(self, html: str | Parsed, url: str) -> None:
        super().__init__(html, url)
        found = recognize(self.parsed, url, pages.PLATFORMS, otherwise=GenericArticle)
        # Its selectors are those of WordPress's own themes, which are recognized no other way.
        page_class = UnthemedArticle if found.page_class is WordPressArticle else found.page_class
        self._page, self._evidence = page_class(self.parsed, url), found.evidence
        self._reading = self._read()
        # A class has one name and all signs that may be; a page that was recognized has those found on it.
        self.platform = self._page.platform  # type: ignore[misc]
        self.evidence = self._evidence  # type: ignore[misc, assignment]

    def _read(self) -> Reading:
        reading = self._page.read()
        if isinstance(self._page, GenericArticle) or not (_is_unread(reading) or self._is_hardly_read(reading)):
            return reading
        other = GenericArticle(self.parsed, self.url)
        second = other.read()
        least = 1 if _is_unread(reading) else max(_FAR_MORE, _TIMES * _length(reading))
        if _length(second) < least and not (_is_unread(reading) and self._has_no_text(second)):
            return reading
        if reading.refused == STATIC:  # what the page is, its own class knows best
            return replace(second, refused=STATIC)
        if second.refused is not None or not second.title:
            return reading
        missing = "text" if reading.title else "title"
        self._evidence = (*self._evidence, f"no {missing} where {self._page.platform} has it")
        self._page = other
        return second

    def _has_no_text(self, second: Reading) -> bool:
        """Whether a page is an article of photographs, or of a title alone, and no list that shows the last one."""
        return second.refused is None and not self._page.links()

    def _is_hardly_read(self, reading: Reading) -> bool:
        """Whether the class read hardly a line of a page that has paragraphs: its marks stand elsewhere now."""
        if reading.refused not in {None, STATIC} or _length(reading) >= _HARDLY:
            return False
        return sum(len(line(paragraph)) for paragraph in self.finder.named("p")) >= _FAR_MORE

    def read(self) -> Reading:
        """Read the page as an article, by the class that can."""
        return self._reading

    def links(self) -> tuple[str, ...]:
        """Give the addresses of the articles that a list page shows, absolute, canonical, in its order."""
        return self._page.links()

    def pager(self) -> tuple[str, ...]:
        """Give the addresses of the other pages of the same list; none on an article's page."""
        return self._page.pager()

    def lists(self) -> tuple[str, ...]:
        """Give the addresses of other lists that a list names and that show more; none where its platform is known."""
        return self._page.lists()

    def days(self) -> Iterable[tuple[str, tuple[DateClue, ...]]]:
        """Give when a list says that its articles were published, by address; nothing where their own pages do."""
        return self._page.days()

    @property
    def is_doubtful(self) -> bool:
        """Whether what is refused may be an article all the same, if others say when it was published."""
        return self._page.is_doubtful

    def routes(self) -> Routes:
        """Give the feeds and the API that the page names."""
        return self._page.routes()

    @cached_property
    def bodies(self) -> list[etree._Element]:
        """The elements that hold the text, as the class has them that reads the page."""
        return self._page.bodies

    @cached_property
    def judged(self) -> str | None:
        """Why the page is no article, locked or not; None where it is one."""
        return self._page.judged


def _is_unread(reading: Reading) -> bool:
    """Whether a platform's class read nothing where its theme has it."""
    if reading.refused is not None:
        return reading.refused in {EMPTY, UNKNOWN}
    return not reading.title or reading.guessed


def _length(reading: Reading) -> int:
    return sum(map(len, reading.blocks))
