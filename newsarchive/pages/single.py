"""Whether a page of unknown software is one article: by its headline, the day beside it, and its place in the menu.

Titles and days of other articles stand on most pages, so what belongs to a teaser is told apart first. Static pages
look like articles without a day; those that have one, for machines alone, stand in their site's own menu.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from newsarchive.normalize.addresses import identity, is_home, unpaged
from newsarchive.pages import files, pagers, verdict
from newsarchive.pages.anchors import (
    SEVERAL,
    Teaser,
    folder,
    is_framed,
    is_in_a_sentence,
    label,
    leads_here,
    strangers,
    teasers,
    tells_which,
)
from newsarchive.pages.blocks import line
from newsarchive.pages.clues import STAMPED, is_filed_by_day
from newsarchive.pages.days import announces_other, names_day, tells_day
from newsarchive.pages.headline import folded_line, is_above_menu
from newsarchive.pages.selectors import classes, words
from newsarchive.pages.unsaid import Unsaid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from newsarchive.pages.metadata import Metadata

_HEADINGS = ("h1", "h2", "h3")
_LINES = ("h2", "h3", "h4", "div", "p", "td", "span", "b", "strong")
_TITLES = words("h2 h3 h4 h5 h6")
_PAGES = words("html body")
_LONGEST = 300
"""Characters of an element's own text that may be a day's; white space between elements is among them."""
_LEAST = 3  # teasers that make a page with a pager a list
_MENUS = 40
"""Characters of a menu's entry; more is the headline of the newest article."""
_LINKED = 20  # characters of a linked title; what names a rubric is mostly shorter
_CRUMBS = re.compile(r"crumb", re.IGNORECASE)
_TITLE = re.compile(r"(?:^|\s)(?:entry|post|article)[-_]title(?:$|\s)")
"""What themes call a headline, wherever they put it: some put it among the crumbs."""
_NUMBERED = re.compile(r"^https?://[^/]+/(?:index\.php)?\?p=\d+$")
"""An article's address on WordPress with plain permalinks; elsewhere a page of the first list of all."""
_WORD = re.compile(r"\w+")
_WORDS = 4
"""Of a headline; the site's own name has fewer in common with the window's title."""
_MOST = 0.75
_COVER = 3  # words of a headline on the page's header; the site's name stands there too
_ARTICLE = re.compile(r"schema\.org/(?:\w*Article|BlogPosting)\s*$")
_ZERO = re.compile(r"0001-01-01")
_OF_DAY = re.compile(r"(?:^|[\s_-])(?:date|data|day|when|calendar)(?:$|[\s_-])", re.IGNORECASE)
_BOXES = 4
_BADGE = 30  # characters of a day, month, year and hour


class Single:
    """What a page shows that may be one article's.

    Args:
        root: The page.
        data: What it says to machines.
        base: What relative addresses are resolved against.
        url: The address it was fetched from.
    """

    def __init__(self, root: etree._Element, data: Metadata, base: str, url: str) -> None:
        self._root, self._data, self._base, self._url = root, data, base, url

    @cached_property
    def headline(self) -> etree._Element | None:
        """The heading that the window's title repeats and that leads to no other page, else the only ``h1``."""
        window = folded_line(next(map(line, self._root.iter("title")), ""))
        found = [element for element in self._root.iter(*_HEADINGS) if self._may_be_headline(element)]
        found = [element for element in found if element.tag != "h1" or not is_above_menu(element)]
        found.extend(self._beside_site_name())
        unsaid = Unsaid(self._root, self._data, found, self._may_be_headline)
        first = self._said(found, window)
        own = unsaid.headline if first is None else unsaid.below(first)
        return first if own is None or self._is_listed_title(own) else own

    def _is_listed_title(self, heading: etree._Element) -> bool:
        """Whether a heading is the title of an entry of a list, whose link leads nowhere."""
        has_link = next(heading.iter("a"), None) is not None
        return has_link and not self._strangers.isdisjoint((heading, *heading.iterancestors()))

    def _said(self, found: list[etree._Element], window: str) -> etree._Element | None:
        said = [element for element in found if (text := folded_line(line(element))) and text in window]
        if len(said) == 1 and self._is_site_name(said[0], window):
            return None
        first = max(
            said,
            key=lambda element: (window.startswith(folded_line(line(element))), len(line(element))),
            default=None,
        )
        if first is not None:
            return first
        covered = next(filter(self._is_on_cover, self._root.iter("h1")), None)
        if covered is not None:
            return covered
        only = [element for element in found if element.tag == "h1"]
        like = [element for element in found if resembles(line(element), window)]
        if len(only) == 1 and (not like or only[0] in like):
            is_site = not (like or self._data.speaks) and self._is_printed_below(only[0], window)
            return None if is_site else only[0]
        return like[0] if like else None

    def _is_site_name(self, heading: etree._Element, window: str) -> bool:
        """Whether a window ends with what its only heading says, and begins with a line that stands below it."""
        begun = window.removesuffix(folded_line(line(heading))).rstrip(" |–—»•·:/~-")
        is_end = begun != window and not window.startswith(folded_line(line(heading)))
        return is_end and self._is_printed_below(heading, begun)

    def _is_printed_below(self, heading: etree._Element, said: str) -> bool:
        """Whether a line that may be the headline says as much as a headline does, and this."""
        if len(_WORD.findall(said)) < _COVER:
            return False
        below = dropwhile(lambda element: element is not heading, self._root.iter("h1", *_LINES))
        same = (element for element in below if folded_line(line(element)) == said)
        return any(self._may_be_headline(element) and next(element.iter("a"), None) is None for element in same)

    def _beside_site_name(self) -> Iterator[etree._Element]:
        """The links to this very page in headings that begin with the site's name."""
        for heading in self._root.iter(*_HEADINGS):
            targets = {anchor: files.absolute(anchor.get("href"), self._base) for anchor in heading.iter("a")}
            if len(targets) > 1 and any(target is not None and is_home(target) for target in targets.values()):
                yield from filter(self._leads_here, targets)

    @property
    def title(self) -> str:
        """What the headline says, without the sign that links to it; empty where there is none."""
        if self.headline is None:
            return ""
        signs = [anchor for anchor in self.headline.iter("a") if (anchor.get("href") or "").startswith("#")]
        return line(self.headline, signs)

    @cached_property
    def teasers(self) -> list[Teaser]:
        """What leads to other articles, and is not the article itself."""
        around = () if self.headline is None else {self.headline, *self.headline.iterancestors()}
        others = (teaser for teaser in self.listed if teaser.entry not in around)
        return [teaser for teaser in others if not is_in_a_sentence(teaser.anchor)]

    @cached_property
    def dates(self) -> list[etree._Element]:
        """The elements that hold a day and stand nearest to the headline, outside of teasers."""
        if self.headline is None:
            return []
        found, above = list(self._dates()), set(self._above)
        for around in self.headline.iterancestors():
            near = [element for element in found if around in element.iterancestors()]
            # What stands above the headline is the site's, unless it shares an element with it.
            near = [element for element in near if element not in above or self._is_own_day(element, around)]
            if near:
                return near
        return []

    def _is_own_day(self, day: etree._Element, around: etree._Element) -> bool:
        """Whether a day above the headline is the article's: a part of the page holds both, no menu parts them."""
        return around.tag not in _PAGES and not is_above_menu(day, self.headline)

    @cached_property
    def _above(self) -> list[etree._Element]:
        return list(takewhile(lambda element: element is not self.headline, self._root.iter()))

    @cached_property
    def is_dated(self) -> bool:
        """Whether a day stands beside the headline, is told to machines, or is in the address."""
        return bool(self.dates) or self._is_stamped() or is_filed_by_day(self._url)

    @cached_property
    def verdict(self) -> str | None:
        """Why the page is no article; None where it is one."""
        if is_home(self._url):
            return verdict.A_LIST
        others = {identity(teaser.url) for teaser in self.teasers}
        if not self.is_dated and len(others) > 1:
            return verdict.A_LIST
        if self._is_in_menu() and not verdict.is_post(self._data.body):  # some menus show the newest articles
            return verdict.STATIC
        if not self.is_dated:
            return verdict.UNKNOWN
        return verdict.A_LIST if len(others) >= _LEAST and self._has_pages() else None

    @cached_property
    def listed(self) -> list[Teaser]:
        """What leads to articles, on a list of them."""
        return teasers(self._root, self._base, self._url)

    def _may_be_headline(self, element: etree._Element) -> bool:
        around = (element, *element.iterancestors())
        anchors = (*element.iter("a"), *(node for node in around if node.tag == "a"))
        is_named = element.tag == "h1" and _TITLE.search(element.get("class") or "") is not None
        return (is_named or not is_framed(element)) and all(self._leads_here(anchor) is not False for anchor in anchors)

    def _is_on_cover(self, element: etree._Element) -> bool:
        """Whether a heading with which the window's title begins stands on the page's header, its cover."""
        said, site = folded_line(line(element)), folded_line(self._data.first("og:site_name") or "")
        window = folded_line(next(map(line, self._root.iter("title")), ""))
        is_said = len(_WORD.findall(said)) >= _COVER and said != site and window.startswith(said)
        is_alone = is_said and next(element.iter("a"), None) is None
        return is_alone and _is_in_header(element) and not is_above_menu(element)

    def _leads_here(self, anchor: etree._Element) -> bool | None:
        """Whether an anchor leads to this very page; None where it leads nowhere."""
        return leads_here(anchor, self._base, self._url)

    def _dates(self) -> Iterator[etree._Element]:
        """Give the elements that hold a day and little else."""
        others = {node for entry in (*(teaser.entry for teaser in self.teasers), *self._rest) for node in entry.iter()}
        headline = set() if self.headline is None else set(self.headline.iter())
        for element in self._root.iter():
            if not isinstance(element.tag, str) or element in others or element in headline:
                continue
            title = element.get("title")
            is_stamped = element.tag == "time" or (title and STAMPED.fullmatch(title))
            is_told = is_stamped or (self._says_when(element) and not self._is_of_page(element))
            is_told = is_told and not (is_stamped and self._is_on_card(element))
            if is_told and not self._is_listed(element) and not self._is_stranger(element):
                yield element

    def _is_on_card(self, element: etree._Element) -> bool:
        """Whether a day stands in a link elsewhere that says more than it: an entry, if only of a list of rubrics."""
        card = next(element.iterancestors("a"), None)
        return card is not None and self._leads_here(card) is False and len(line(card)) > len(line(element))

    def _is_stranger(self, element: etree._Element) -> bool:
        """Whether an element stands in an entry of a list that leads to no article of this site."""
        return not self.strangers.isdisjoint((element, *element.iterancestors()))

    @cached_property
    def strangers(self) -> set[etree._Element]:
        """The entries of lists that lead to a file or another site: what they show is none of an article's either."""
        around = () if self.headline is None else {self.headline, *self.headline.iterancestors()}
        return self._strangers.difference(around)

    @cached_property
    def _strangers(self) -> set[etree._Element]:
        return set(strangers(self._root, self._base, self._url, self.listed)).difference(
            teaser.entry for teaser in self.listed
        )

    def _is_of_page(self, element: etree._Element) -> bool:
        """Whether an element stands in a frame of the page, and not on a cover beside the headline."""
        cover = None if self.headline is None else next(self.headline.iterancestors("header"), None)
        return is_framed(element, by_role=False) and (cover is None or cover not in element.iterancestors())

    def _is_listed(self, day: etree._Element) -> bool:
        """Whether a day stands in one item of a list with the linked title of another article, were it the only one."""
        item = next((node for node in (day, *day.iterancestors()) if node.tag in {"li", "dt"}), None)
        if item is not None and item.tag == "dt":
            item = next(item.itersiblings("dd"), None)
        if item is None or (self.headline is not None and item in self.headline.iterancestors()):
            return False
        titles = (anchor for anchor in item.iter("a") if len(line(anchor)) >= _LINKED)
        return any(self._leads_here(anchor) is False and tells_which(anchor.get("href") or "") for anchor in titles)

    @property
    def _rest(self) -> Iterator[etree._Element]:
        """Give what follows teasers that are no more than headings, in a list without an element for each."""
        around = set() if self.headline is None else {self.headline, *self.headline.iterancestors()}
        lists: dict[etree._Element, list[etree._Element]] = {}
        for entry in dict.fromkeys(teaser.entry for teaser in self.teasers if teaser.entry.tag in _TITLES):
            parent = entry.getparent()
            if parent is not None:
                lists.setdefault(parent, []).append(entry)
        for entries in lists.values():
            ends = around.union(entries)
            follow = [
                list(takewhile(ends.isdisjoint, ([node] for node in entry.itersiblings("*")))) for entry in entries
            ]
            longest = max(map(len, follow[:-1]), default=0)
            yield from (node for nodes in follow for (node,) in nodes[:longest])

    def _says_when(self, element: etree._Element) -> bool:
        own = element.text or ""
        if len(element):
            own = "".join((own, *(child.tail or "" for child in element)))
        if not own or own.isspace():
            return _is_badge(element)
        if len(own) > _LONGEST or not names_day(own):
            return False
        if self.headline is not None and element in self.headline.iterancestors():
            return tells_day(line(element, [self.headline]))  # loose words in the headline's box
        if not (tells_day(line(element)) or tells_day(line(element, _names(element)))):
            return False
        if announces_other(_before(element)):
            return False
        around = (element, *element.iterancestors())
        return all(self._leads_here(node) is not False for node in around if node.tag == "a")

    @property
    def is_item(self) -> bool:
        """Whether its headline is that of the page's only article in microdata, with a text (schema.org/Article)."""
        items = [node for node in self._root.iter("*") if _ARTICLE.search(node.get("itemtype") or "")]
        if len(items) != 1 or self.headline is None or self.headline.get("itemprop") not in {"headline", "name"}:
            return False
        has_text = any(node.get("itemprop") == "articleBody" for node in items[0].iter("*"))
        return has_text and items[0] in self.headline.iterancestors()

    @property
    def has_zero_time(self) -> bool:
        """Whether it tells machines the zero time of Go, as Hugo's themes do where there is no day."""
        return any(map(_ZERO.match, self._stamps))

    def _is_stamped(self) -> bool:
        """Whether a day of publication is told to machines."""
        return any(_ZERO.match(stamp) is None for stamp in self._stamps)

    @property
    def tells_machines(self) -> bool:
        """Whether machines are told the day, in the page's head or beside the headline."""
        return self._is_stamped() or any(day.tag == "time" and day.get("datetime") for day in self.dates)

    @property
    def _stamps(self) -> list[str]:
        named = self._data.first("article:published_time", "og:article:published_time", "datepublished")
        return [stamp for stamp in (named, self._data.text("datePublished")) if stamp]

    def _is_in_menu(self) -> bool:
        """Whether the page's own menu names it."""
        title = "" if self.headline is None else folded_line(line(self.headline))
        for anchor in self._root.iter("a"):
            if not (title and (self._leads_here(anchor) or anchor.get("href") == "#")):
                continue
            said = folded_line(label(anchor))
            is_said = 0 < len(said) <= _MENUS and (title.startswith(said) or said.startswith(title))
            if is_said and is_framed(anchor) and not any(node.tag == "h1" for node in anchor.iterancestors()):
                return not (_is_in_crumbs(anchor) or self._is_among_headlines(anchor))
        return False

    def _is_among_headlines(self, anchor: etree._Element) -> bool:
        """Whether a menu has the headlines of articles that stand in one folder with the page, as Plone's has them."""
        menu = next(anchor.iterancestors("ul", "ol", "nav"), None)
        long = () if menu is None else (other for other in menu.iter("a") if len(line(other)) > _MENUS)
        targets = filter(None, (files.absolute(other.get("href"), self._base) for other in long))
        beside = {identity(found) for found in targets if folder(found) == folder(self._url)}
        return len(beside) >= SEVERAL

    def _has_pages(self) -> bool:
        if _NUMBERED.search(self._url):
            return False
        links = pagers.pages(self._root, self._base, self._url, [teaser.url for teaser in self.listed])
        own = unpaged(self._url)
        same = {identity(link) for link in links if unpaged(link) == own}
        # «novyny3.html» is a page of «novyny.html»; «n31.html», where none names «n.html», is an article.
        is_file = own.endswith((".html", ".htm")) and identity(own) != identity(self._url)
        return bool(same) and (not is_file or identity(own) in same)


def resembles(headline: str, window: str) -> bool:
    """Whether a window's title says most of a headline: some cut it short, or drop what looks like a tag."""
    said, shown = (Counter(_WORD.findall(text.casefold())) for text in (headline, window))
    return said.total() >= _WORDS and (said & shown).total() >= _MOST * said.total()


def _names(element: etree._Element) -> list[etree._Element]:
    """The linked names in a line: who wrote it, where it is filed."""
    return [anchor for anchor in element.iter("a") if len(line(anchor)) <= _MENUS]


def _before(element: etree._Element) -> str:
    """Give what stands right before an element in what holds it."""
    before, parent = element.getprevious(), element.getparent()
    if before is None:
        return "" if parent is None else (parent.text or "").strip()
    return (before.tail or "").strip() or line(before)


def _is_badge(element: etree._Element) -> bool:
    """Whether what is called a date has day, month and year in boxes of their own: «28», «жовтня», «2022»."""
    is_called = 1 < len(element) <= _BOXES and _OF_DAY.search(element.get("class") or "") is not None
    return is_called and len(said := line(element)) <= _BADGE and tells_day(said)


def _is_in_header(element: etree._Element) -> bool:
    tags = {node.tag for node in element.iterancestors()}
    return "header" in tags and tags.isdisjoint(("a", "nav"))


def _is_in_crumbs(anchor: etree._Element) -> bool:
    return any(
        _CRUMBS.search(name)
        for node in anchor.iterancestors()
        for name in (*classes(node), node.get("id") or "", node.get("aria-label") or "")
    )
