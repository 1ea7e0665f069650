"""Files and photographs that an article names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsarchive.items import Attachment
from newsarchive.normalize.addresses import canonical
from newsarchive.pages.blocks import line
from newsarchive.pages.selectors import classes

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from lxml import etree

_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|rtf|od[tsp]|zip|rar|7z|csv|txt|p7s)$", re.IGNORECASE)
_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|tiff?|avif|heic)$", re.IGNORECASE)
_SOURCES = (
    "data-orig-file",
    "data-large-file",
    "data-full-url",
    "data-src",
    "data-lazy-src",
    "data-original",
    "src",
)
# What stands for an alternative text: none, a placeholder («Фото без опису», Kirovohrad's «dsfs»), a file's name as a
# camera or a messenger made it (DSC_9098, 28-07-2023-4, 1306_3958_n, a UUID).
_SAYS_NOTHING = re.compile(
    r"|фото без опису|dsfs|(?:dsc[nf]?|img|pict?|photo|image|viber(?:_image)?)?[\W\d_]*(?:_[no])?"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\S+\.(?:jpe?g|png|gif|webp)",
    re.IGNORECASE,
)
_DECORATION = frozenset({"emoji", "wp-smiley", "avatar"})


def attachments(bodies: list[etree._Element], dropped: Container[etree._Element], base: str) -> tuple[Attachment, ...]:
    """Collect the files linked in the body and its photographs, galleries included, in document order.

    Args:
        bodies: The elements that hold the text.
        dropped: Elements that are none of the article: advertisements, related posts ...
        base: What relative addresses are resolved against.
    """
    found: dict[str, Attachment] = {}
    for body in bodies:
        for element in body.iter("a", "img", "object", "embed", "iframe"):
            if _inside(element, dropped):
                continue
            attachment = _attachment(element, base)
            if attachment is not None:
                known = found.setdefault(attachment.url, attachment)
                if known.title is None and attachment.title is not None:
                    found[attachment.url] = attachment
    return tuple(found.values())


def listed(anchors: Iterable[etree._Element], base: str) -> Iterator[Attachment]:
    """Give the documents that the software lists beside the text, whatever their addresses look like."""
    for anchor in anchors:
        url = absolute(anchor.get("href"), base)
        if url is not None:
            yield Attachment(url=url, title=line(anchor) or None)


def shown(bodies: list[etree._Element]) -> bool:
    """Whether something stands in the body that is looked at, not read: a film, a broadcast, a photograph."""
    seen = ("img", "iframe", "video", "audio", "embed", "object")
    return any(next(body.iter(*seen), None) is not None for body in bodies)


def absolute(url: str | None, base: str) -> str | None:
    """Make an address canonical, None where it is none (``#``, ``data:``, ``javascript:``, ``mailto:``)."""
    if not url or url.startswith(("data:", "javascript:", "mailto:", "tel:", "#")):
        return None
    try:
        return canonical(url, base)
    except ValueError:
        return None  # a reader's click would lead nowhere either


def is_file(url: str) -> bool:
    """Whether an address names a document or a picture, by how it ends."""
    path = url.partition("?")[0]
    return _FILE.search(path) is not None or _IMAGE.search(path) is not None


def _inside(element: etree._Element, dropped: Container[etree._Element]) -> bool:
    return element in dropped or any(ancestor in dropped for ancestor in element.iterancestors())


def _attachment(element: etree._Element, base: str) -> Attachment | None:
    if element.tag == "img":
        return _photograph(element, base)
    url = absolute(element.get("href") or element.get("data") or element.get("src"), base)
    if url is None or not _FILE.search(url.partition("?")[0]):
        return None
    title = line(element) if element.tag == "a" else element.get("title")
    return Attachment(url=url, title=title or None)


def _photograph(image: etree._Element, base: str) -> Attachment | None:
    if classes(image) & _DECORATION:
        return None
    url = absolute(next((value for value in _addresses(image) if not value.startswith("data:")), None), base)
    if url is None:
        return None
    return Attachment(url=url, title=_caption(image), kind="image")


def _addresses(image: etree._Element) -> Iterator[str]:
    """Give a photograph's addresses, the full size before the one that is shown."""
    for parent in image.iterancestors("a"):
        href = (parent.get("href") or "").strip()
        if _IMAGE.search(href.partition("?")[0]):
            yield href
    for name in _SOURCES:
        value = (image.get(name) or "").strip()
        if value:
            yield value


def _caption(image: etree._Element) -> str | None:
    for figure in image.iterancestors("figure"):
        caption = figure.find("figcaption")
        # A gallery's own caption is not that of each of its photographs.
        if caption is not None and len(list(figure.iter("img"))) == 1:
            # The caption is left out of a body's blocks, so its children are read.
            return " ".join("".join(map(str, caption.itertext())).split()) or None
    said = " ".join((image.get("alt") or "").split())
    return None if _SAYS_NOTHING.fullmatch(said) else said
