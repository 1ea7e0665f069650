"""A page of software that nobody here has seen: structured data, well-known names, the density of text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from newsarchive.items import DateClue
from newsarchive.normalize.addresses import identity
from newsarchive.pages import (
    anchors,
    authors,
    beside,
    byline,
    lines,
    listed,
    noise,
    pagers,
    prose,
    rubrics,
    scripted,
    trimming,
)
from newsarchive.pages.base import EMPTY, ArticlePage
from newsarchive.pages.beside import Neighbors
from newsarchive.pages.blocks import blocks, line
from newsarchive.pages.debris import Debris
from newsarchive.pages.density import Density
from newsarchive.pages.headline import folded
from newsarchive.pages.judging import Judging
from newsarchive.pages.outline import Piece, outline
from newsarchive.pages.selectors import words
from newsarchive.pages.shape import forms
from newsarchive.pages.single import Single, resembles
from newsarchive.pages.untold import Untold
from newsarchive.pages.wordpress import WordPressArticle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from newsarchive.items import Reading
    from newsarchive.pages.selectors import Css
    from newsarchive.pages.shape import Told


_ENOUGH = 500  # characters of a text
_BESIDE = 12  # other articles that a page shows by chance or by likeness
_TEASER = 600  # characters; what is longer holds more than another article's title
_TOP = words("h1 h2 h3")
_FOLDERS = words("post posts blog news article articles content item items")
"""What generators of static sites tell machines of an article's rubric: in which folder its file is."""


class GenericArticle(ArticlePage):
    """A page of any site, read by what most sites have in common.

    The title follows the plain rule of :mod:`newsarchive.pages.headline`; the text is chosen by
    :mod:`newsarchive.pages.prose`; the date comes from structured data, then from what is printed near the headline
    (:mod:`newsarchive.pages.byline`); who wrote it, all places that name somebody vote on
    (:mod:`newsarchive.pages.authors`). Whether the page is one article is told by
    :mod:`newsarchive.pages.judging`, from what :class:`newsarchive.pages.single.Single` sees; its neighbours, where
    nothing names them, by :mod:`newsarchive.pages.beside`, the articles of a list by :mod:`newsarchive.pages.anchors`.
    """

    platform: ClassVar[str] = "unknown software"
    neighbours_by_sight: ClassVar[bool] = True
    title_css: ClassVar[Css] = WordPressArticle.title_css
    body_css: ClassVar[Css] = (
        "[itemprop=articleBody]",
        *WordPressArticle.body_css,
    )

    @cached_property
    def density(self) -> Density:
        """What the page's elements hold."""
        return Density(self.root, self.surroundings)

    @cached_property
    def debris(self) -> Debris:
        """What is none of the text."""
        return Debris(self)

    @cached_property
    def prose(self) -> prose.Prose:
        """The text and where it stands."""
        found = prose.choose(
            self.root,
            self.marked,
            self.density,
            lambda holders: [*self.read_blocks(holders)],
            headline=self.title,
            aside=self.debris.beside | self._listed,
        )
        cell = None if found.marked else self._cell
        if cell is None or not any(holder in cell.iterancestors() for holder in found.holders):
            return found
        own = set(self.read_blocks([cell]))
        told = tuple(block for block in found.blocks if block in own)
        return prose.Prose([cell], told, marked=False) if told else found

    @property
    def _listed(self) -> set[etree._Element]:
        """Several other articles side by side, which are others each time that some sites are asked.

        None where the text is short, since a library that finds hardly any takes the whole page; nor where they are
        longer than it, or many: they may be what the article is about.
        """
        told = sum(piece.plain for piece in self.untold.told)
        if told < _ENOUGH:
            return set()
        entries = self.others - {self.neighbors.element}
        beside = Counter(entry.getparent() for entry in entries)
        found = self.debris.announced | {one for one in entries if beside[one.getparent()] >= anchors.SEVERAL}
        return found if len(found) <= _BESIDE and sum(len(line(one)) for one in found) <= told else set()

    @property
    def _cell(self) -> etree._Element | None:
        """The cell that the headline stands in, where tables lay the page out: the next column is none of the text."""
        headline = self.single.headline
        return None if headline is None else next(headline.iterancestors("td"), None)

    @cached_property
    def bodies(self) -> list[etree._Element]:
        """The elements that hold the text, or the photographs of an article without one."""
        return self.untold.shows if self.is_bare else self.prose.holders

    @cached_property
    def untold(self) -> Untold:
        """What there is of an article that has no text."""
        return Untold(self)

    @cached_property
    def is_bare(self) -> bool:
        """Whether hardly a word stands below the headline."""
        return self.untold.is_bare

    def _is_untold(self) -> bool:
        return self.untold.is_article(known=super()._is_untold())

    @cached_property
    def below(self) -> list[Piece]:
        """What a reader sees below the headline."""
        starts = (number for number, piece in enumerate(self.outline) if piece.block is self.single.headline)
        return self.outline[next(starts, self.headline_at or 0) + 1 :]

    def is_after(self, piece: Piece) -> bool:
        """Whether a piece stands in what leads to other articles."""
        around = {piece.block, *piece.block.iterancestors(), *piece.anchors}
        return not around.isdisjoint(self.others)

    @cached_property
    def others(self) -> set[etree._Element]:
        """What leads to other articles: teasers, cards, neighbours."""
        entries = {lines.below_a_text(teaser) for teaser in self.single.teasers}
        found = {entry for entry in entries.difference(self.marked) if len(line(entry)) <= _TEASER}
        found.update(filter(noise.is_card, self.root.iter("a")))
        return found if self.neighbors.element is None else found | {self.neighbors.element}

    @cached_property
    def guessed(self) -> bool:
        """Whether no mark of the theme told where the text stands."""
        return not self.prose.marked

    @cached_property
    def outline(self) -> list[Piece]:
        """What a reader sees, from top to bottom."""
        return outline(self.root, self.surroundings, self.debris.unseen)

    @cached_property
    def single(self) -> Single:
        """What of the page may be one article's."""
        return Single(self.root, self.data, self.base, self.url)

    @cached_property
    def title(self) -> str:
        """The headline; where the first is the site's name, the one that the window begins with."""
        first, own = super().title, self.single.title
        window, begun = folded(next(map(line, self.root.iter("title")), "")), folded(first)
        is_site = len(own) > len(first) or not window.startswith(begun)
        is_own = window.startswith(folded(own)) or (window.startswith(begun) and resembles(own, window))
        is_own = is_own or begun in {"", window}  # the window says the site's name alone, on each page
        is_plain = self.single.headline is not None and self.single.headline.tag not in _TOP  # of tables; or a link
        is_unsaid = begun == window and folded(own) not in window and (is_plain or not self.data.speaks)
        is_part = begun.startswith(folded(own)) or (is_plain and window.endswith(folded(own))) or is_unsaid
        is_list = pagers.names_news(first)  # «Новини», above each article
        return own if own and ((is_site and is_own) or is_part or is_list) else first

    @cached_property
    def judging(self) -> Judging:
        """Whether it is an article, by all that is seen on it."""
        return Judging(self)

    @cached_property
    def judged(self) -> str | None:
        """Why the page is no article, locked or not; None where it is one."""
        return self.judging.reason

    @property
    def is_doubtful(self) -> bool:
        """Whether what is refused may be an article all the same, if others say when it was published."""
        return self.judging.is_doubtful

    @cached_property
    def neighbors(self) -> Neighbors:
        """What stands beside the text and seems to be its neighbours."""
        headline = self.single.headline
        if headline is None:
            return Neighbors()
        found = beside.find(self.root, self.base, self.url, headline)
        # Sites that speak to machines mostly mark their neighbours: one link in a place of its own, or two with
        # pictures, are teasers there.
        is_alone = None in found[:2] and not (found.element is not None and beside.is_called_so(found.element))
        is_teaser = is_alone or (found.element is not None and beside.is_pictured(found.element))
        return Neighbors() if self.data.speaks and is_teaser else found

    def read(self) -> Reading:
        """Read the page as an article; its neighbours by their place, where nothing names them."""
        reading = super().read()
        if reading.refused:
            return reading
        if not reading.blocks and scripted.holds_text(self):
            return replace(reading, refused=EMPTY)
        seen = self.neighbors
        pairs = ((reading.previous, seen.previous), (reading.next, seen.next))
        if any(named and (place is None or identity(named.url) != identity(place.url)) for named, place in pairs):
            return reading  # the place contradicts what names them
        return replace(reading, previous=reading.previous or seen.previous, next=reading.next or seen.next)

    def links(self) -> tuple[str, ...]:
        """Give the addresses of the articles that a list page shows, absolute, canonical, in its order."""
        return anchors.articles(self.single.listed)

    def days(self) -> Iterator[tuple[str, tuple[DateClue, ...]]]:
        """Give when a list says that its articles were published, by address, each with what stands beside it."""
        return listed.days(self.single.listed)

    def pager(self) -> tuple[str, ...]:
        """Give the addresses of the other pages of the same list; none on an article's page."""
        return () if self.is_single else pagers.pages(self.root, self.base, self.url, self.links())

    def lists(self) -> tuple[str, ...]:
        """Give the addresses of other lists that a list names and that show more."""
        return () if self.is_single else pagers.lists(self.root, self.base, self.url, self.links())

    def _dates(self) -> list[etree._Element]:
        return self.single.dates or super()._dates()

    @cached_property
    def headline_at(self) -> int | None:
        """The place of the headline among what a reader sees, None where it is not printed."""
        return byline.headline_at(self.outline, self.title, self.single.headline)

    def _published(self, dates: list[etree._Element]) -> tuple[DateClue, ...]:
        headline = self.single.headline
        around = () if headline is None else set(headline.iterancestors())
        own = [element for element in dates if element not in around and not byline.is_in_masthead(element)]
        first = super()._published(own)
        named = self.data.first(*byline.DATES)
        claimed = [
            # What microdata say is among the first, as shown; it is no second kind of source.
            ("meta", named if named != self.data.first("datepublished") else None),
            *(("json-ld", node["datePublished"]) for node in self.data.dated),
        ]
        printed = () if self.headline_at is None else byline.dates(self.outline, self.headline_at, self.text_end)
        more = [DateClue(source=source, value=value) for source, value in claimed if value]
        shown = [DateClue(source="printed", value=value) for value in printed]
        sure = [clue for clue in first if clue.source not in {"printed", "url"}]
        rest = [clue for clue in first if clue.source in {"printed", "url"}]
        # A line near the headline may be of another article's teaser, unless nothing better is known.
        last = (*rest, *shown) if self.single.dates else (*shown, *rest)
        return tuple(dict.fromkeys((*sure, *more, *last)))

    def _section(self) -> str | None:
        known = super()._section()
        if known is not None and known.casefold() not in _FOLDERS:
            return known
        at = self.headline_at
        way = rubrics.on_the_way(self.outline if at is None else self.outline[:at], self.title, self.base)
        if way:
            return way
        above = () if at is None else byline.above(self.outline, at)
        named = rubrics.named(chain(above, *self._beside), self.below, self._is_own)
        return named or known or rubrics.in_crumbs(self.finder, self.base, self.url)

    def _is_own(self, piece: Piece) -> bool:
        return self.untold.is_of_article(piece) and not self.is_after(piece)

    @cached_property
    def _beside(self) -> tuple[list[Piece], list[Piece]]:
        """What stands between the headline and the text, and below it, but for what software made the site."""
        if self.headline_at is None:
            return [], []
        near, below = (
            [piece for piece in pieces if not lines.is_copyright(piece.text)]
            for pieces in byline.lines(self.outline, self.headline_at, self.text_end)
        )
        return near, below

    def _author(self) -> str | None:
        near, below = self._beside
        votes = (
            *authors.told(self.data),
            *authors.labeled(near, below=False),
            *authors.shown(self.finder, self.root, self.headline_block, self.others),
            *authors.labeled(below, below=True),
        )
        return authors.choose(votes, self.data.first("og:site_name"))

    @cached_property
    def surroundings(self) -> set[etree._Element]:
        """What surrounds an article on any page: menus, footers, what is hidden."""
        return noise.surroundings(self.root, self.finder)

    @cached_property
    def _dropped(self) -> set[etree._Element]:
        return self.debris.within(self.bodies)

    @cached_property
    def text_end(self) -> int:
        """The place after the last piece of the text."""
        holders = set(self.bodies)
        inside = (n for n, piece in enumerate(self.outline) if holders & {piece.block, *piece.block.iterancestors()})
        return max(inside, default=0) + 1

    @cached_property
    def headline_block(self) -> etree._Element | None:
        """The element that holds the headline, None where it is not printed."""
        return None if self.headline_at is None else self.outline[self.headline_at].block

    def read_blocks(self, holders: list[etree._Element]) -> Iterator[str]:
        """Give the blocks of elements, without what is none of a text."""
        dropped = self.debris.within(holders) | self.debris.captions.difference(holders)
        for holder in holders:
            yield from (block for block in blocks(holder, dropped) if not lines.is_copyright(block))

    def _told(self) -> Told:
        """Give the text that a reader sees; where scripts alone would show any, what machines are told."""
        is_shown = any(piece.text for piece in self.outline)
        found = trimming.told(self) if is_shown else prose.paragraphs(self.data.text("articleBody") or "")
        text = tuple(found)
        return text, forms(self.bodies, text)
