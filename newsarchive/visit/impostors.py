"""Pages that answer in place of the one that was asked for: challenges, logins, parked domains, soft 404s, errors.

The evidence must be strong, since an article must never be refused: articles quote all these words, and stand beside
login forms and captchas. So what an article's own marks and a date prove is never doubted; a heading counts only if it
says nothing else; words in the text count only on a page that has hardly any.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from newsarchive.items import Outcome
from newsarchive.pages import EMPTY, scripted
from newsarchive.pages.blocks import line
from newsarchive.visit import wordings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from newsarchive.capture.exchange import Exchange
    from newsarchive.items import Reading
    from newsarchive.pages import ArticlePage

WALLS = {
    401: {wordings.CHALLENGE, wordings.LOGIN},
    403: {wordings.CHALLENGE, wordings.LOGIN, wordings.PARKED},
    429: {wordings.CHALLENGE},
    503: {wordings.CHALLENGE},
}
"""Statuses under which a page may be one of these; without one of them, the status says enough."""

_OF_ARTICLES = frozenset({"meta", "json-ld", "time"})
"""Sources of a date that no page has by chance: a printed one may be today's, one in the address is the asker's."""
_LONG = 300
"""Characters of text that an error page has not."""
_LITTLE = 1000
"""Characters of a page, menus and all, up to which its words are sought for what they say."""
_NOTHING = 200
"""Characters of a page that shows nothing but a script at work."""
_FEW_LINKS = 10
"""Links of a page that has no menus."""
# Each is found on these pages alone or, like Incapsula's script, also on good ones, which show more than _LITTLE.
_CHALLENGES = re.compile(
    r"_cf_chl_opt|__cf_chl_|cf-browser-verification|/ddos-guard/(?:js-challenge|ddg-captcha-page)|sucuri_cloudproxy_js|"
    r"__qrator/qauth|wsidchk|/x/cmd/anubis|/\.well-known/(?:sgcaptcha|vercel/security)|_incapsula_resource|captcha-delivery\.com|"
    r"px-captcha|awswaf\.com|gokuprops|slowaes\.decrypt|bobcmd|recaptcha/api\.js|hcaptcha\.com/1/api\.js|"
    r"challenges\.cloudflare\.com|smartcaptcha|\bipp_(?:key|uid|sign)",
    re.IGNORECASE,
)
_SETS_COOKIE = re.compile(r"document\.cookie\s*=|\.cookie\s*=|\bsetcookie\s*\(", re.IGNORECASE)
_COMES_BACK = re.compile(
    r"location\.(?:reload|replace|assign)\s*\(|location(?:\.href)?\s*=|\.submit\s*\(", re.IGNORECASE
)
_PARKINGS = re.compile(
    r"sedoparking\.com|parkingcrew\.net|bodis\.com|parklogic\.com|cashparking|wsimg\.com/parking-lander|afternic\.com|"
    r"//dan\.com|hugedomains\.com|above\.com/|location(?:\.href)?\s*=\s*[\"']/lander",
    re.IGNORECASE,
)
_HEADERS = {b"cf-mitigated": b"challenge", b"x-amzn-waf-action": b"", b"x-vercel-mitigated": b"challenge"}
"""Headers by which a wall says itself that it is one, and what their values hold then."""
_WP_LOGIN = frozenset({"login", "wp-core-ui"})
_CRASH = frozenset({"Fatal error", "Parse error"})
_INDEX = re.compile(r"index of /.*|\S+ - /.*", re.IGNORECASE)
_UP = frozenset({"../", "..", "parent directory", "[to parent directory]"})
# The marks that files begin with; PHP sends blank lines before some of them.
_FILES = (
    b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"RIFF", b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0",
    b"PK\3\4", b"PK\5\6", b"Rar!\x1a\7", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\xd0\xcf\x11\xe0",
    b"{\\rtf", b"%!PS", b"ID3", b"OggS", b"\x1aE\xdf\xa3", b"wOFF", b"wOF2", b"AT&TFORM",
)  # fmt: skip
_HEAD = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Impostor:
    """What a page is in place of the one asked for."""

    outcome: Outcome
    """``refused``, or ``failed`` where the site broke down."""
    why: str
    """``challenge``, ``login``, ``parked``, ``not found``, ``a list``, ``empty``, ``server error``."""


def is_file(content: bytes) -> bool:
    """Whether bytes are a document, an image or an archive, whatever type they were sent as."""
    return content.startswith(_FILES) or content[4:8] == b"ftyp" or content[:_HEAD].lstrip().startswith(b"%PDF-")


def impostor(page: ArticlePage, reading: Reading, exchange: Exchange) -> Impostor | None:
    """Tell what a page is in place of the one asked for; None where nothing says so.

    Args:
        page: As parsed; it is not parsed again.
        reading: What was read on it.
        exchange: The answer: its status and headers.
    """
    if _says_so(exchange):
        return _found(wordings.CHALLENGE)
    if any(element.text in _CRASH and (element.tail or "").startswith(":") for element in page.root.iter("b")):
        return _found(wordings.BROKEN)
    if _is_article(reading):
        return None
    kind = _by_heading(page, reading) or _by_text(page, reading)
    return None if kind is None else _found(kind)


def _found(kind: str) -> Impostor:
    return Impostor(outcome=Outcome.FAILED if kind == wordings.BROKEN else Outcome.REFUSED, why=kind)


def _says_so(exchange: Exchange) -> bool:
    return any(name.lower() in _HEADERS and _HEADERS[name.lower()] in value.lower() for name, value in exchange.headers)


def _is_article(reading: Reading) -> bool:
    """Whether a page proves to be an article: by its marks, and a date that comes with a text or is for machines."""
    if reading.refused or not reading.published:
        return False
    return _size(reading) >= _LONG or any(clue.source in _OF_ARTICLES for clue in reading.published)


def _size(reading: Reading) -> int:
    return sum(map(len, reading.blocks))


def _by_heading(page: ArticlePage, reading: Reading) -> str | None:
    """Tell by a heading that says nothing else, or by what such a page is made of."""
    window = next(map(line, page.root.iter("title")), "")
    if page.data.body >= _WP_LOGIN:
        return wordings.LOGIN
    if _INDEX.fullmatch(window) and _is_listing(page):
        return "a list"
    own = list(dict.fromkeys([*wordings.headings(window), reading.title, *map(line, islice(page.root.iter("h1"), 3))]))
    said = {wordings.heading(words) for words in own if words}
    if wordings.LOGIN in said and not _has_password(page):
        said.remove(wordings.LOGIN)
    if reading.refused is None and _size(reading) >= _LONG:
        # An article without a date: only its own headline can speak against it.
        said &= {wordings.heading(reading.title)} & {wordings.NOT_FOUND}
    elif reading.refused and _is_bare(page) and any(map(wordings.is_maintenance, own)):
        said.add(wordings.PARKED)
    return next((kind for kind in _ORDER if kind in said), None)


_ORDER = (wordings.CHALLENGE, wordings.BROKEN, wordings.PARKED, wordings.LOGIN, wordings.NOT_FOUND)
"""Which of several headings counts: what stands in for the whole site before what stands in for one page."""


def _is_listing(page: ArticlePage) -> bool:
    """Whether a page lists the files of a folder, as Apache, nginx and IIS do."""
    return any(line(anchor).lower() in _UP for anchor in islice(page.root.iter("a"), _FEW_LINKS))


def _has_password(page: ArticlePage) -> bool:
    return any(field.get("type", "").lower() == "password" for field in page.root.iter("input"))


def _is_bare(page: ArticlePage) -> bool:
    """Whether a page has no menus and no list of articles."""
    return len([*islice(page.root.iter("a"), _FEW_LINKS)]) < _FEW_LINKS


def _by_text(page: ArticlePage, reading: Reading) -> str | None:
    """Tell by what little an article or a page says, and by the scripts that it runs meanwhile."""
    own = " ".join(reading.blocks)
    if own and len(own) < _NOTHING:
        said = wordings.heading(own) or wordings.text(own)
        if said in {wordings.NOT_FOUND, wordings.LOGIN}:
            return said
    if reading.refused is None:
        return None
    if _is_bare(page) and len(shown := " ".join(_shown(page.root))) <= _LITTLE:
        little = _of_little(shown, " ".join(_scripts(page.root)))
        if little is not None:
            return little
    is_shell = reading.refused != EMPTY and scripted.is_shell(page.root) and not page.links()
    return EMPTY if is_shell else None


def _of_little(shown: str, scripts: str) -> str | None:
    if _CHALLENGES.search(scripts) or (len(shown) < _NOTHING and _reloads(scripts)):
        return wordings.CHALLENGE
    if _PARKINGS.search(scripts):
        return wordings.PARKED
    return wordings.text(shown) if shown else EMPTY


def _reloads(scripts: str) -> bool:
    """Whether a page sets a cookie and asks for itself again: the tests of small hosts, which need no vendor's name."""
    return _SETS_COOKIE.search(scripts) is not None and _COMES_BACK.search(scripts) is not None


_UNSEEN = frozenset({"script", "style", "title", "head"})


def _shown(root: etree._Element) -> Iterator[str]:
    """Give every text of a page, forms and words for browsers without scripts included."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in _UNSEEN and element.text and element.text.strip():
            yield element.text.strip()
        if element.tail and element.tail.strip():
            yield element.tail.strip()


def _scripts(root: etree._Element) -> Iterator[str]:
    """Give what a page runs and loads."""
    for element in root.iter("script", "iframe", "form", "meta", "div"):
        yield from filter(None, (element.get(name) for name in ("src", "action", "content", "id", "class")))
        if element.tag == "script" and element.text:
            yield element.text
