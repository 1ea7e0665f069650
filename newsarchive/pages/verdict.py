"""Whether a page is one article, or a list, a static page, a password form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from newsarchive.normalize.addresses import identity, is_home, site
from newsarchive.pages import files
from newsarchive.pages.selectors import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from newsarchive.pages.base import ArticlePage
    from newsarchive.pages.outline import Piece

LOCKED: Final = "password required"
A_LIST: Final = "a list"
STATIC: Final = "a static page"
UNKNOWN: Final = "not an article"
"""No sign speaks for an article, none for anything else."""

_SHORT = 40  # characters; less after a date is a label
_LONG = 400  # characters; a list's introduction is shorter
_SOME = 140  # characters
_A_TITLE = 20  # characters; a link that stands alone and is shorter is a menu's or a button's
_TEASERS = 3
_ON = re.compile(
    r"(?:читати|докладніше|детальніше|подробнее|читать|далі|дал[іе]е|більше|read|more|continue|full)\b.{0,30}",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"single(?:-(?!product|attachment).*)?|postid-\d+")
_POST = words("single-post")
_NEWS_ITEM = "portaltype-news-item"
"""What Plone calls the body of a news item's page, which it shows without a day to who is not logged in."""
# By the classes of ``body``, in this order; what bears a single post's is one, whatever else it bears.
_MARKS = (
    ("not found", words("error404 error-404")),
    ("an attachment", words("attachment single-attachment")),
    (A_LIST, words("archive blog search search-results category tag paged home")),
    (STATIC, words("page page-template-default")),
)


def by_marks(page: ArticlePage) -> str | None:
    """Give the reason why a page is no article by its own marks; it needs evidence to be one.

    The classes that WordPress gives ``body`` decide; then ``og:type``, JSON-LD, or one post's element.
    """
    marks = page.data.body
    if _NEWS_ITEM in marks:
        return None
    for reason, telling in _MARKS:
        if marks & telling:
            return reason
        if reason == "an attachment" and any(map(_SINGLE.fullmatch, marks)):
            return None
    return by_post(page)


def is_post(body: frozenset[str]) -> bool:
    """Whether the classes of ``body`` are WordPress's for a post of the kind «post», which is no page, or Plone's."""
    if _NEWS_ITEM in body:
        return True
    return not body.isdisjoint(_POST) and any(name.startswith("postid-") for name in body)


def by_post(page: ArticlePage) -> str | None:
    """Give the reason why a page is no article where the classes of ``body`` are not WordPress's.

    ``og:type``, JSON-LD, or one post's element is evidence that it is one.
    """
    if page.data.first("og:type") == "article" or not all(_is_of_home(node, page) for node in page.data.articles):
        return None
    return None if len(page.finder.first(page.root, page.post_css)) == 1 else UNKNOWN


def _is_of_home(node: dict[str, Any], page: ArticlePage) -> bool:
    """Whether JSON-LD calls the site's home page an article: some themes say so on each of their lists."""
    of = node.get("mainEntityOfPage") or node.get("url")
    named = files.absolute(of.get("@id") if isinstance(of, dict) else of, page.base) if of else None
    return named is not None and is_home(named) and not is_home(page.url)


def by_shape(page: ArticlePage, pieces: Sequence[Piece], *, dated: bool) -> str | None:
    """Give the reason why a page without marks is no article, by what a reader sees on it.

    A home page is a list. Else what stands between the headline and the first linked title decides, menus, comments and
    what is beside the text left out:

    - a date near the headline and at least 40 characters of text: an article, whatever teasers follow;
    - 400 characters, or 140 that are more than half of the page's text: an article, if it has no date either;
    - three linked titles («read on» among them) and less text than that before the first: a list;
    - anything else is not known to be an article.

    Args:
        page: The page, whose marks said nothing.
        pieces: What a reader sees after the headline.
        dated: Whether a date stands near the headline, or in the page's data.
    """
    if is_home(page.url):
        return A_LIST
    own = [piece for piece in pieces if not piece.aside]
    teasers = [number for number, piece in enumerate(own) if is_teaser(page, piece)]
    before = sum(piece.plain for piece in own[: teasers[0] if teasers else len(own)])
    everything = sum(piece.plain for piece in own)
    if (dated and before >= _SHORT) or before >= _LONG or (before >= _SOME and before > everything / 2):
        return None
    return A_LIST if len(teasers) >= _TEASERS else UNKNOWN


def reads_on(said: str) -> bool:
    """Whether a link says no more than that it leads to the rest: «Детальніше»."""
    return _ON.fullmatch(said) is not None


def is_teaser(page: ArticlePage, piece: Piece) -> bool:
    """Tell whether a piece is the linked title of another page of the site, or says «read on»."""
    if not piece.anchors or piece.plain > piece.linked:
        return False
    if len(piece.text) < _A_TITLE and not _ON.match(piece.text):
        return False
    return any(leads_on(page, anchor) for anchor in piece.anchors)


def leads_on(page: ArticlePage, anchor: etree._Element) -> bool:
    """Whether a link leads to another page of the same site, and not to a file."""
    url = files.absolute(anchor.get("href"), page.base)
    if url is None or files.is_file(url):
        return False
    return site(url) == site(page.address) and identity(url) != identity(page.address)
