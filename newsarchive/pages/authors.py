"""Who wrote an article of unknown software: what machines are told and what readers are shown, weighed together.

Each place that may name the author votes, with a weight that follows from how often it was right on some 370 pages with
a known author; beside the headline a vote counts for more. The name with the most votes wins: those of machines and
those of readers are added, of either the strongest counts, since one program fills all of a kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from newsarchive.normalize.dates import MONTH
from newsarchive.pages.blocks import line
from newsarchive.pages.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from lxml import etree

    from newsarchive.pages.metadata import Metadata
    from newsarchive.pages.outline import Piece
    from newsarchive.pages.selectors import Finder

Kind: TypeAlias = Literal["told", "shown"]

PLACES: Final = (
    (3.0, ".author.vcard .fn, [itemprop=author] [itemprop=name]"),
    (2.3, ".author.vcard, .byline a, .byline .author, .author a, .author .name"),
    (2.0, "a[href*='/author/'], a[href*='/authors/'], a[href*='/autor/'], a[href*='?author='], [class*=author-name]"),
    (1.7, "a[rel~=author]"),
    (1.4, ".author, .byline, [itemprop=author], [class*=author] a"),
    (0.6, "[class*=author], [class*=byline]"),
)
"""Where bylines stand, and by how much each is believed: about the logarithm of the odds that it is right."""
_TOLD: Final = (
    (2.2, ("article:author", "og:article:author", "sailthru.author", "parsely-author")),
    (1.7, ("author", "dc.creator", "citation_author", "byl")),
)
_PERSON, _ORGANIZATION = 2.2, 0.7
"""What JSON-LD calls the author."""
_CARD = 1.8
"""What the card of a link shows, where it is not the time that reading takes."""
_LABELED, _SIGNED = 2.3, 1.5
"""A line that says «Автор: ...», beside the headline and below the text."""
_NEAR = 0.8
_UNLIKELY = 1.6
"""By how much less the site's own name and «admin» are believed than a person's; half of it, what one logs in with."""
_TOGETHER, _LISTED = 4, 1.5
"""So many may have written it; where a place has more names, they are other articles', and believed so much less."""

_CLIMB = 5  # ancestors of the headline that hold what stands beside it
_LONGEST_LINE = 90  # characters
_NAME_LONGEST = 80  # characters
_NAME_WORDS = 7  # with titles, or what a press service is called
_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comment(?:s|list|er|ators?)?|komment\w*|disqus|respond|reply)(?:$|[\s_-])", re.IGNORECASE
)
_LABEL: Final = (
    r"(?:автор(?:ка|и|ом)?|текст|підготува(?:в|ла|ли)|written by|posted by|published by|post author|story by|words|"
    r"text|authors?|by|von|vom|verfasst von|geschrieben von|veröffentlicht von|autor(?:in|en|es|\*in)?|por|par)"
)
_BEGINS = re.compile(rf"\W*(?:{_LABEL}|від)\b\s*[:–-]?\s*(?P<name>\S.*)", re.IGNORECASE)
_SAYS = re.compile(rf"\W*{_LABEL}(?:\s*[:–-]\s*|\s+(?=(?-i:[A-ZÀ-ÞА-ЯЄІЇҐ])))(?P<name>\S.*)", re.IGNORECASE)
"""A line that is a byline, whatever its place is called: «Текст: ...», and not «Текст рішення»."""
_ENDS = re.compile(rf"(?:.*[\s,;|·•/~–-])?{_LABEL}\s*:?\s*", re.IGNORECASE)
_TERM = re.compile(rf"{_LABEL}\s*:?", re.IGNORECASE)
_NAME = re.compile(r"(?:name|ім.я)\s*:?", re.IGNORECASE)
_BY = re.compile(r"(?:by|von|автор):?\s+", re.IGNORECASE)
_ALL_OF = re.compile(
    r"(?:(?:усі|всі) записи(?: автора)?|записи автора|(?:zeige )?alle (?:artikel|beiträge) von|alles von|beiträge von|"
    r"mehr von|(?:view )?all (?:posts|articles|stories) (?:by|from)|(?:posts|articles|stories|more) (?:by|from)|"
    r"view posts by|about|über|todas las entradas de|voir tous les articles de)\s+",
    re.IGNORECASE,
)
"""What a link to all articles of an author says before the name."""
_AFTER = re.compile(
    rf"\s*(?:[|•·—–/]|,\s|:\s|\b(?:on|am|in|unter)\b|\b(?:at|об?|[ву])\s+\d|"
    rf"(?<!\w)[\d@]|https?:|(?<![^\W\d_]){MONTH}\s*\.?,?\s*\d).*$|\s*:$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:learn|read|view|show|see|find out) (?:more|all|posts?|articles?|profile|bio)\b.*|more\b.*|website|follow.*|"
    r"share.*|читати.*|докладніше|детальніше|більше|підписат.*|about|profile|bio|home|contact|link|by|von|"
    r"(?:автор|author|autor)\w*|"
    r"(?:усі|всі|все) (?:записи?|новини|новости|статті|статьи|матеріали|материалы|публікації|публикации)"
    r"(?: (?:цього |этого )?автора)?|(?:diese[mrs]|this) .*|\d+ .*|\W*\w?\W*|(?-i:[A-Z]{2})",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:.*\W)?(?:admin\w*|адмін\w*|администратор\w*|editor(?:ial)?(?: team)?|staff|team|redakt\w+|редак\w+|webmaster|"
    r"root|user|guest|news ?(?:room|desk))",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"(?=.*[a-z])[^\sA-ZА-ЯЄІЇҐ]+")
_TIME = re.compile(
    r"(?:\D{0,20}\s)?\d+\s*(?:min|мин|хв|sec|sek|сек|час|год|stund|hour)\w*\.?(?:\s.{0,12})?", re.IGNORECASE
)
_EDGES = re.compile(r"^[^\w(«\"]+|[^\w).»\"]+$")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Vote:
    """One place that names somebody."""

    name: str
    weight: float
    kind: Kind


def choose(votes: Iterable[Vote], site_name: str | None) -> str | None:
    """Give the name with the most votes, None where there are none.

    A person who is shown alone, and told to machines as one of several, votes for them all.

    Args:
        votes: Those to be preferred between equals first.
        site_name: What the site calls itself; it is believed where hardly anybody else is named.
    """
    best: dict[tuple[str, ...], dict[Kind, Vote]] = {}
    for vote in votes:
        kinds = best.setdefault(_key(vote.name), {})
        if vote.kind not in kinds or vote.weight > kinds[vote.kind].weight:
            kinds[vote.kind] = vote
    alone = {key: sum(vote.weight for vote in kinds.values()) - _doubt(kinds, site_name) for key, kinds in best.items()}
    totals = {
        key: points + max((alone[one] for one in best if set(one) < set(key)), default=0)
        if "told" in best[key] and "," in best[key]["told"].name
        else points
        for key, points in alone.items()
    }
    if not totals:
        return None
    first = best[max(totals, key=lambda key: totals[key])]
    is_told_apart = "told" in first and "," in first["told"].name
    return first["told" if is_told_apart or "shown" not in first else "shown"].name


def _key(text: str) -> tuple[str, ...]:
    return tuple(sorted(_WORD.findall(text.casefold())))


def _doubt(kinds: dict[Kind, Vote], site_name: str | None) -> float:
    name = next(iter(kinds.values())).name
    if _NOBODY.fullmatch(name) or (site_name and name.casefold() == site_name.casefold()):
        return _UNLIKELY
    return _UNLIKELY / 2 if _LOGIN.fullmatch(name) else 0


def told(data: Metadata) -> Iterator[Vote]:
    """Give who machines are told wrote it: JSON-LD, ``meta``, the card of a link."""
    if data.authors:
        yield Vote(_named(data.authors), _ORGANIZATION if data.is_by_organization else _PERSON, "told")
    said = ((weight, data.first(name)) for weight, names in _TOLD for name in names)
    card = data.first("twitter:data1") if data.first("twitter:label1") else None
    for weight, name in (*said, (_CARD, card)):
        if name and "://" not in name and not name.isdecimal() and not _TIME.fullmatch(name):
            yield Vote(_named(name), weight, "told")


def _named(text: str) -> str:
    """Give what machines are told without the «By» that some write before it."""
    label = _BY.match(text)
    return text[label.end() :] if label is not None else text


def shown(
    finder: Finder, root: etree._Element, headline: etree._Element | None, others: Container[etree._Element]
) -> Iterator[Vote]:
    """Give who is called the author by the names of places, comments left out.

    Args:
        finder: Of the page.
        root: The page.
        headline: What holds the headline.
        others: What is other articles'.
    """
    above = [] if headline is None else [node for node in headline.iterancestors() if node.tag not in {"body", "html"}]
    near, around = set(islice(above, _CLIMB)), set(above)
    read: dict[etree._Element, tuple[str, float] | None] = {}
    for weight, css in PLACES:
        votes = []
        for element in finder.find(root, css):
            if element not in read:
                read[element] = _read(element, near, around, others)
            if found := read[element]:
                votes.append(Vote(found[0], weight + found[1], "shown"))
        is_list = len({vote.name for vote in votes}) > _TOGETHER
        yield from (replace(vote, weight=vote.weight - _LISTED) if is_list else vote for vote in votes)


def _read(
    element: etree._Element,
    near: Container[etree._Element],
    around: Container[etree._Element],
    others: Container[etree._Element],
) -> tuple[str, float] | None:
    """Give the name that a place has, and by how much it is believed more for where it stands."""
    found = name(line(element))
    if found is None:
        return None
    bonus: float = 0
    for node in (element, *element.iterancestors()):
        if node in others or (node not in around and _is_of_comments(node)):
            return None
        bonus = _NEAR if node in near else bonus
    return found, bonus


def _is_of_comments(node: etree._Element) -> bool:
    names, own = node.get("class"), node.get("id")
    return (names is not None and _says_comments(names)) or (own is not None and _says_comments(own))


@remembered
def _says_comments(attribute: str) -> bool:
    return _COMMENTS.search(attribute) is not None


def labeled(pieces: Iterable[Piece], *, below: bool) -> Iterator[Vote]:
    """Give the names that short lines call the author's.

    Args:
        pieces: What stands between headline and text, or below the text.
        below: The latter.
    """
    weight, own = _SIGNED if below else _LABELED, [*pieces]
    yield from (Vote(found, weight, "shown") for found in map(name, _termed(own)) if found)
    for piece in own:
        is_long = len(piece.text) > _LONGEST_LINE  # with a word about the author behind the name
        whole = None if is_long else _SAYS.fullmatch(piece.text)
        said = [whole["name"]] if whole is not None else []
        if "|" in piece.text and not is_long:
            said += [found["name"] for part in piece.text.split("|") if (found := _SAYS.fullmatch(part.strip()))]
        parts = piece.parts[:2] if is_long else piece.parts
        said += [found["name"] for part in parts[1:] if (found := _SAYS.fullmatch(part))]  # beside the day in one row
        said += [after for label, after in pairwise(parts) if _ENDS.fullmatch(label)]
        yield from (Vote(found, weight, "shown") for found in map(name, said) if found)


def is_byline(text: str) -> bool:
    """Whether a line says who wrote the article, and no more: «Автор: Олена Коваль»."""
    said = _SAYS.fullmatch(text) if ":" in text and len(text) <= _LONGEST_LINE else None
    return said is not None and name(said["name"]) is not None


def _termed(pieces: Iterable[Piece]) -> Iterator[str]:
    """Give what a list of terms (``dl``) has below the author's term; a list in it may say «name» again."""
    is_authors = False
    for piece in pieces:
        if piece.block.tag == "dt":
            is_authors = _TERM.fullmatch(piece.text) is not None or (
                is_authors and _NAME.fullmatch(piece.text) is not None
            )
        elif is_authors and piece.block.tag == "dd" and piece.text:
            is_authors = False
            yield piece.text


def name(text: str) -> str | None:
    """Give the name within a byline: without «By», the date and what follows it; None where that is no name."""
    label = _BEGINS.fullmatch(text)
    text = _ALL_OF.sub("", label["name"] if label is not None else text, count=1)
    text = _EDGES.sub("", _AFTER.sub("", text))
    is_name = 0 < len(_WORD.findall(text)) <= _NAME_WORDS and len(text) <= _NAME_LONGEST and "@" not in text
    return text if is_name and not _NO_NAME.fullmatch(text) else None
