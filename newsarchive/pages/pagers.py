"""The way on from a list, where no theme's classes are known: its own further pages, and other lists beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from newsarchive.normalize.addresses import distinct, identity, is_home, unpaged
from newsarchive.pages.anchors import is_framed, label, within_site
from newsarchive.pages.neighbours import is_label
from newsarchive.pages.rubrics import BY_SUBJECT
from newsarchive.pages.selectors import classes, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lxml import etree

_MORE = re.compile(
    r"(?:показати|завантажити|більше|дивитис[ья]|показать|загрузить|load|show|see|view|read)?\s*"
    r"(?:ще|більше|більш|давніші|старіші|новіші|попередні|наступні|раніше|ещ[её]|больше|more|older|newer|earlier)"
    r"(?:\s+(?:новин[иу]?|публікаці[їй]|запис[иів]+|матеріал[иів]+|стат(?:ті|ей)|новостей|posts?|news|entries|articles|items))?|"
    r"(?:наступна|попередня|следующая|предыдущая|next|prev(?:ious)?)\s+(?:сторінка|страница|page)",
    re.IGNORECASE,
)
"""What a link to the next page of a list says besides what one to the next article does."""
_NO_WORD = re.compile(r"[\W_]*")
"""An arrow of any kind, or none but a picture."""
_NUMBER = re.compile(r"\d{1,4}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_PAGER = re.compile(
    r"(?:^|[-_])(?:pagination|paginator|paging|pager|pages|page-?numbers|paginav|load-?more|more|older|next)(?:$|[-_])",
    re.IGNORECASE,
)
_CALENDAR = words("table td")
_RELS = words("next prev")
_HREFS = ("href", "data-href", "data-url", "data-next", "data-next-url", "hx-get")
"""Where an anchor or a button says what it leads to; all but the first are for scripts."""
_FILES = (".html", ".htm")
_BESIDE = " \xa0«»\u2039\u203a←→<>:.…"
_NEWS = re.compile(
    r"(?:(?:всі|усі|вся|уся|останні|стрічка|архів|all|latest|все|последние)\s+)?(?:новин[иа]?|news|новости|новостей|публікації|"
    r"публикации|стрічка|блог|blog|статті|записи|матеріали|articles?|posts?|архів[иу]?|архив|archives?|оголошення|анонси|події|"
    r"events?|прес-?\s?(?:служба|центр|релізи)?|повідомлення)(?:\s+(?:ради|обласної\s+ради|області|новин|сайту))?",
    re.IGNORECASE,
)
"""What a menu calls a list of news."""
_BY_TIME = re.compile(
    r"/(?:19|20)\d\d(?:/(?:0?[1-9]|1[0-2]))?(?:/|/index\.html?|\.html?)?$|[?&](?:year|rik|god|y|m)=\d{4}"
)


def pages(root: etree._Element, base: str, url: str, articles: Collection[str]) -> tuple[str, ...]:
    """Give the other pages of the same list, absolute, canonical.

    Args:
        root: The page.
        base: What relative addresses are resolved against.
        url: The page's own address.
        articles: What it lists, which no pager names.
    """
    own = unpaged(url)
    found = _links(root, base, url, articles)
    return distinct(target for element, target in found if _is_page(element, target, own) or _RELS & _rels(element))


def lists(root: etree._Element, base: str, url: str, articles: Collection[str]) -> tuple[str, ...]:
    """Give other lists of articles: those that menus call so, folders of what is listed, archives, rubrics.

    None where the list has pages of its own, which lead to all that the others show, as far as is known.

    Args:
        root: As for :func:`pages`.
        base: As there.
        url: As there.
        articles: As there.
    """
    found = list(_links(root, base, url, articles))
    own = unpaged(url)
    if any(_is_page(element, target, own) for element, target in found):
        return ()
    anchors = ((element, target) for element, target in found if element.tag == "a" and not is_home(target))
    if not articles and not is_home(url):
        return distinct(target for element, target in anchors if _is_of_archive(element, target, url))
    folders = {folder for article in articles for folder in _folders(article)}
    return distinct(target for element, target in anchors if identity(target) in folders or _is_list(element, target))


def is_by_time(url: str) -> bool:
    """Whether an address is that of the news of one year or month."""
    return _BY_TIME.search(url) is not None


def names_news(said: str) -> bool:
    """Whether words are what a menu calls a list of news."""
    return _NEWS.fullmatch(said.strip(_BESIDE)) is not None


def _is_list(element: etree._Element, target: str) -> bool:
    """Whether a link leads to a list, by what it says or where it leads."""
    if names_news(label(element)):
        return True
    return is_by_time(target) or BY_SUBJECT.search(unquote(target)) is not None


def _is_of_archive(element: etree._Element, target: str, url: str) -> bool:
    """Whether a page that lists no articles, but years or rubrics, names a list; its menus are any page's."""
    is_part = identity(target).startswith(f"{identity(url)}/") or _is_list(element, target)
    return is_part and not is_framed(element)


def _links(
    root: etree._Element, base: str, url: str, articles: Collection[str]
) -> Iterator[tuple[etree._Element, str]]:
    """Give what may lead to a list, with where it leads."""
    listed = {identity(article) for article in articles}
    for element in root.iter("a", "link", "button"):
        if element.tag != "link" or _RELS & _rels(element):
            for href in filter(None, map(element.get, _HREFS)):
                target = within_site(href, base, url)
                if target is not None and identity(target) not in listed:
                    yield element, target


def _rels(element: etree._Element) -> frozenset[str]:
    return words(element.get("rel", "").lower())


def _is_page(element: etree._Element, target: str, own: str) -> bool:
    """Whether a link leads to another page of the list whose pages share the key ``own``."""
    if unpaged(target) == own:
        return not _is_menus(element, target, own)
    if element.tag == "link" or any(node.tag in _CALENDAR for node in element.iterancestors()):
        return False
    said = label(element)
    if _NUMBER.fullmatch(said):
        is_same = urlsplit(target).path == urlsplit(own).path
        is_counted = is_same and not _YEAR.fullmatch(said)  # of an archive, where all addresses are of one path
        return (said in target and is_counted) or ((said in target or is_same) and _stands_in_pager(element))
    if _MORE.fullmatch(said.strip(_BESIDE)) is not None:
        return True
    return (_NO_WORD.fullmatch(said) is not None or is_label(said)) and _stands_in_pager(element)


def _is_menus(element: etree._Element, target: str, own: str) -> bool:
    """Whether «Новини» leads to ``news.html``, as on each article, ``news878.html`` and others."""
    is_bare = own.endswith(_FILES) and identity(target) == identity(own) and names_news(label(element))
    return is_bare and not _stands_in_pager(element)


def _stands_in_pager(element: etree._Element) -> bool:
    near = (element, *(node for node, _ in zip(element.iterancestors(), range(3), strict=False)))
    return any(_IN_PAGER.search(name) for node in near for name in (*classes(node), node.get("id") or ""))


def _folders(article: str) -> Iterator[str]:
    """Give the folders that an article's address stands in, but the site itself."""
    path = urlsplit(article).path.rstrip("/")
    host = identity(article).partition("/")[0]
    while path := path.rpartition("/")[0]:
        yield f"{host}{path}"
