"""A page of software that nobody here has seen: structured data, well-known names, the density of text."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from newsarchive.items import DateClue
from newsarchive.pages import byline, noise, prose, verdict
from newsarchive.pages.base import ArticlePage
from newsarchive.pages.blocks import blocks, line
from newsarchive.pages.density import Density
from newsarchive.pages.outline import Piece, outline
from newsarchive.pages.wordpress import WordPressArticle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from newsarchive.pages.selectors import Css


_TEASERS = 3  # fewer linked titles may be the article's own
_DATES = (
    "date", "pubdate", "publish-date", "publish_date", "publication_date", "publisheddate", "datepublished", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "dcterms.issued", "article:publish_time", "article.published",
    "article.created", "og:pubdate", "rnews:datepublished", "sailthru.date", "parsely-pub-date",
    "cxenseparse:recs:publishtime", "mediator_published_time", "release_date",
)  # fmt: skip
_BYLINES = (
    (
        ".author.vcard .fn",
        "[itemprop=author] [itemprop=name]",
        ".byline a, .byline .author",
        ".author a",
        ".author.vcard",
    ),
    ("a[href*='/author/']", ".author-name, .post-author-name, [class*=author-name]"),
    (
        "a[rel~=author]",
        "[class*=author] a",
        "[itemprop=author]",
        ".author",
        ".byline",
        "[class*=author]",
        "[class*=byline]",
    ),
)
"""Where bylines stand: surely, mostly, often (each measured on some 700 pages)."""


class GenericArticle(ArticlePage):
    """A page of any site, read by what most sites have in common.

    The title follows the plain rule of :mod:`newsarchive.pages.headline`; the text is chosen by
    :mod:`newsarchive.pages.prose`; date and author come from structured data, then from what is printed near the
    headline (:mod:`newsarchive.pages.byline`). Whether the page is one article is told by
    :func:`newsarchive.pages.verdict.by_shape`.
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
        return Density(self.root, self._surroundings)

    @cached_property
    def prose(self) -> prose.Prose:
        """The text and where it stands."""
        return prose.choose(self.root, self._marked, self.density, lambda holders: [*self._read(holders)])

    @cached_property
    def bodies(self) -> list[etree._Element]:
        """The elements that hold the text."""
        return self.prose.holders

    @cached_property
    def guessed(self) -> bool:
        """Whether no mark of the theme told where the text stands."""
        return not self.prose.marked

    @cached_property
    def outline(self) -> list[Piece]:
        """What a reader sees, from top to bottom."""
        return outline(self.root, self._surroundings)

    @cached_property
    def judged(self) -> str | None:
        """Why the page is no article, locked or not; None where it is one."""
        marked = verdict.by_marks(self)
        if marked != verdict.UNKNOWN:
            return marked
        if not self.title:
            return verdict.UNKNOWN
        dated = bool(self._published(list(self._own(self.date_css))))
        return verdict.by_shape(self, self.outline[(self._headline or 0) :], dated=dated)

    @cached_property
    def _headline(self) -> int | None:
        return byline.headline_at(self.outline, self.title)

    def _published(self, dates: list[etree._Element]) -> tuple[DateClue, ...]:
        first = super()._published([element for element in dates if not _in_masthead(element)])
        claimed = [
            ("meta", self.data.first(*_DATES)),
            *(("json-ld", node["datePublished"]) for node in self.data.dated),
        ]
        printed = () if self._headline is None else byline.dates(self.outline, self._headline)
        more = [DateClue(source=source, value=value) for source, value in claimed if value]
        more += [DateClue(source="printed", value=value) for value in printed]
        sure = [clue for clue in first if clue.source not in {"printed", "url"}]
        rest = [clue for clue in first if clue.source in {"printed", "url"}]
        return tuple(dict.fromkeys((*sure, *more, *rest)))

    def _author(self) -> str | None:
        surely, mostly, often = _BYLINES
        data = self.data
        written = data.first("twitter:data1") if data.first("twitter:label1") else None
        printed = None if self._headline is None else byline.author(self.outline, self._headline)
        return (
            self._named(surely)
            or data.authors
            or self._named(mostly)
            or data.first("author", "sailthru.author", "parsely-author", "dc.creator")
            or written
            or self._named(often)
            or printed
        )

    def _named(self, css: Css) -> str | None:
        names = (byline.name(line(element)) for element in self._own(css) if element not in self._surroundings)
        return next(filter(None, names), None)

    @cached_property
    def _surroundings(self) -> set[etree._Element]:
        return noise.surroundings(self.root)

    @cached_property
    def _dropped(self) -> set[etree._Element]:
        return self._debris(self.bodies)

    def _debris(self, holders: list[etree._Element]) -> set[etree._Element]:
        """Give what stands in a text and is none of it: by name, and lists of links."""
        lists = chain.from_iterable(holder.iterdescendants("ul", "ol", "table", "div", "section") for holder in holders)
        headlines = chain.from_iterable(holder.iter("h1") for holder in holders)
        named = (found for holder in holders for found in self.finder.every(holder, self.noise_css))
        teasers = (found for holder in holders for found in self._teasers(holder))
        return {*named, *headlines, *teasers, *filter(self.density.is_aside, lists)} | self._surroundings

    def _teasers(self, holder: etree._Element) -> set[etree._Element]:
        """Give the teasers of other articles that stand in a holder beside the text, each as a whole."""
        titles = [block for block in self._linked_titles if holder in block.iterancestors()]
        if len(titles) < _TEASERS:
            return set()
        shared = Counter(ancestor for title in titles for ancestor in title.iterancestors())
        return {_outermost_alone(title, shared, self._headline_block) for title in titles}

    @cached_property
    def _linked_titles(self) -> list[etree._Element]:
        pieces = self.outline[(self._headline or 0) :]
        return [piece.block for piece in pieces if not piece.aside and verdict.is_teaser(self, piece)]

    @cached_property
    def _headline_block(self) -> etree._Element | None:
        return None if self._headline is None else self.outline[self._headline].block

    def _read(self, holders: list[etree._Element]) -> Iterator[str]:
        dropped = self._debris(holders)
        for holder in holders:
            yield from blocks(holder, dropped | self.finder.every(holder, self.caption_css))

    def _blocks(self) -> Iterator[str]:
        yield from self.prose.blocks


def _outermost_alone(
    title: etree._Element, shared: Counter[etree._Element], headline: etree._Element | None
) -> etree._Element:
    """Give the outermost element around a title that holds no other title, nor the headline."""
    above = set() if headline is None else set(headline.iterancestors())
    outermost = title
    for ancestor in title.iterancestors():
        if shared[ancestor] > 1 or ancestor in above:
            break
        outermost = ancestor
    return outermost


def _in_masthead(element: etree._Element) -> bool:
    """Whether an element stands in the header of the site, where a date is today's: no headline stands there."""
    for header in element.iterancestors("header"):
        if next(header.iterancestors("article", "main"), None) is None and next(header.iter("h1"), None) is None:
            return next(header.iter("nav"), None) is not None or next(header.iter("h2", "h3"), None) is None
    return False
