"""Which of a page's links may lead to the lists of its news: by what they are called, and by their addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from newsarchive.normalize.addresses import identity, is_home, site, unpaged
from newsarchive.pages import files
from newsarchive.pages.blocks import line
from newsarchive.pages.selectors import classes, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from newsarchive.pages import ArticlePage

NEWS = 10
"""Score of a link that says it leads to news; without any score a link only stands in the menu."""
LEAST = NEWS - 3
"""The least of what its own words or address commend."""
_LONGEST = 40  # characters of a menu's words
_ALL = r"(?:всі|усі|стрічка|архів|останні|все|последние|all|latest)\s+(?:новини|новин|публікації|новости|news|posts)"
_SOME = r"(?:новини|новости)(?:\s+(?:ради|обласної\s+ради|області|та\s+\S+|й\s+\S+))?|news"
_OTHER = r"стрічка|блог|blog|публікації|статті|записи|архів|posts|articles|archives?"
_PRESS = (
    r"(?:прес-?\s?(?:служба|центр|релізи?)|press)(?:\s.*)?|події|медіа|анонси|оголошення|повідомлення|актуально|events"
)
_LABELS = tuple(
    (score, re.compile(pattern, re.IGNORECASE))
    for score, pattern in ((NEWS + 4, _ALL), (NEWS + 2, _SOME), (NEWS, _OTHER), (LEAST, _PRESS))
)
_SIGNS = " \t\xa0»>→.:"
"""What menus set beside their words."""
_ADDRESS = re.compile(
    r"/(?:category/|rubryka/|section/|rubrika/)?(?:news|novyny|novini|novosti|новини|vsi-novyny|all-news|blog|posts|articles|"
    r"archives?|publikatsi[iy]i?|publikacii|statti|events|press-?\w*|pres-?\w*|podi[iyj]i?|media)(?:\.\w+)?/?",
    re.IGNORECASE,
)
_BY_ADDRESS = NEWS - 2
_RUBRIC = re.compile(r"/(?:category|categories|rubryka|rubryky|rubrika|kategori\w+|section)/[^/]+/?$", re.IGNORECASE)
_NO_LIST = re.compile(
    r"/(?:wp-admin|wp-login|login|admin|user|search|tags?|feed|rss|contacts?|kontakt\w*|en|ru|eng|rus)(?:[/.?]|$)|"
    r"\.(?:pdf|docx?|xlsx?|zip|rar|jpe?g|png|xml)$|[?&](?:s|lang|print)=",
    re.IGNORECASE,
)
_MENUS = words("nav header")
_MENU = re.compile(r"(?:^|[-_])(?:menu|nav|navbar|navigation|topnav)(?:$|[-_])", re.IGNORECASE)


class Candidate(NamedTuple):
    """A link that may lead to a list of news."""

    score: int
    url: str
    label: str


def candidates(page: ArticlePage) -> list[Candidate]:
    """Give the links of a page that may lead to its lists, best first, each address once."""
    found: dict[str, Candidate] = {}
    for anchor in page.root.iter("a"):
        url = files.absolute(anchor.get("href"), page.base)
        if url is None or not _may_be_list(url, page.url):
            continue
        label = line(anchor)
        score = _score(url, label) or (0 if label and len(label) <= _LONGEST and _in_menu(anchor) else -1)
        key = identity(url)
        if score >= 0 and (key not in found or score > found[key].score):
            found[key] = Candidate(score, url, label)
    return sorted(found.values(), key=lambda candidate: -candidate.score)


def rubrics(page: ArticlePage) -> list[Candidate]:
    """Give the lists that an article's page says it is filed in, each once."""
    found: dict[str, Candidate] = {}
    for anchor in page.root.iter("a"):
        url = files.absolute(anchor.get("href"), page.base)
        if url is not None and _may_be_list(url, page.url) and _RUBRIC.search(unquote(urlsplit(url).path)):
            found.setdefault(identity(url), Candidate(0, url, line(anchor)))
    return list(found.values())


def _may_be_list(url: str, page: str) -> bool:
    """Whether an address may be that of a list: of the page's site, and no other page of the list that the page is."""
    if site(url) != site(page) or is_home(url) or unpaged(url) == unpaged(page):
        return False
    return not _NO_LIST.search(unquote(url))


def _score(url: str, label: str) -> int:
    words_score = next((score for score, pattern in _LABELS if pattern.fullmatch(label.strip(_SIGNS))), 0)
    parts = urlsplit(url)
    by_address = _BY_ADDRESS if _ADDRESS.fullmatch(unquote(parts.path)) and not parts.query else 0
    return max(words_score, by_address) + (1 if words_score and by_address else 0)


def _in_menu(anchor: etree._Element) -> bool:
    for node in anchor.iterancestors():
        if node.tag in _MENUS or node.get("role") == "navigation":
            return True
        if any(map(_MENU.search, classes(node))) or _MENU.search(node.get("id") or ""):
            return True
    return False


def siblings(url: str, found: list[Candidate]) -> Iterator[Candidate]:
    """Give those of a menu that stand in the same folder as a list: the other sections of ``/category/``."""
    folder = _folder(url)
    if folder != "/":
        yield from (one for one in found if _folder(one.url) == folder and identity(one.url) != identity(url))


def _folder(url: str) -> str:
    return urlsplit(url).path.rstrip("/").rpartition("/")[0] + "/"
