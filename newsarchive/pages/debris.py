"""What stands in the text of an article of unknown software and is none of it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING
from weakref import proxy

from newsarchive.pages import anchors, asides, lines, noise, verdict
from newsarchive.pages.blocks import BLOCKS

if TYPE_CHECKING:
    from lxml import etree

    from newsarchive.pages.generic import GenericArticle
    from newsarchive.pages.outline import Piece

_CREDIT = 100  # characters of a line in no link
_TEASERS = 3  # fewer linked titles may be the article's own


class Debris:
    """What of a page is no part of its text, wherever that stands."""

    def __init__(self, page: GenericArticle) -> None:
        """Look at nothing yet."""
        self._page: GenericArticle = proxy(page)  # no cycle, for which the reading process hardly looks

    def within(self, holders: list[etree._Element]) -> set[etree._Element]:
        """Give what stands in elements that hold the text and is none of it: by name, and lists of links."""
        headlines = chain.from_iterable(holder.iter("h1") for holder in holders)
        teasers = (found for holder in holders for found in self._teasers(holder))
        around = (node for holder in holders for node in (holder, *holder.iterancestors()))
        return self._inside.difference(around).union(headlines, teasers, self._anywhere)

    @cached_property
    def _inside(self) -> set[etree._Element]:
        """What is none of a text, unless it holds the text."""
        return self._lists_of_links | self._page.finder.every(self._page.root, self._page.noise_css)

    @cached_property
    def captions(self) -> set[etree._Element]:
        """Words under photographs, which are no text, though their photographs count."""
        return self._page.finder.every(self._page.root, self._page.caption_css) | self.below_photographs

    @cached_property
    def below_photographs(self) -> set[etree._Element]:
        """Such words that no theme is known to mark: small, or after «Фото:», alone in a box with a photograph."""
        below = (noise.below_photograph(image) for image in self._page.root.iter("img"))
        return {element for element in below if element is not None}

    @cached_property
    def filed(self) -> list[Piece]:
        """The lines that say how the article is filed, and who wrote it."""
        own = [piece for piece in self._page.outline if lines.files_it(piece) or lines.names_author(piece.block)]
        return own + self._signed

    @property
    def _signed(self) -> list[Piece]:
        """The lines below a text, apart from it, that say who wrote it or where it is from."""
        below = self._page.below
        told = [number for number, piece in enumerate(below) if piece.plain >= lines.PROSE and not piece.aside]
        signed = [number for number, piece in enumerate(below) if lines.signs(piece)]
        texts = {number: {below[place].block for place in told if place < number} for number in signed}
        return [below[number] for number in signed if lines.is_set_apart(below[number].block, texts[number])]

    @cached_property
    def credits(self) -> set[etree._Element]:
        """What the article's own header says besides its headline and a lead: who, where, how often; and its terms."""
        terms = filter(lines.tells_of_article, self._page.root.iter("dl"))
        return self._header.union(*(found.iter() for found in terms))

    @property
    def _header(self) -> set[etree._Element]:
        headline = self._page.single.headline
        header = None if headline is None else next(headline.iterancestors("header"), None)
        if header is None:
            return set()
        inside = (piece for piece in self._page.below if header in piece.block.iterancestors())
        return {
            piece.block for piece in inside if piece.plain < _CREDIT and (piece.anchors or not lines.is_told(piece))
        }

    @cached_property
    def _anywhere(self) -> set[etree._Element]:
        """What is none of a text in whatever holds it."""
        filed = (piece.block for piece in self.filed)
        return self._apart.union(filed, self.shares, self.aside, self.announced, self._page.surroundings)

    @cached_property
    def aside(self) -> set[etree._Element]:
        """What names other articles to read, or calls to a network, on lines of its own."""
        return set(asides.beside(self._page.root))

    @property
    def beside(self) -> set[etree._Element]:
        """What the second opinion is not to see either."""
        return self.aside | self.shares | self.unseen | self.below_photographs

    @cached_property
    def announced(self) -> set[etree._Element]:
        """Other articles below a heading that says so."""
        return set(asides.announced(self._page.root))

    @cached_property
    def _apart(self) -> set[etree._Element]:
        """What stands around the text and is read as something else: headline, days, neighbours, other articles."""
        single = self._page.single
        own = set(single.dates) | self._page.others | self.credits
        return own if single.headline is None else own | {single.headline}

    @cached_property
    def shares(self) -> set[etree._Element]:
        """What sends the page to a network, where the theme does not say so."""
        return {anchor for anchor in self._page.root.iter("a") if lines.shares(anchor)}

    @cached_property
    def unseen(self) -> set[etree._Element]:
        """What is said within a line to those alone who do not see; a headline may be hidden from all others."""
        return {node for node in self._page.finder.every(self._page.root, noise.UNSEEN) if node.tag not in BLOCKS}

    @property
    def _lists_of_links(self) -> set[etree._Element]:
        """What within a text is none of it, since it is mostly links to other pages."""
        page, headline = self._page, self._page.single.headline
        lists = page.root.iter("ul", "ol", "table", "div", "section")
        found = {found for found in lists if page.density.is_aside(found) and not lines.holds_files(found)}
        found -= self._beside_text(found)
        return found if headline is None else found.difference(headline.iterancestors())

    def _beside_text(self, lists: set[etree._Element]) -> set[etree._Element]:
        """Give what is mostly links only since others of these stand in it, beside a paragraph: a text's whole row."""
        around = {above for found in lists for above in found.iterancestors()} & lists
        texts = (piece.block for piece in self._page.below if piece.plain >= lines.PROSE and not piece.aside)
        nearest = (next((node for node in text.iterancestors() if node in lists), None) for text in texts)
        rows = {node for node in nearest if node is not None and node in around}
        return rows.union(above for row in rows for above in row.iterancestors())

    def _teasers(self, holder: etree._Element) -> set[etree._Element]:
        """Give the teasers of other articles that stand in a holder beside the text, each as a whole."""
        titles = [block for block in self._linked_titles if holder in block.iterancestors()]
        if len(titles) < _TEASERS:
            return set()
        shared = Counter(ancestor for title in titles for ancestor in title.iterancestors())
        return {lines.outermost_alone(title, shared, self._page.headline_block) for title in titles}

    @cached_property
    def _linked_titles(self) -> list[etree._Element]:
        pieces = self._page.outline[(self._page.headline_at or 0) :]
        titles = (piece for piece in pieces if not piece.aside and verdict.is_teaser(self._page, piece))
        return [piece.block for piece in titles if not all(map(anchors.is_in_a_sentence, piece.anchors))]
