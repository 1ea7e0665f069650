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

    from newsarchive.items import Reading
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


def is_cut(page: ArticlePage, reading: Reading, html: str) -> bool:
    """Whether a page ends within the text of its article, or before it.

    Args:
        page: of a source that went through :func:`marked`.
        reading: what was read on it.
        html: that source.
    """
    if not html.endswith(_MARK):
        return False
    last = _last(page.root)
    around = (last, *last.iterancestors())
    inside = next((element for element in around if element in page.bodies), None)
    if inside is not None:
        return inside.tag not in _MAY_STAY_OPEN or not _SENTENCE.search(html.removesuffix(_MARK))
    # The text's own place may not have come at all: where no mark told where it stands, or another article was begun.
    holders = {element for body in page.bodies for element in body.iterancestors()}
    begun = any(element.tag == "article" and element not in holders for element in around)
    return begun or (reading.guessed and _is_open(last))


def _is_open(last: etree._Element) -> bool:
    """Whether elements were still open where the source ended."""
    is_mark = last.tag == "ins" and last.get("id") == _NAME  # an unfinished tag takes the mark in, its id too
    return not is_mark or any(element.tag not in _MAY_STAY_OPEN for element in last.iterancestors())


def _last(root: etree._Element) -> etree._Element:
    """Give the mark, or the last element of all where a tag, a comment or a script that has no end took it in."""
    return deque(root.iter("*"), maxlen=1)[0]
