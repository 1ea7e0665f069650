"""Whether a page is one article, or a list, a static page, a password form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsarchive.pages.selectors import words

if TYPE_CHECKING:
    from newsarchive.pages.base import ArticlePage

LOCKED: Final = "password required"
A_LIST: Final = "a list"
STATIC: Final = "a static page"
UNKNOWN: Final = "not an article"
"""No sign speaks for an article, none for anything else."""

_SINGLE = re.compile(r"single(?:-(?!product|attachment).*)?|postid-\d+")
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
    for reason, telling in _MARKS:
        if marks & telling:
            return reason
        if reason == "an attachment" and any(map(_SINGLE.fullmatch, marks)):
            return None
    if page.data.first("og:type") == "article" or page.data.articles:
        return None
    return None if len(page.finder.first(page.root, page.post_css)) == 1 else UNKNOWN
