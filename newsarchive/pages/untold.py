"""An article of unknown software that has no text: photographs alone, or a title and its day."""

from __future__ import annotations

from functools import cached_property
from itertools import dropwhile, islice, takewhile
from typing import TYPE_CHECKING
from weakref import proxy

from newsarchive.pages import authors, days, lines, neighbours, prose
from newsarchive.pages.blocks import line
from newsarchive.pages.clues import is_filed_by_day

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Container

    from lxml import etree

    from newsarchive.pages.generic import GenericArticle
    from newsarchive.pages.outline import Piece

_LABEL = 30  # characters beside buttons
_FEW = 150  # words
_MOST = 0.5


class Untold:
    """What there is of an article where hardly a word stands below its headline."""

    def __init__(self, page: GenericArticle) -> None:
        """Look at nothing yet."""
        self._page: GenericArticle = proxy(page)  # no cycle, for which the reading process hardly looks

    @cached_property
    def is_bare(self) -> bool:
        """Whether hardly a word stands between the headline and what comes after the article, and no prose below."""
        page = self._page
        may_be = page.single.dates or self._has_empty_place or self._is_all_frame
        if not may_be or self.says_something:
            return False
        if page.prose.marked and sum(map(len, page.prose.blocks)) >= lines.PROSE:
            return False  # the theme says where its text is, and there is one
        return not any(
            piece.plain >= lines.PROSE and not page.is_after(piece) for piece in page.below if not piece.aside
        )

    @property
    def says_something(self) -> bool:
        """Whether more than a counter or a rubric stands there."""
        return sum(piece.plain for piece in self.told) >= lines.BARE

    @property
    def _has_empty_place(self) -> bool:
        """Whether next to nothing stands where a text would, on a page that tells machines or by its address when."""
        page = self._page
        if is_filed_by_day(page.url) and lines.seen(page.prose.blocks, page.outline, page.title) < lines.BARE:
            return True
        is_told = page.single.headline is not None and page.single.is_dated and bool(page.marked)
        return is_told and sum(map(len, page.read_blocks(page.marked))) < lines.BARE

    @property
    def _is_all_frame(self) -> bool:
        """Whether what seems to be the text stands in no place of one: menus, captions, what is above the headline.

        The library that gives the second opinion takes the whole page where it finds no text.
        """
        page = self._page
        if page.single.headline is None or not page.single.is_dated or page.single.verdict is not None:
            return False
        return sum(map(len, self._rest.elements())) < lines.BARE

    @cached_property
    def is_mostly_frame(self) -> bool:
        """Whether most words of what seems to be a short text stand in no place of one."""
        page = self._page
        if page.prose.marked or page.single.headline is None:
            return False
        found = prose.words(page.prose.blocks).total()
        return found <= _FEW and self._rest.total() < _MOST * found

    @cached_property
    def _rest(self) -> Counter[str]:
        """The words of what seems to be the text that stand in no frame of the page, and in nothing beside a text."""
        page = self._page
        below = {id(piece) for piece in page.below}
        # A paragraph is a text's, whatever holds it, where nothing else may be one.
        short = (piece for piece in page.outline if piece.plain < lines.PROSE or (piece.aside and self.says_something))
        frame = [piece.text for piece in short if id(piece) not in below or self._is_frame(piece)]
        captions = (" ".join(map(str, caption.itertext())) for caption in page.root.iter("figcaption"))
        return prose.words(page.prose.blocks) - prose.words([*frame, *captions])

    def _is_frame(self, piece: Piece) -> bool:
        if piece.aside or self._page.is_after(piece) or lines.is_beside(piece, self.printed):
            return True
        return days.tells_publication(piece.text) or neighbours.is_label(piece.text)

    @cached_property
    def printed(self) -> set[str]:
        """The lines that tell the article's day."""
        return {line(element) for element in self._page.single.dates}

    @cached_property
    def told(self) -> list[Piece]:
        """What stands between the headline and what comes after the article, but for its day."""
        page = self._page
        told = takewhile(lambda piece: not (page.is_after(piece) or lines.begins_comments(piece.text)), page.below)
        shown = (piece for piece in told if not piece.aside and piece.block not in page.debris.credits)
        own = dropwhile(lambda piece: days.tells_publication(piece.text), shown)
        texts = {node for place in page.marked for node in (place, *place.iterancestors())}
        return [piece for piece in own if not (self._is_known(piece, texts) or self._is_byline(piece))]

    def _is_known(self, piece: Piece, texts: Container[etree._Element]) -> bool:
        """Whether a line stands beside the text, files it, or says the headline again."""
        is_known = piece.text == self._page.title or lines.files_it(piece)
        is_known = is_known or (piece.plain <= _LABEL and any(map(lines.shares, piece.anchors)))
        is_known = is_known or lines.calls_to_share(piece.text) or lines.is_label(piece)
        is_known = is_known or (piece.block.tag == "div" and authors.is_byline(piece.text))
        return is_known or lines.is_beside(piece, self.printed, texts)

    def _is_byline(self, piece: Piece) -> bool:
        """Whether a short line holds the article's day, and who wrote it or how it is filed."""
        is_short = bool(piece.anchors) and piece.plain < lines.PROSE
        return is_short and any(piece.block in day.iterancestors() for day in self._page.single.dates)

    @property
    def shows(self) -> list[etree._Element]:
        """What holds the headline and the first photograph."""
        headline = self._page.single.headline
        around = () if headline is None else headline.iterancestors()
        inner = takewhile(lambda node: node.tag not in {"body", "html"}, around)
        return list(islice((node for node in inner if next(node.iter("img", "iframe", "video"), None) is not None), 1))

    def is_article(self, *, known: bool) -> bool:
        """Whether an article has no text: its neighbours show so, or its rubric, or a day for machines and a footer.

        A page that says nothing else may be half a page, or one whose text a script brings.

        Args:
            known: Whether the place of the text is known, and nothing stands in it.
        """
        page = self._page
        told = takewhile(lambda piece: not page.is_after(piece), page.below)
        own = (piece for piece in told if piece.anchors and self.is_of_article(piece))
        is_filed = page.single.verdict is None and next(own, None) is not None
        is_empty = known and any(map(lines.is_followed, page.marked))
        is_told = page.single.verdict is None and page.single.tells_machines
        is_whole = is_told and any(piece.aside for piece in page.below)
        return page.is_bare and (
            is_filed or is_empty or is_whole or self._is_signed or any(page.neighbors[:2]) or any(neighbours.both(page))
        )

    @property
    def _is_signed(self) -> bool:
        days_of = self._page.single.dates
        return any(days.OF_ITSELF.match(line(day)) and lines.is_followed(day) for day in days_of)

    def is_of_article(self, piece: Piece) -> bool:
        """Whether a piece stands in the article's element, where there is one, or in no frame of the page."""
        headline = self._page.single.headline
        articles = () if headline is None else headline.iterancestors("article")
        is_framed = piece.aside or lines.is_in_footer(piece.block)
        return not is_framed or any(article in piece.block.iterancestors() for article in articles)
