"""Previous and next: which anchor, and whether its words name the neighbour or only say «next»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from newsarchive.items import Link
from newsarchive.normalize.addresses import identity, site
from newsarchive.pages import files, lists
from newsarchive.pages.blocks import line
from newsarchive.pages.selectors import classes, within, words
from newsarchive.pages.verdict import LOCKED

if TYPE_CHECKING:
    from newsarchive.pages.base import ArticlePage
    from newsarchive.pages.selectors import Css

_SIDE = (
    r"попередн(?:я|ій|є|і)|наступн(?:а|ий|е|і)|наступн\.|назад|вперед|далі|старіш[аеі]|новіш[аеі]|предыдущ(?:ая|ий|ее)|"
    r"следующ(?:ая|ий|ее)|previous|prev|next|older|newer|vorherig(?:er|e|es)|nächst(?:er|e|es)|anterior|siguiente|"
    r"précédent|suivant|poprzedni|następny"
)
_THING = (
    r"стаття|статтю|новина|новини|публікація|запис|пост|матеріал|сторінка|подія|статья|новость|публикация|запись|"
    r"article|articles|post|posts|story|news|entry|page|artikel|beitrag|artículo|entrada|publicación|artigo|wpis"
)
_LABEL = rf"(?:(?:читати|read)\s+)?(?:(?:{_SIDE})(?:\s+(?:{_THING}))?|(?:{_THING})\s+(?:{_SIDE}))"
_SIGNS = " \t\n\r\xa0←→«»\u2039\u203a<>|\u2012–—:.…⟵⟶↩↪⇐⇒◄►◀▶\u276e\u276f➔"
_ONLY_LABEL = re.compile(rf"(?:{_LABEL}|навігація записів|post navigation|read more|continue reading)?", re.IGNORECASE)
_LEADING_LABEL = re.compile(rf"\s*{_LABEL}\s*:\s*", re.IGNORECASE)
_ARROWS = re.compile(
    r"^\s*(?:[←→⟵⟶⇐⇒◄►◀▶\u276e\u276f➔]\s*|<<\s+|(?:«|\u2039)\s+)|"
    r"(?:\s*[←→⟵⟶⇐⇒◄►◀▶\u276e\u276f➔]|\s+>>|\s+(?:»|\u203a))\s*$"
)
_TITLE_CSS = (
    ".post-title, .nav-title, .post-navigation-link__title, .elementor-post-navigation__prev--title, "
    ".elementor-post-navigation__next--title, .post-navigation__prev--title, .post-navigation__next--title, "
    ".next-prev-title, .entry-title, .title, .link-title, .adjacent-post-title"
)

_TEXTS = etree.XPath(
    "descendant::text()[not(ancestor::svg or ancestor::script or ancestor::style or ancestor::time)]",
    smart_strings=False,
)


def find(page: ArticlePage, css: Css, rel: str) -> Link | None:
    """Give the previous or next article, by what the platform declares, else by ``link[rel]``.

    Args:
        page: Only an article has neighbours, one that asks for a password too.
        css: The platform's selector of this side.
        rel: ``prev`` or ``next``.
    """
    if not page.is_single and page.refused != LOCKED:
        return None
    for found in page.finder.matches(page.root, css):
        anchors = [(url, a) for a in found for url in [_elsewhere(page, a)] if url is not None]
        if anchors:
            titles = (title(a) for url, a in anchors if url == anchors[0][0])
            return Link(url=anchors[0][0], title=next(filter(None, titles), None))
    return _declared(page, rel)


def _elsewhere(page: ArticlePage, anchor: etree._Element) -> str | None:
    """Give where an anchor leads, None where that is no other article of this site."""
    url = files.absolute(anchor.get("href"), page.base)
    if url is None or site(url) != site(page.address) or identity(url) == identity(page.address):
        return None
    return None if in_list_or_comments(anchor) else url


def _declared(page: ArticlePage, rel: str) -> Link | None:
    """Read ``link[rel=prev]`` of older WordPress; on a page of several parts it names a part."""
    for link in page.data.links:
        url = files.absolute(link["href"], page.base) if rel in link.get("rel", "").lower().split() else None
        if url is None or site(url) != site(page.address) or lists.is_part(url, page.address):
            continue
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
    return _TEXTS(anchor) if len(anchor) else [anchor.text or ""]  # type: ignore[return-value]


def in_list_or_comments(element: etree._Element) -> bool:
    """Tell whether a link is a comment pager's or a list pager's, which reuse the classes of post navigation."""
    for ancestor in element.iterancestors():
        if ancestor.get("id") in {"comments", "respond"}:
            return True
        if classes(ancestor) & _ELSEWHERE:
            return True
    return False


_ELSEWHERE = words(
    "comments-area comment-navigation comments-pagination comment-list paging-navigation posts-navigation "
    "wp-block-query-pagination wp-block-comments page-nav page-links image-navigation td_block_related_posts "
    "td-ajax-next-prev td-next-prev-wrap widget sidebar"
)
