"""A page of WordPress whose theme nobody knows: what it is and where its text stands, core's own classes mostly say."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from newsarchive.pages import asides, lines, prose
from newsarchive.pages.base import ArticlePage
from newsarchive.pages.blocks import blocks, line
from newsarchive.pages.generic import GenericArticle
from newsarchive.pages.selectors import alternatives
from newsarchive.pages.verdict import UNKNOWN, by_marks
from newsarchive.pages.wordpress import WordPressArticle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from newsarchive.pages.shape import Told

_PLACES = alternatives(WordPressArticle.body_css)[:-1]
"""What holds a text and nothing else; the last holds the whole article, its header with it."""
_HARDLY = 300  # characters of paragraphs; who wrote it, a notice
_ANYTHING = 60  # characters of paragraphs; a line that may be all of the text


class UnthemedArticle(GenericArticle):
    """A page of WordPress whose theme nobody knows.

    Its text is what stands where themes mostly put it, as long as no more paragraphs stand elsewhere; else, and for
    whatever core's classes do not tell, it is read as a page of unknown software.
    """

    platform: ClassVar[str] = WordPressArticle.platform

    @cached_property
    def judged(self) -> str | None:
        """Why the page is no article, locked or not; None where it is one."""
        marked = by_marks(self)
        return super().judged if marked == UNKNOWN else marked

    def links(self) -> tuple[str, ...]:
        """Give the addresses of the articles that a list page shows: those that WordPress's classes tell, if any."""
        return ArticlePage.links(self) or super().links()

    def pager(self) -> tuple[str, ...]:
        """Give the addresses of the other pages of the same list: those that WordPress's classes tell, if any."""
        return ArticlePage.pager(self) or super().pager()

    @cached_property
    def bodies(self) -> list[etree._Element]:
        """The elements that hold the text, or the photographs of an article without one."""
        return self._told_place or super().bodies

    @cached_property
    def is_bare(self) -> bool:
        """Whether hardly a word stands below the headline; where the place of the text is known, it is what it is."""
        return not self._told_place and super().is_bare

    @cached_property
    def guessed(self) -> bool:
        """Whether no mark of the theme told where the text stands."""
        return not self._told_place and super().guessed

    @cached_property
    def _told_place(self) -> list[etree._Element]:
        """What the theme marks as the place of a single post's text, unless most paragraphs stand elsewhere."""
        found = self._places(_PLACES) if by_marks(self) is None else []
        marked = [body for body in found if body.tag != "article"]  # which has a header too
        if not marked or sum(1 for body in marked for _ in body.iter("article")) > 1:
            return []  # nothing, or the articles that a reader scrolls on to
        said = sum(len(line(body)) for body in marked)
        elsewhere = sum(len(line(paragraph)) for paragraph in self._paragraphs_outside(marked))
        return marked if elsewhere < (max(said, _HARDLY) if said else _ANYTHING) else []

    def _paragraphs_outside(self, marked: list[etree._Element]) -> Iterator[etree._Element]:
        """Give the paragraphs that stand neither in the text's place nor in what surrounds an article."""
        teasers = {teaser.entry for teaser in self.single.teasers}
        others = self.surroundings | self._framed | teasers | set(marked)
        for paragraph in self.finder.named("p"):
            if others.isdisjoint((paragraph, *paragraph.iterancestors())):
                yield paragraph

    @cached_property
    def _dropped(self) -> set[etree._Element]:
        if not self._told_place:
            return super()._dropped
        again = (node for body in self._told_place for node in body.iter("div", "span", "h1", "h2"))
        headlines = {node for node in again if node.tag == "h1" or (node.get("class") and line(node) == self.title)}
        debris = [self.finder.every(body, self.noise_css) for body in self._told_place]
        filed = (found for body in self._told_place for found in asides.filed(body))
        named = headlines.union(*debris, self._asides, filed)
        if self.density.depth > prose.DEEPEST:
            return named
        found = prose.asides(self._told_place, lambda element: [*blocks(element, named)])
        return named.union(box for box in found if not lines.holds_files(box))

    def _is_untold(self) -> bool:
        """Whether an article has no text: nothing stands in its place, or what stands around says so."""
        return all(map(self._is_bare, self._told_place)) if self._told_place else super()._is_untold()

    def _told(self) -> Told:
        return self._whole() if self._told_place else super()._told()
