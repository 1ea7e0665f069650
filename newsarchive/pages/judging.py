"""Whether a page of unknown software is an article, or a list, one of a list's further pages, several articles."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import proxy

from newsarchive.normalize.addresses import PAGED, identity, is_home, unpaged
from newsarchive.pages import anchors, byline, lines, neighbours, pagers, verdict

if TYPE_CHECKING:
    from newsarchive.pages.generic import GenericArticle

_OF_TERM = re.compile(r"/(?:tags?|categor(?:y|ies))/[^/?#]+/?$", re.IGNORECASE)
"""The address of what is filed under one tag or rubric, by the names that most software gives them."""


class Judging:
    """Weighs what a page says of itself, what a reader sees on it, and what its address is among those it names."""

    def __init__(self, page: GenericArticle) -> None:
        """Look at nothing yet."""
        self._page: GenericArticle = proxy(page)  # no cycle, for which the reading process hardly looks

    @cached_property
    def reason(self) -> str | None:
        """Why the page is no article, locked or not; None where it is one.

        A day beside the headline makes an article; without one its marks must say so, or a text that has neighbours.
        """
        page = self._page
        is_of_list = self._is_further_page or (pagers.is_by_time(page.url) and pagers.names_news(page.title))
        is_of_list = is_of_list or (_OF_TERM.search(page.url) is not None and self._is_all_entries)
        if is_of_list and verdict.by_marks(page) is not None:
            return verdict.A_LIST
        single, found = page.single, page.single.verdict
        if found is None and not (single.dates or page.title):
            return verdict.UNKNOWN  # a day for machines alone, and no headline
        is_told = verdict.by_marks(page) is None and not (self._is_marked_like_any or self._is_of_others)
        is_marked = single.is_item or is_told
        if found in {None, verdict.STATIC} or is_home(page.url) or is_marked:
            return found if found == verdict.STATIC or is_home(page.url) else None
        if self._is_last_page:
            return verdict.A_LIST
        pieces = page.outline[(page.headline_at or 0) :]
        is_dated = page.headline_at is not None and any(byline.dates(page.outline, page.headline_at, page.text_end))
        # Teasers beside a text make no list of a page that is dated further off, or has neighbours.
        is_list = found == verdict.A_LIST and (single.is_dated or not self._has_prose)
        has_neighbours = any(page.neighbors[:2]) or any(neighbours.named_by(page, printed=True))
        if is_list or not page.title or not (is_dated or has_neighbours):
            return found
        shape = verdict.by_shape(page, pieces, dated=is_dated)
        return found if shape and found == verdict.A_LIST else shape

    @property
    def is_doubtful(self) -> bool:
        """Whether what is refused may be an article all the same, if others say when it was published.

        It may seem a list for the teasers beside its text, where it has no day, and no mark of either.
        """
        page = self._page
        seems_list = page.refused == verdict.A_LIST and not page.single.is_dated and not is_home(page.url)
        is_unmarked = verdict.by_marks(page) in {None, verdict.UNKNOWN}
        return page.refused == verdict.UNKNOWN or (seems_list and is_unmarked and self._has_prose)

    @property
    def _is_marked_like_any(self) -> bool:
        """Whether Hugo made it, whose templates for machines call any page an article, and it has no day."""
        page, single = self._page, self._page.single
        is_hugo = (page.data.first("generator") or "").startswith("Hugo ") or single.has_zero_time
        return is_hugo and not single.is_dated

    @property
    def _is_of_others(self) -> bool:
        """Whether its texts have linked titles of their own, or are several articles', and itself has no day."""
        single = self._page.single
        if single.is_dated:
            return False
        marked, headline, entries = self._page.marked, single.headline, {teaser.entry for teaser in single.teasers}
        inside = [entry for entry in entries if not set(marked).isdisjoint(entry.iterancestors())]
        if len(inside) >= anchors.SEVERAL and not self._has_prose:
            return True
        own = set(() if headline is None else headline.iterancestors("article"))
        holders = [{body, *body.iterancestors()} for body in marked]
        if any(own & holder or entries.isdisjoint(holder) for holder in holders):
            return False
        return bool(holders) or (len(entries) >= anchors.SEVERAL and not self._has_prose)

    @cached_property
    def _is_further_page(self) -> bool:
        """Whether its address has the number of a page of a list, whose other pages a pager names."""
        return PAGED.search(self._page.address) is not None and any(unpaged(url) == self._stem for url in self._pages)

    @property
    def _is_all_entries(self) -> bool:
        """Whether it has entries and no paragraph besides; of a rare tag there is one, and its day seems the page's."""
        return bool(self._page.single.teasers) and not self._has_prose

    @property
    def _is_last_page(self) -> bool:
        """Whether it names a list whose address is its own without the number: the last page has one entry at times."""
        numberless = identity(self._stem)
        return numberless != identity(self._page.address) and numberless in map(identity, self._pages)

    @property
    def _stem(self) -> str:
        return unpaged(self._page.address)

    @cached_property
    def _pages(self) -> tuple[str, ...]:
        return pagers.pages(self._page.root, self._page.base, self._page.url, ())

    @cached_property
    def _has_prose(self) -> bool:
        """Whether a paragraph stands below the headline and in no entry of a list."""
        single = self._page.single
        entries = single.strangers.union(teaser.entry for teaser in single.teasers)
        long = (piece for piece in self._page.below if piece.plain >= lines.PROSE and not piece.aside)
        long = (piece for piece in long if not lines.is_copyright(piece.text))  # with the terms of use
        return any(entries.isdisjoint((piece.block, *piece.block.iterancestors())) for piece in long)
