"""How an article of unknown software is filed, as lines beside its headline or below its text say."""

from __future__ import annotations

import re
from itertools import chain, pairwise, takewhile
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from newsarchive.normalize.addresses import identity, is_home
from newsarchive.pages import files
from newsarchive.pages.blocks import line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lxml import etree

    from newsarchive.pages.outline import Piece
    from newsarchive.pages.selectors import Finder

BY_SUBJECT: Final = re.compile(
    r"/(?:categor(?:y|ies)|rubryk[ay]|rubrik[ay]|rubrics?|rubric|sections?|topics?|themes?|категорі[яї]|рубрик[аи]|"
    r"розділи?)/[^?]",
    re.IGNORECASE,
)
"""The address of a list of what is filed under one rubric."""
_ASKED = re.compile(
    r"[?&](?:cat|category|rubri[ck]s?|rubri[ck]a|rubryka|rozdil|section|topic|theme)(?:_?id|_?slug)?=[^&]",
    re.IGNORECASE,
)
"""The same, asked of a list by a parameter."""
_LABEL = re.compile(
    r"\W*(?:categor(?:y|ies)|filed under|(?:posted|published) in|section|(?:опубліковано|розміщено) [ву]|"
    r"(?:опубликовано|размещено) в|рубрик[аи]|категорі[яї]|категори[яи]|розділи?|раздел)\W*",
    re.IGNORECASE,
)
_WAY = frozenset({"/", "»", "\u203a", ">", "→"})
BETWEEN: Final = " " + "".join(sorted(_WAY)) + "|·•–—-\\"
"""What stands between the steps of a way, in no link."""
_STEPS = 2  # links: to the home page, and to a rubric
_LABEL_LONGEST = 20  # characters
_LINE = 60  # characters in no link: its day, its author, how often it was read
_LONGEST = 60  # characters of a rubric
_MOST = 3  # rubrics that a line names; more are a menu's


def named(beside: Iterable[Piece], below: Iterable[Piece], is_own: Callable[[Piece], bool]) -> str | None:
    """Give the first rubric that lines beside an article name: after a label, else by its address.

    Args:
        beside: The lines.
        below: All that stand below the headline; a label tells what it is, however far off it stands.
        is_own: Whether a line is the article's, and no menu's or another article's.
    """
    near = [piece for piece in beside if piece.plain <= _LINE and (piece.anchors or _is_label(piece.text))]
    own = [*filter(is_own, near)]
    far = (piece for piece in below if piece.anchors and piece.plain <= _LINE and any(map(_is_label, piece.parts)))
    found = chain(_labeled(own), _announced(own), _addressed(own), _labeled(filter(is_own, far)))
    return next((rubric for rubric in found if 0 < len(rubric) <= _LONGEST), None)


def in_crumbs(finder: Finder, base: str, url: str) -> str | None:
    """Give the last rubric on the way to an article, where its address says that it is filed there.

    Args:
        finder: Of the page.
        base: What relative addresses are resolved against.
        url: The page's own address.
    """
    places = finder.called(lambda name: "crumb" in name.lower())
    own, last, above = identity(url), None, None
    for anchor in finder.named("a") if places else ():
        target = files.absolute(anchor.get("href"), base)
        if target is None or is_home(target) or places.isdisjoint(anchor.iterancestors()) or identity(target) == own:
            continue
        # The last step may be a rubric of the folder that holds all articles: /news, /news/sesii, /news/12-sesiia.html.
        is_beneath = above is not None and identity(target).startswith(f"{above}/")
        if is_beneath or own.startswith(f"{_folder(target)}/") or BY_SUBJECT.search(unquote(target)):
            last, above = line(anchor), _folder(target)
    return last if last and len(last) <= _LONGEST else None


def on_the_way(pieces: Sequence[Piece], title: str, base: str) -> str | None:
    """Give the last step of a line that leads from the home page to a headline: «Головна / Новини / Сесії / Заголовок».

    What it is called and where its steps lead says nothing.

    Args:
        pieces: Of the page, those above its text.
        title: The headline.
        base: What relative addresses are resolved against.
    """
    for piece in pieces:
        if len(piece.anchors) < _STEPS or not piece.text.endswith(title):
            continue
        last, first = line(piece.anchors[-1]), files.absolute(piece.anchors[0].get("href"), base)
        way = piece.text.removesuffix(title).rstrip(BETWEEN)
        if way and way.endswith(last) and len(last) <= _LONGEST and first is not None and is_home(first):
            return last
    return None


def _folder(url: str) -> str:
    return identity(url).removesuffix(".html")


def _is_label(text: str) -> bool:
    return len(text) <= _LABEL_LONGEST and _LABEL.fullmatch(text) is not None


def _labeled(pieces: Iterable[Piece]) -> Iterator[str]:
    """Give what is linked behind a label, in one line with it; of the way to a rubric its end."""
    for piece in pieces:
        parts = _parts(piece)
        for number, ((label, _), (text, anchor)) in enumerate(pairwise(parts), 2):
            if anchor is not None and _is_label(label):
                steps = takewhile(_is_step, zip(parts[number::2], parts[number + 1 :: 2], strict=False))
                yield [text, *(below for _, (below, _) in steps)][-1]


def _is_step(pair: tuple[tuple[str, etree._Element | None], tuple[str, etree._Element | None]]) -> bool:
    (between, _), (_, anchor) = pair
    return anchor is not None and between in _WAY


def _announced(pieces: Sequence[Piece]) -> Iterator[str]:
    """Give what is linked in the line below a label; a list of many is the site's menu."""
    for number, label in enumerate(pieces):
        if not label.anchors and _is_label(label.text):
            linked = [*takewhile(lambda piece: piece.anchors and not piece.plain, pieces[number + 1 :])]
            if len(linked) <= _MOST:
                yield from (line(anchor) for piece in linked[:1] for anchor in piece.anchors[:1])


def _parts(piece: Piece) -> list[tuple[str, etree._Element | None]]:
    """Give a line's parts, each with the link that it stands in."""
    linked = {line(anchor): anchor for anchor in piece.anchors}
    return [(part, linked.get(part)) for part in piece.parts]


def _addressed(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        found = [anchor for anchor in piece.anchors if _is_of_subject(unquote(anchor.get("href") or ""))]
        if len(found) <= _MOST:
            yield from map(line, found)


def _is_of_subject(href: str) -> bool:
    return BY_SUBJECT.search(href) is not None or _ASKED.search(href) is not None
