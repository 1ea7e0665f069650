"""Previous and next: which anchor, and whether its words name the neighbour or only say «next»."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from lxml import etree

from newsarchive.items import Link
from newsarchive.normalize.addresses import identity, is_home, site
from newsarchive.pages import files, lists, places, sight
from newsarchive.pages.blocks import line
from newsarchive.pages.selectors import within, words
from newsarchive.pages.sides import ARROWS, QUOTES, SHORT, THING, WEAK, WORDS
from newsarchive.pages.verdict import LOCKED

if TYPE_CHECKING:
    from newsarchive.pages.base import ArticlePage
    from newsarchive.pages.selectors import Css
    from newsarchive.pages.sides import Side

_SIDE = "|".join((*WORDS.values(), *WEAK.values(), rf"(?:{'|'.join(SHORT.values())})(?:\.|$)"))
_THING = rf"{THING}|сторінка|page"
_LABEL = rf"(?:(?:читати|read)\s+)?(?:(?:{_SIDE})(?:\s+(?:{_THING}))?|(?:{_THING})\s+(?:{_SIDE}))"
_SIGNS = " \t\n\r\xa0|\u2012–—:.…↩↪" + "".join((*ARROWS.values(), *QUOTES.values()))
_ONLY_LABEL = re.compile(rf"(?:{_LABEL}|навігація записів|post navigation|read more|continue reading)?", re.IGNORECASE)
_LEADING_LABEL = re.compile(rf"\s*{_LABEL}\s*:\s*", re.IGNORECASE)
_ARROW = f"[{''.join(ARROWS.values())}]"
_ARROWS = re.compile(rf"^\s*(?:{_ARROW}\s*|<<\s+|[«\u2039]\s+)|(?:\s*{_ARROW}|\s+>>|\s+[»\u203a])\s*$")
_TITLE_CSS = (
    ".post-title, .nav-title, .post-navigation-link__title, .elementor-post-navigation__prev--title, "
    ".elementor-post-navigation__next--title, .post-navigation__prev--title, .post-navigation__next--title, "
    ".next-prev-title, .entry-title, .item-title, .title, .link-title, .adjacent-post-title"
)

_TEXTS = etree.XPath(
    "descendant::text()[not(ancestor::svg or ancestor::script or ancestor::style or ancestor::time)]",
    smart_strings=False,
)


def both(page: ArticlePage) -> tuple[Link | None, Link | None]:
    """Give the previous and the next article.

    By what the platform declares; else by ``link[rel]``; else, where the page class says so, as a reader finds them.
    """
    if not page.is_single and page.refused != LOCKED:
        return None, None  # an article that asks for a password has neighbours too
    return named_by(page)


def named_by(page: ArticlePage, *, printed: bool = False) -> tuple[Link | None, Link | None]:
    """Give what a page calls previous and next, whether it is an article's or a list's.

    Args:
        page: any.
        printed: whether only a link that a reader sees counts: programs for manuals put all pages of a site in a row.
    """
    before, after = _marked(page, page.previous_css, "prev"), _marked(page, page.next_css, "next")
    # Some themes, at an end of the chain, put the only neighbour into the place of the other: its words tell.
    if (before and not after and sight.says_other(before[0][1], "prev")) or (
        after and not before and sight.says_other(after[0][1], "next")
    ):
        before, after = after, before
    previous = _link(before) or (None if printed else _declared(page, "prev"))
    following = _link(after) or (None if printed else _declared(page, "next"))
    if page.neighbours_by_sight and (previous is None or following is None):
        return _seen(page, previous, following)
    return previous, following


def _marked(page: ArticlePage, css: Css, rel: Side) -> list[tuple[str, etree._Element]]:
    """Give where the links lead that the platform declares for a side, and these; none where there are none."""
    for found in page.finder.matches(page.root, css):
        anchors = [(url, a) for a in found for url in [_elsewhere(page, a, rel)] if url is not None]
        if anchors:
            return anchors
    return []


def _link(anchors: list[tuple[str, etree._Element]]) -> Link | None:
    """Give the neighbour that the first of some links leads to, by the title that any of them tells."""
    if not anchors:
        return None
    titles = (title(a) for url, a in anchors if url == anchors[0][0])
    return Link(url=anchors[0][0], title=next(filter(None, titles), None))


def _seen(page: ArticlePage, previous: Link | None, following: Link | None) -> tuple[Link | None, Link | None]:
    """Add what a reader would find, where it does not contradict what is known."""
    pair = sight.pair(page.finder, partial(_leads_to, page), page.around)
    found = ((side, _leads_to(page, anchor), anchor) for side, anchor in pair.items())
    links = {side: Link(url=url, title=title(anchor)) for side, url, anchor in found if url is not None}
    one, other = links.get("prev"), links.get("next")
    if previous is None and (following is None or one is None or one.url != following.url):
        previous = one
    if following is None and (previous is None or other is None or other.url != previous.url):
        following = other
    return previous, following


def _elsewhere(page: ArticlePage, anchor: etree._Element, side: Side) -> str | None:
    """Give where an anchor leads, None where that is no other article of this site, or the other side's."""
    if _OTHER_SIDE[side] & set((anchor.get("rel") or "").lower().split()):
        return None
    url = _leads_to(page, anchor)
    if url is None or places.counts_pages(anchor) or _in_list_or_comments(page, anchor):
        return None
    return url


def _leads_to(page: ArticlePage, anchor: etree._Element) -> str | None:
    url = files.absolute(anchor.get("href"), page.base)
    if url is None or site(url) != site(page.address) or identity(url) == identity(page.address):
        return None
    return None if is_home(url) else url


_OTHER_SIDE: dict[Side, set[str]] = {"prev": {"next"}, "next": {"prev", "previous"}}


def _declared(page: ArticlePage, rel: str) -> Link | None:
    """Read ``link[rel=prev]`` of older WordPress; on a page of several parts it names a part."""
    for link in page.data.links:
        url = files.absolute(link["href"], page.base) if rel in link.get("rel", "").lower().split() else None
        if url is None or site(url) != site(page.address) or lists.is_part(url, page.address):
            continue
        if any(places.counts_pages(a) for a in page.root.iter("a") if a.get("href") == link["href"]):
            continue  # a page of the same text, or of a discussion
        return Link(url=url, title=named(link.get("title", "")))
    return None


def is_label(text: str) -> bool:
    """Tell whether an anchor's words say only which way it leads."""
    return _ONLY_LABEL.fullmatch(text.strip(_SIGNS)) is not None


def named(text: str) -> str | None:
    """Give the title within an anchor's words: without arrows and a leading «Previous:», None when nothing is left."""
    text = _ARROWS.sub("", text) if text else ""
    label = _LEADING_LABEL.match(text)
    text = text[label.end() :] if label else text
    text = " ".join(text.split())
    return None if is_label(text) else text


def title(anchor: etree._Element) -> str | None:
    """Give the title of the article that an anchor leads to, None when it names none."""
    for element in within(anchor, _TITLE_CSS) if len(anchor) else ():
        found = named(line(element))
        if found is not None:
            return found
    pieces = [piece for piece in _pieces(anchor) if not is_label(piece)]
    found = named(" ".join("".join(pieces).split()))
    return found if found is not None else named((anchor.get("title") or "").strip())


def _pieces(anchor: etree._Element) -> list[str]:
    """Split an anchor's text where elements begin and end; pictures' and scripts' words are none of it."""
    return _TEXTS(anchor) if len(anchor) else [anchor.text or ""]  # type: ignore[return-value]  # texts


def _in_list_or_comments(page: ArticlePage, element: etree._Element) -> bool:
    """Tell whether a link is a comment pager's or a list pager's, which reuse the classes of post navigation.

    Args:
        page: What it stands on.
        element: The link.
    """
    elsewhere = page.finder.bearing(_ELSEWHERE) | page.finder.every(page.root, "#comments, #respond")
    for ancestor in element.iterancestors() if elsewhere else ():
        if ancestor in page.around:  # themes give such names to what holds the article's text, too
            return False
        if ancestor in elsewhere:
            return True
    return False


_ELSEWHERE = words(
    "comments-area comment-navigation comments-pagination comment-list paging-navigation posts-navigation "
    "wp-block-query-pagination wp-block-comments page-nav page-links image-navigation td_block_related_posts "
    "td-ajax-next-prev td-next-prev-wrap widget sidebar"
)
