"""The one place where an address is made canonical, so that every stage means the same page by the same string."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

# What counts readers, not pages, names their session or keeps caches away; ``filter_by`` is tagDiv's, ``replytocom``
# WordPress's, ``no_cache`` TYPO3's, ``_`` jQuery's, ``_dc`` Ext JS's, ``osCsid`` and ``zenid`` those of shops.
_DROPPED = frozenset(
    (
        "fbclid gclid gclsrc dclid yclid ymclid msclkid twclid igshid igsh mc_cid mc_eid _ga _gl _openstat filter_by "
        "nb share replytocom like_comment unapproved moderation-hash relatedposts_hit relatedposts_origin "
        "relatedposts_position phpsessid jsessionid sessionid session_id sessid sess_id phpsessionid aspsessionid "
        "oscsid zenid cfid cftoken _ _dc no_cache nocache cachebuster rnd rand _wpnonce"
    ).split()
)
# A session where it looks like one; else WordPress's search (``s``) or PHP-Nuke's story (``sid``).
_SOMETIMES = frozenset({"s", "sid", "session", "sess", "ssid"})
_SESSION = re.compile(r"(?=[^0-9]*[0-9])(?:[0-9a-f]{26,}|(?=[^A-Za-z]*[A-Za-z])[0-9A-Za-z]{26,})")
# ``;jsessionid=`` of Java servers, ``(S(...))`` of ASP.NET.
_SESSION_IN_PATH = re.compile(
    r";(?:jsessionid|phpsessid|sid|sessionid)=[^/;]*|/\((?:[A-Z]\([0-9A-Za-z]{10,}\))+\)", re.IGNORECASE
)
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ESCAPES = {f"{code:02X}": chr(code) if chr(code) in _UNRESERVED else f"%{code:02X}" for code in range(256)}
_SAFE = "%!$&'()*+,;=:@/~[]"
_PORTS = {"http": 80, "https": 443}
_CONTROL = re.compile(r"[\x00-\x20\x7f]+")
_STRIP = "".join(map(chr, range(0x21))) + "\x7f\xa0\u200b\ufeff"
_ESCAPED_AMPERSAND = re.compile(r"&(?:amp|#0*38);", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Two bytes or more above ASCII: UTF-8 encoded twice, and not the percent sign of «100%25».
_DOUBLE = re.compile(r"(?:%(?:25)+[89A-Fa-f][0-9A-Fa-f]){2,}")
_AGAIN = re.compile(r"%(?:25)+")
_HOST = re.compile(r"[a-z0-9_\-.]+|\[[0-9a-f:.]+\]")
# Most addresses are canonical as found and need no taking apart: no default port, escape or dot segment, and no query
# but a number, like that of WordPress's «?p=1».
_PLAIN = re.compile(
    r"https?://[a-z0-9\-]+(?:\.[a-z0-9\-]+)*(?::(?!80/|443/)(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}))?(?:/(?:[A-Za-z0-9_~\-][A-Za-z0-9_~.\-]*)?)+"
    r"(?:\?(?:p|id|page|paged|page_id|start|news)=[0-9]+)?"
)

_PAGER = (
    r"(?i:(?:[\w.-]+?(?:[_.-]|%5B|\[))?(?:page|paged|pagenum(?:ber)?|currentpage|pg|start|limitstart|offset|pointer|cur(?:page)?)"
    r"(?::int|%3Aint|%5D|\])?|pagen_\d+|debut_\w+)"
)
"""The parameter that counts the pages of a list: ``page``, ``News_page`` (Yii), ``b_start:int`` (Plone),
``debut_articles`` (SPIP), ``tx_news_pi1[currentPage]`` (TYPO3)."""
PAGED = re.compile(rf"[?&]{_PAGER}=\d|/page/\d")
"""An address with the number of a page; not ``?p=``, by which WordPress and others after it number articles."""
_PAGE_NUMBER = re.compile(
    r"/page[/-]?\d+(?=/|$|\?)|[-_]?(?<=[^\d])\d{1,3}(?=\.html?(?:$|\?))|"
    rf"(?<=[?&])(?:{_PAGER}|p)="
    r"\d+(?:(?:%2C|,)\d+)*&?|"  # Drupal counts each list of its page: ?page=0%2C1
    r"(?<=\?)page;?\d+(?==?$)|"  # uCoz: ?page2
    r"(?<=[?&])cHash=[0-9a-f]+&?"  # of TYPO3, for each page another
)
_INDEX = re.compile(r"/index\.html?(?=$|\?)")
_HOME = re.compile(r"[^/?]+(?:/(?:uk|ua|en|ru))?(?:/(?:index|default|home)\.\w+)?")


def canonical(url: str, base: str | None = None) -> str:
    """Give an address the one spelling under which the archive knows it.

    Args:
        url: As found on a page, in a feed, a header ...; relative ones need ``base``.
        base: The address of the page it was found on.

    Returns:
        Absolute; scheme and host in lower case (IDNA), no default port, user or fragment; tracking parameters
        dropped and the others sorted by name; percent-encoding upper-case, minimal and undone where it was doubled.
        A trailing slash is left as found.

    Raises:
        ValueError: It is not an http(s) address with a host.
    """
    return _absolute(url if base is None or url.startswith(("http://", "https://")) else _joined(base, url))


@lru_cache(maxsize=8192)  # the same few hundred links stand on every page of a site
def _joined(base: str, url: str) -> str:
    return urljoin(base, _ESCAPED_AMPERSAND.sub("&", url.strip(_STRIP)))


@lru_cache(maxsize=8192)
def _absolute(url: str) -> str:
    return url if _PLAIN.fullmatch(url) else _taken_apart(url)


def _taken_apart(url: str) -> str:
    parts = urlsplit(_ESCAPED_AMPERSAND.sub("&", url.strip(_STRIP)))
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise ValueError(f"not an http(s) address: {url!r}")
    query = _query(parts.query)
    return f"{scheme}://{_host(parts, url)}{_path(parts.path)}{'?' if query else ''}{query}"


@lru_cache(maxsize=8192)
def site(url: str) -> str:
    """Name the site of an address: its host without ``www.``, with the port where it is not the default one."""
    return urlsplit(canonical(url)).netloc.removeprefix("www.")


@lru_cache(maxsize=8192)
def identity(url: str) -> str:
    """Give the key under which two spellings of one page meet: no scheme, no ``www.``, no trailing slash."""
    return canonical(url).partition("://")[2].removeprefix("www.").replace("/?", "?").rstrip("/")


def distinct(urls: Iterable[str]) -> tuple[str, ...]:
    """Give each page's address once, as it is spelled first, in their order."""
    found: dict[str, str] = {}
    for url in urls:
        found.setdefault(identity(url), url)
    return tuple(found.values())


@lru_cache(maxsize=8192)
def unpaged(url: str) -> str:
    """Give the key that the pages of one list share: the canonical address without the number of its page."""
    return _INDEX.sub("", _PAGE_NUMBER.sub("", url)).rstrip("/?&")


def is_home(url: str) -> bool:
    """Whether an address is a site's home page, in one of its languages perhaps."""
    return _HOME.fullmatch(identity(url)) is not None


def _host(parts: SplitResult, url: str) -> str:
    try:
        host = (parts.hostname or "").rstrip(".")
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
        port = parts.port
    except ValueError as error:
        raise ValueError(f"not a host and port: {url!r}") from error
    if ":" in host:
        host = f"[{host}]"
    if not _HOST.fullmatch(host):
        raise ValueError(f"no host: {url!r}")
    return host if port in {None, _PORTS[parts.scheme.lower()]} else f"{host}:{port}"


def _path(path: str) -> str:
    if "/." in path:
        path = _without_dots(path)
    if ";" in path or "(" in path:
        path = _SESSION_IN_PATH.sub("", path)
    return _percent(path) or "/"


def _without_dots(path: str) -> str:
    """Resolve ``.`` and ``..`` (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _query(query: str) -> str:
    pairs = [_percent(pair.replace("+", "%20")) for pair in query.split("&") if pair]
    return "&".join(sorted(filter(_kept, pairs), key=_name))


def _name(pair: str) -> str:
    return pair.partition("=")[0]


def _kept(pair: str) -> bool:
    name, _, value = pair.partition("=")
    name = name.lower()
    if name in _SOMETIMES:
        return not _SESSION.fullmatch(value)
    return name not in _DROPPED and not name.startswith("utm_")


def _percent(text: str) -> str:
    if "%" in text:
        text = _DOUBLE.sub(lambda found: _AGAIN.sub("%", found[0]), text)
        text = _ESCAPE.sub(_escape, _BARE_PERCENT.sub("%25", text))
    return quote(_CONTROL.sub(_encoded_blank, text), safe=_SAFE + "?")


def _encoded_blank(found: re.Match[str]) -> str:
    # Browsers drop line breaks and tabs from an address and keep its spaces.
    return "%20" * found[0].count(" ")


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES[found[1].upper()]
