"""An element's text as a reader sees it: one string for each paragraph, list item, table row, heading."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from newsarchive.pages.selectors import words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

BLOCKS = words(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol optgroup option p pre section summary table tbody "
    "tfoot thead tr ul"
)
CELLS = frozenset({"td", "th"})
UNSEEN = words(
    "script style iframe form noscript svg template button select textarea object embed audio video canvas math "
    "figcaption head datalist"
)
_EMPTY_TAGS = frozenset({"p", "br"})
"""What an editor leaves of a text that was never written."""
_HOLLOW = 50
"""Elements in a place where nothing stands; of more, nested without end, the parser has cut what stood in them."""
_FRAMES = frozenset({"div", "section", "span"})
"""What a theme puts around a text; one that a program fills later has an id, or data for it."""
_RUN = re.compile(" {2,}")
_ASCII_SPACE = re.compile(r"[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]")  # but the one plain space, which is most of them
# A typographic space is kept as a space of its own: it does not collapse with its neighbours in HTML either.
_SPACES = {
    ord(char): " "
    for char in "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
}
# What «&#146;» meant to those who typed it (HTML, 13.2.5.80); libxml2 before 2.14 leaves the control character.
_CP1252 = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_SHOWN = str.maketrans(_SPACES | _CP1252)
_CONTROL = re.compile("[\x80-\x9f]")
_OTHER_SPACE = re.compile(f"[{''.join(map(chr, _SHOWN))}]")


def shown(text: str) -> str:
    """Collapse white space as a browser does; a no-break or typographic space becomes a plain one, unmerged."""
    # Looking first is cheap, and most texts have no space but the plain one; searching each Cyrillic letter is not.
    if text.isprintable():
        return (_RUN.sub(" ", text) if "  " in text else text).strip()
    if text.isspace() and "\x85" not in text:  # Python's white space, which was an ellipsis in cp1252
        return ""
    text = _ASCII_SPACE.sub(" ", text)
    return (text.translate(_SHOWN) if _OTHER_SPACE.search(text) else text).strip()


def blocks(element: etree._Element, dropped: Container[etree._Element] = ()) -> list[str]:
    """Split an element's text into blocks.

    Every block-level element and ``<br>`` ends a block; the cells of a table row are separated by a space;
    inline text is joined untouched. Captions, forms, scripts and what is embedded are left out.

    Args:
        element: Read with its descendants, without its tail.
        dropped: Descendants to leave out.
    """
    if not len(element):  # so are most that are asked for, and they need no walk
        text = shown(_alone(element, dropped))
        return [text] if text else []
    out: list[str] = []
    buffer: list[str] = []

    def flush() -> None:
        if not buffer:
            return
        text = shown("".join(buffer))
        buffer.clear()
        if text:
            out.append(text)

    # Not recursive: broken pages nest thousands deep.
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        tag = node.tag
        if tag in BLOCKS:
            flush()
        if event == "start":
            if tag in CELLS:
                buffer.append(" ")
            if tag in UNSEEN or node in dropped:
                walk.skip_subtree()
            elif text := node.text:
                buffer.append(text)
        elif node is not element and (tail := node.tail):
            buffer.append(tail)
    flush()
    return out


def line(element: etree._Element | str, dropped: Container[etree._Element] = ()) -> str:
    """Give an element's text as one line, all white space collapsed."""
    if isinstance(element, str):
        text = element
    elif len(element):
        text = " ".join(blocks(element, dropped))
    else:  # so are most, and this is asked of every link
        text = _alone(element, dropped)
    if not text.isprintable() and _CONTROL.search(text):
        text = text.translate(_SHOWN)
    return " ".join(text.split())


def _alone(element: etree._Element, dropped: Container[etree._Element]) -> str:
    """Give the text of an element that holds no other, as it stands."""
    return "" if element.tag in UNSEEN or element in dropped else element.text or ""


def is_hollow(elements: Iterable[etree._Element]) -> bool:
    """Whether elements are what editors and themes leave where nothing was written."""
    found = list(islice(elements, _HOLLOW + 1))
    return len(found) <= _HOLLOW and all(map(_says_nothing, found))


def _says_nothing(element: etree._Element) -> bool:
    is_filled = any(str(name) == "id" or str(name).startswith("data-") for name in element.attrib)
    return element.tag in _EMPTY_TAGS or (element.tag in _FRAMES and not is_filled)
