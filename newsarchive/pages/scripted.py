"""Whether a page's words are brought by scripts alone, which no crawl runs: frames of JavaScript applications.

Such a page comes with its menus, perhaps with a headline and its day; what is to be shown below stands in data for its
program, or will be asked for. It must not pass for an article that has no text.
"""

from __future__ import annotations

import re
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING

from newsarchive.pages import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from newsarchive.pages.generic import GenericArticle

_ROOTS = frozenset({"root", "app", "__next", "__nuxt", "___gatsby", "svelte", "q-app", "react-root", "main-app"})
"""Identifiers of the element that a program fills."""
_PROGRAMS = frozenset({"module", "application/json"})
_LINKED_DATA = "application/ld+json"
_FIRST = 20
"""Elements of ``body`` among which a program's own is."""
_FRAME = frozenset({"head", "header", "footer", "nav", "a", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "button", "select", "label"})
_LOADING = re.compile(
    r"\W*(?:дані\s+)?(?:завантаж\w+|зачекайте|загрузка|загружается|подождите|loading|please wait)\b.{0,30}",
    re.IGNORECASE,
)
_PARTED = re.compile(r"[\"<>{}\[\]\\]+")
"""What parts strings in a program's data, and the HTML in them."""
_SENTENCE = re.compile(r"[.!?…](?:\s|$)")
_CYRILLIC = re.compile(r"[а-яіїєґ]", re.IGNORECASE)
_LETTERS = 25
_PHOTOGRAPHS = 3
"""One is a cover."""
_ESCAPED = re.compile(r"(?:\\{1,2}u04[0-9a-f]{2}[ ,.]{0,2}){25}", re.IGNORECASE)
"""Cyrillic words of which each letter is escaped."""
# From the beginning of a name alone, and no longer: a photograph in base64 takes hours from each of its letters.
_DOCUMENT = re.compile(r"(?<![^\s\"'\\<>/])[^\s\"'\\<>/]{1,250}\.(?:pdf|docx?|xlsx?|odt)(?=\\*[\"'])", re.IGNORECASE)
_WAITS = re.compile(
    r"(?:^|[\s_-])(?:skeleton|shimmer|placeholder-glow|spinner|loader|loading)(?:$|[\s_-])", re.IGNORECASE
)


def is_shell(root: etree._Element) -> bool:
    """Whether a program is to fill a page that shows nothing yet but menus, headings and that it is being loaded."""
    return _is_application(root) and not any(_words(root))


def _is_application(root: etree._Element) -> bool:
    if any(script.get("type") in _PROGRAMS for script in root.iter("script")):
        return True
    bodies = islice(root.iter("body"), 1)
    first = chain.from_iterable(islice(body.iter("*"), _FIRST) for body in bodies)
    return any(node.get("id") in _ROOTS for node in first)


def _words(root: etree._Element) -> Iterator[str]:
    """Give what stands outside of menus, headings and links, and says more than that something is being loaded."""
    todo = [root]
    while todo:
        element = todo.pop()
        said = [element.tail] if element is not root else []
        if isinstance(element.tag, str) and element.tag not in _FRAME and element.tag not in _UNSEEN:
            said.append(element.text)
            todo.extend(element)
        yield from (text for text in said if text and any(map(str.isalpha, text)) and not _LOADING.match(text))


def holds_text(page: GenericArticle) -> bool:
    """Whether the text of an article that shows none stands in data for a program, or is waited for."""
    return not _is_gallery(page) and (_waits(page) or any(_tells_more(said, page) for said in _data(page.root)))


def _is_gallery(page: GenericArticle) -> bool:
    """Whether an article is its photographs, several besides those of others; data may tell of all the site has."""
    pictures = (picture for holder in page.bodies for picture in holder.iter("img"))
    own = (picture for picture in pictures if page.others.isdisjoint(picture.iterancestors()))
    return sum(1 for _ in own) >= _PHOTOGRAPHS


def _data(root: etree._Element) -> Iterator[str]:
    inline = (script for script in root.iter("script") if script.get("type") != _LINKED_DATA)
    return (script.text for script in inline if script.text)


def _tells_more(said: str, page: GenericArticle) -> bool:
    """Whether data have a sentence, or name a document, that the page neither shows nor says of itself."""
    if _ESCAPED.search(said):
        return True
    shown = _shown(page)
    if any(_is_sentence(part) and part.strip() not in shown for part in _PARTED.split(said)):
        return True
    named = set(_DOCUMENT.findall(said))
    linked = " ".join(anchor.get("href") or "" for anchor in page.root.iter("a")) if named else ""
    return any(name not in linked for name in named)


def _shown(page: GenericArticle) -> str:
    told = (content for contents in page.data.meta.values() for content in contents)
    return " ".join((page.title, *(piece.text for piece in page.outline), *told))


def _is_sentence(part: str) -> bool:
    is_long = len(part) >= lines.BARE and _SENTENCE.search(part) is not None
    return is_long and len(_CYRILLIC.findall(part)) >= _LETTERS


def _waits(page: GenericArticle) -> bool:
    """Whether what stands for a text that is still to come is drawn beside the headline."""
    headline = page.single.headline
    above = () if headline is None else headline.iterancestors()
    around = takewhile(lambda node: node.tag not in {"body", "html"}, above)
    return any(
        _WAITS.search(node.get("class") or "") for near in islice(around, 2) for node in near.iter("div", "span")
    )
