"""Whether a page's source ends within the text of its article, though its answer came whole.

So does what a server sends that breaks down while it writes, or a cache that kept half a page. Nothing in HTTP tells;
and half a text must never pass for a whole one.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

    from newsarchive.pages import ArticlePage

_NAME = "newsarchive-the-source-ends-here"
_MARK = f'<ins id="{_NAME}"></ins>'
_LAST = ("</body", "</html", "</BODY", "</HTML")
_ENDS = re.compile(r"</(?:body|html)\b", re.IGNORECASE)
_MAY_STAY_OPEN = frozenset({"body", "html", "td", "th", "li", "dd", "p"})
"""Elements whose end tag HTML lets a page leave out."""
_SENTENCE = re.compile(r"[>.!?…»”\")]\s*\Z")


def marked(html: str) -> str:
    """Give a page's source with a mark at its end, where no end tag says that it ends there."""
    return html if any(tag in html for tag in _LAST) or _ENDS.search(html) else html + _MARK


def is_cut(page: ArticlePage, html: str) -> bool:
    """Whether a page ends within the text of its article.

    Args:
        page: of a source that went through :func:`marked`.
        html: that source.
    """
    if not html.endswith(_MARK):
        return False
    last = _last(page.root)
    inside = next((element for element in (last, *last.iterancestors()) if element in page.bodies), None)
    if inside is None:
        return False
    return inside.tag not in _MAY_STAY_OPEN or not _SENTENCE.search(html.removesuffix(_MARK))


def _last(root: etree._Element) -> etree._Element:
    """Give the mark, or the last element of all where a tag, a comment or a script that has no end took it in."""
    return deque(root.iter("*"), maxlen=1)[0]
