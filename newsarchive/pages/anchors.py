"""Which anchors of a list page lead to articles, where no theme's classes are known.

What repeats is a list: anchors that stand in the same way under the same elements are one group, and the group is
judged as a whole by what titles of news have and menus have not: a day beside them, a heading around them, many words,
an address that tells one from another.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, islice, takewhile
from statistics import median
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from newsarchive.normalize.addresses import canonical, distinct, identity, is_home, site
from newsarchive.pages import files, sight
from newsarchive.pages.blocks import line
from newsarchive.pages.days import DAY, names_day
from newsarchive.pages.memory import REMEMBERED, naming, remembered
from newsarchive.pages.neighbours import is_label
from newsarchive.pages.selectors import words
from newsarchive.pages.verdict import reads_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml import etree

SEVERAL = 3  # other articles on a page from which they make a list of it, if nothing else stands there
ENOUGH = 5  # points from which a group is one of articles
_HEADINGS = words("h1 h2 h3 h4 h5")
_PAGES = words("html body main")
_WHOLE = _PAGES | {"article"}  # what has classes that tell what the whole page, or entry, belongs to
_FRAMES = words("header footer")
"""What frames an article as well as a page."""
_ROLES = words("navigation contentinfo banner")
_ITEMS = words("article li main section td dd")
"""What holds a list or one of its entries: a header or footer inside one is not the page's."""
# Whole words of classes and ids, as they are told apart by hyphens, underscores and capitals.
_NO_LIST = naming(
    r"(?:^|[-_])(?:menus?|nav(?!-link(?:$|[-_]))|navbar|navigation|topnav|sidenav|navi|breadcrumbs?|crumbs?|"
    r"pagination|paginator|paging|pager|page-?numbers|socials?|share|sharing|langs?|languages?|"
    r"calendar|login|comments?|toc|headerlink|tag-?cloud)(?:$|[-_])"
)
_SUBJECTS = naming(r"(?:^|[-_])(?:tags?|categor(?:y|ies)|cats?|rubrics?|rubryk[ay]|topics?)(?:$|[-_]+(?:list|links?)$)")
_NEAR = 3  # an anchor and so many elements around it, less one, are what its own class may stand on
_NO_RELS = words("tag category author nofollow search help license me")
_NO_ARTICLE = re.compile(
    r"/(?:tags?|authors?|autor(?:es)?|avtor[iy]?|categor(?:y|ies)|users?|login|wp-admin|wp-login\.php|search|feeds?|rss|"
    r"genindex|print)(?:[/.?]|$)|"
    r"\.(?:xml|rss|atom|json|js|css|ics|mp[34]|avi|epub|inv|gz)$|[?&](?:s|q|lang|print|tmpl)=|"
    r"/(?:19|20)\d\d/(?:0[1-9]|1[0-2])(?:/(?:0[1-9]|[12]\d|3[01]))?/?$",  # a month's archive, a day's
    re.IGNORECASE,
)
# From the beginning of a word alone: from each of its letters, one of a hundred thousand takes minutes.
_OF_ITS_OWN = re.compile(r"\d{2,}|(?<![^\W\d_])(?:[^\W\d_]+(?:[-_+ ][^\W_]+){2,}|(?=[\w-]{24})[^\W\d_]+-[^\W_]+)")
"""An address that tells an article from another: a number, or several words, or two long ones.

WordPress cuts a Cyrillic slug after some 33 letters (sanitize_title_with_dashes: 200 bytes, percent-encoded)."""
_VARIES = re.compile(r"\d|^(?:odd|even|first|last|active|current|alt|sticky|featured|has-\S+)$", re.IGNORECASE)
_COMMENTS = re.compile(r"(?:(?<=/)|(?<=%2F))comments?(?:/|%2F)?$", re.IGNORECASE)
_FULL_STOP = re.compile(r"[\w»”)][.!?…]$")
_BEFORE = 40
"""Characters before an anchor in its paragraph from which it is part of a text, no entry of a list."""
_LONGEST = 3000  # characters of an entry; more is the whole page
_TITLE = 35  # characters; what a menu says is mostly shorter


@dataclass(slots=True)
class Anchor:
    """An anchor that may lead to an article."""

    element: etree._Element
    url: str
    """Absolute, canonical."""
    text: str
    """What it says, by its words, its label for those who do not see, or its title."""

    @property
    def in_heading(self) -> bool:
        """Whether it is a heading's, or has one."""
        around = self.element.iterancestors()
        return any(node.tag in _HEADINGS for node, _ in zip(around, range(3), strict=False)) or any(
            node.tag in _HEADINGS for node in self.element.iterdescendants()
        )


@dataclass
class _Group:
    """Anchors that stand in the same way."""

    anchors: list[Anchor] = field(default_factory=list)

    def points(self) -> int:
        """Say how much speaks for articles."""
        length = median(len(anchor.text) for anchor in self.anchors)
        count = median(len(anchor.text.split()) for anchor in self.anchors)
        urls = Counter(identity(anchor.url) for anchor in self.anchors)
        distinct, once = len(urls), sum(times == 1 for times in urls.values())
        headed = (
            anchor.in_heading or _is_headed(entry) for anchor, entry in zip(self.anchors, self.entries, strict=True)
        )
        marked = 3 * self._most(map(_is_dated, self.entries)) + 3 * self._most(headed)
        points = marked + 2 * self._most(tells_which(anchor.url) for anchor in self.anchors)
        points += 2 if count > 3 else 1 if count > 2 else 0  # noqa: PLR2004 - «Новини ради» is a menu's
        points += (1 if distinct > 2 else 0) + (2 if length >= _TITLE else 0)  # noqa: PLR2004 - one and its other
        if distinct * 5 < len(self.anchors) * 4 and 2 * once < len(self.anchors):
            points -= 3  # the rubrics of a list's entries; beside a list its newest may stand once more
        said = (is_label(a.text) or reads_on(a.text) or DAY.fullmatch(a.text) for a in self.anchors)
        if count < 2 and not self._most(said):  # noqa: PLR2004 - a word alone
            points -= 2
        return points if marked or length >= _TITLE else min(points, ENOUGH - 1)

    def leave_out_second(self) -> None:
        """Leave out what shows a picture, or says «Детальніше», beside an anchor that says the title in the same way.

        Bitrix has both in one paragraph, sites of tables in one cell.
        """
        longest: dict[str, int] = {}
        for anchor in self.anchors:
            longest[anchor.url] = max(longest.get(anchor.url, 0), len(anchor.text))
        self.anchors = [anchor for anchor in self.anchors if len(anchor.text) == longest[anchor.url]]

    def parts(self) -> Iterator[_Group]:
        """Give the anchors of each of the largest elements that hold several and not all."""
        levels = zip(*(reversed([*anchor.element.iterancestors()]) for anchor in self.anchors), strict=True)
        level = next((nodes for nodes in levels if len(set(nodes)) > 1), ())
        held = {node: _Group() for node in level}
        for node, anchor in zip(level, self.anchors, strict=False):  # none, where one element holds all
            held[node].anchors.append(anchor)
        yield from (part for part in held.values() if len(part.anchors) >= SEVERAL)

    def _most(self, said: Iterable[object]) -> bool:
        return 2 * sum(map(bool, said)) >= len(self.anchors)

    @cached_property
    def entries(self) -> list[etree._Element]:
        """Give the entry of each: the largest element around it that holds no other of the group."""
        holds: dict[etree._Element, set[str]] = {}
        for anchor in self.anchors:
            for node in anchor.element.iterancestors():
                holds.setdefault(node, set()).add(anchor.url)
        most = None if len({anchor.url for anchor in self.anchors}) > 1 else _NEAR
        return [self._entry(anchor.element, holds, most) for anchor in self.anchors]

    @staticmethod
    def _entry(element: etree._Element, holds: dict[etree._Element, set[str]], most: int | None) -> etree._Element:
        alone = takewhile(lambda node: len(holds[node]) == 1 and node.tag not in _PAGES, element.iterancestors())
        return deque((element, *islice(alone, most)), maxlen=1)[0]


class Teaser(NamedTuple):
    """What a page shows of another article."""

    url: str
    """Absolute, canonical."""
    anchor: etree._Element
    entry: etree._Element
    """What holds all that is shown of it, as far as can be told."""


def teasers(root: etree._Element, base: str, url: str) -> list[Teaser]:
    """Give what leads to articles, in the order of the page.

    Args:
        root: The page.
        base: What relative addresses are resolved against.
        url: The page's own address.
    """
    groups: dict[tuple[str, ...], _Group] = {}
    for anchor in _candidates(root, base, url):
        groups.setdefault(_place(anchor.element), _Group()).anchors.append(anchor)
    for group in groups.values():
        group.leave_out_second()
    found = {
        anchor.element: Teaser(anchor.url, anchor.element, entry)
        for group in chain.from_iterable(map(_lists, groups.values()))
        for anchor, entry in zip(group.anchors, group.entries, strict=True)
    }
    found.update(_newest(root, base, url, {folder(teaser.url) for teaser in found.values()}))
    return [found[element] for element in root.iter("a") if element in found]


def _lists(group: _Group) -> Iterator[_Group]:
    """Give a group if it is one of articles, else its parts that are: a menu of no class may be its other part."""
    if group.points() >= ENOUGH:
        yield group
    elif sum(len(anchor.text) >= _TITLE for anchor in group.anchors) >= SEVERAL:
        yield from (found for part in group.parts() for found in _lists(part))


def strangers(root: etree._Element, base: str, url: str, shown: Iterable[Teaser]) -> Iterator[etree._Element]:
    """Give the entries of a list that lead to no article of its site: to a file, to another site, nowhere.

    Their anchors stand in the same way as those of several others. One that leads to the page itself is its own.

    Args:
        root: As for :func:`teasers`.
        base: As there.
        url: As there.
        shown: What its lists show.
    """
    lists: dict[tuple[str, ...], list[Teaser]] = {}
    for teaser in shown:
        lists.setdefault(_place(teaser.anchor), []).append(teaser)
    heights = {place: _height(found[0]) for place, found in lists.items() if len(found) >= SEVERAL}
    known = {teaser.anchor for found in lists.values() for teaser in found}
    for element in root.iter("a") if heights else ():
        height = None if element in known else heights.get(_place(element))
        if height is not None and not leads_here(element, base, url):
            yield next(islice((element, *element.iterancestors()), height, None))


def leads_here(anchor: etree._Element, base: str, url: str) -> bool | None:
    """Tell whether an anchor leads to the page that it stands on; None where it leads nowhere.

    Args:
        anchor: Of the page.
        base: What relative addresses are resolved against.
        url: The page's own address.
    """
    href = anchor.get("href")
    target = files.absolute(href, base)
    return None if target is None else is_itself(href or "", target, url)


def _height(teaser: Teaser) -> int:
    """Say how far an entry is above its anchor."""
    return [teaser.anchor, *teaser.anchor.iterancestors()].index(teaser.entry)


def _newest(root: etree._Element, base: str, url: str, folders: set[str]) -> Iterator[tuple[etree._Element, Teaser]]:
    """Give the article that a list shows as a whole, its linked title in the page's own header, were it but one."""
    for heading in root.iter("h1") if folders else ():
        for element in heading.iter("a"):
            target = within_site(element.get("href"), base, url)
            if target is not None and tells_which(target) and folder(target) in folders and is_framed(element):
                yield element, Teaser(target, element, heading)


def folder(url: str) -> str:
    """Give the key of the folder that an address stands in."""
    return identity(url).rpartition("/")[0]


def articles(shown: Iterable[Teaser]) -> tuple[str, ...]:
    """Give the articles that a list page shows, absolute, canonical, within its site, each once, in its order."""
    return distinct(teaser.url for teaser in shown)


@lru_cache(maxsize=REMEMBERED)
def within_site(href: str | None, base: str, url: str) -> str | None:
    """Give where an address leads, None where that is no other page of the same site."""
    found = files.absolute((href or "").strip(), base)
    if found is None or site(found) != site(url) or is_itself(href or "", found, url):
        return None
    return None if files.is_file(found) else found


def is_itself(href: str, target: str, url: str) -> bool:
    """Tell whether a link leads to the page that it stands on.

    Some themes lack a slash before an address that is meant from the site's root, and double the page's folder.

    Args:
        href: As it is written.
        target: The same, absolute.
        url: The page's own address.
    """
    own, other, end = identity(url), identity(target), f"/{href}"
    return other == own or ("/" in href and own.endswith(end) and other.endswith(end))


def tells_which(url: str) -> bool:
    """Tell whether an address is one of many: ``/news/1204``, ``/novyny/u-radi-vidbulasia-narada/``."""
    parts = urlsplit(url)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    return _OF_ITS_OWN.search(f"{last} {parts.query}") is not None


def is_no_article(url: str) -> bool:
    """Tell whether an address is of something else: a tag, an author, a feed, an article for the printer."""
    return _NO_ARTICLE.search(url) is not None


def label(element: etree._Element) -> str:
    """Give what an anchor or button says, in words or to those who do not see."""
    said = line(element) if element.tag == "a" else "".join(map(str, element.itertext()))
    said = said or element.get("aria-label") or element.get("title") or _caption(element)
    return " ".join(said.split())


def _caption(element: etree._Element) -> str:
    """Give what a card says below its picture, where it says nothing else."""
    caption = next(element.iter("figcaption"), None) if len(element) else None
    return "" if caption is None else " ".join(map(str, caption.itertext()))


def _candidates(root: etree._Element, base: str, url: str) -> Iterator[Anchor]:
    for element in root.iter("a"):
        found = within_site(element.get("href"), base, url)
        if found is None or is_home(found) or is_no_article(found):
            continue
        found = _whose(found)
        if identity(found) == identity(url):
            continue
        rels, said = element.get("rel", "").lower().split(), label(element)
        if sight.leads_back(said):
            continue
        if _NO_RELS.isdisjoint(rels) and not is_framed(element) and not is_in_a_text(element):
            yield Anchor(element, found, said)


def _whose(url: str) -> str:
    """Give the article whose comments stand at an address of their own, to which FlatPress links its title."""
    article = _COMMENTS.sub("", url)
    return canonical(article) if article != url and tells_which(article) else url


def is_framed(element: etree._Element, *, by_role: bool = True) -> bool:
    """Whether an element is a menu's, a pager's, a rubric's, or stands in the page's header or footer.

    Args:
        element: Of a page.
        by_role: Whether what calls itself a menu to those who do not see is one; whole sidebars do.
    """
    frames = False
    for distance, node in enumerate((element, *element.iterancestors())):
        tag = node.tag
        if tag == "nav" or (by_role and node.get("role") in _ROLES):
            return True
        if is_named(node, _NO_LIST) or (distance < _NEAR and is_named(node, _SUBJECTS)):
            return True
        frames = frames or tag in _FRAMES
        if frames and tag in _ITEMS:
            return False
    return frames


def is_named(node: etree._Element, tells: Callable[[str], bool]) -> bool:
    """Whether a class or the id of an element is one of these (``naming``); of a page's or entry's own, none is."""
    called, key = node.get("class"), node.get("id")
    if not (called or key) or node.tag in _WHOLE:
        return False
    return bool((called and tells(called)) or (key and tells(key)))


def is_in_a_text(element: etree._Element) -> bool:
    """Whether an anchor stands in the middle of a paragraph."""
    inner = list(takewhile(lambda node: node.tag not in _ITEMS, element.iterancestors()))
    depth = next((number for number, node in enumerate(inner) if node.tag in {"p", "blockquote"}), None)
    if depth is None:
        return False
    before, node = 0, element
    for parent in inner[: depth + 1]:
        before += len((parent.text or "").strip())
        for other in node.itersiblings("*", preceding=True):
            before += sum(len(text.strip()) for text in other.itertext()) + len((other.tail or "").strip())
            if before >= _BEFORE:
                return True
        node = parent
    return before >= _BEFORE


def is_in_a_sentence(element: etree._Element) -> bool:
    """Whether an anchor's paragraph begins with a word before it, and ends with a full stop after it."""
    paragraph = next(element.iterancestors("p", "li"), None)
    whole, linked = line(element if paragraph is None else paragraph), line(element)
    is_within = not (whole.startswith(linked) or whole.endswith(linked))
    return is_within and whole[:1].isalpha() and _FULL_STOP.search(whole) is not None


def _place(element: etree._Element) -> tuple[str, ...]:
    """Give how an anchor stands: the elements around it with the first of their classes that does not vary."""
    return tuple(_name(node) for node in (element, *element.iterancestors()))


def _name(node: etree._Element) -> str:
    return f"{node.tag}.{_stable(node.get('class') or '')}"


@remembered
def _stable(attribute: str) -> str:
    return next((name for name in attribute.split() if not _VARIES.search(name)), "")


def _is_headed(entry: etree._Element) -> bool:
    """Whether an entry has one heading: more are those of a whole page."""
    return len(list(islice(entry.iter(*_HEADINGS), 2))) == 1


def _is_dated(entry: etree._Element) -> bool:
    if any(time.get("datetime") or time.text for time in entry.iter("time")):
        return True
    text = line(entry)
    return len(text) <= _LONGEST and names_day(text)
