"""The styles and formats in which an article is cited, each of them the same facts in another order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.serve.cite import ascii_address, flat
from newsarchive.serve.words import day, moment, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsarchive.serve.cite import Citation

_OF_WIKI = {sign: f"&#{ord(sign)};" for sign in "&<>[]{}|~'_="}
"""What would end a parameter, open a link or a template, sign, or switch something; shown as it is."""
_NO_SIGN_BEHIND = re.compile(r"[?!…]$")


class Form(NamedTuple):
    """A way to cite."""

    ending: str
    """Of the address that answers with it: ``cite.ris``."""
    name: tuple[str, str]
    """In Ukrainian and in English."""
    kind: str
    """Content type."""
    told: Callable[[Citation], str]


def dstu(cited: Citation) -> str:
    """The Ukrainian standard of references, ДСТУ 8302:2015: a page of a site, as it was seen on a day."""
    published = f" {_figures(cited.published)}." if cited.published else ""
    return (
        f"{_ended(cited.title)} {flat(cited.council)} : вебсайт.{published} URL: {ascii_address(cited.url)} "
        f"(дата звернення: {_figures(cited.seen)}). Архівна копія: {cited.permalink}"
    )


def apa(cited: Citation) -> str:
    """APA's seventh edition: a page of a group that may change, by the address that does not."""
    seen = day(cited.seen[:10], cited.lang)
    retrieved = say(cited.lang, f"Взято {seen} з", f"Retrieved {_month_first(cited.seen)}, from")
    return f"{flat(cited.council)}. ({_apa_day(cited)}). {_ended(cited.title)} {retrieved} {cited.permalink}"


def wiki(cited: Citation) -> str:
    """The template «Cite web» of Wikipedia, the same in the Ukrainian and in the English one."""
    parameters = {
        "url": _in_template(cited.url),
        "title": _of_wiki(cited.title),
        "publisher": _of_wiki(cited.council),
        "date": (cited.published or "")[:10],
        "language": cited.language,
        "access-date": cited.seen[:10],
        "archive-url": _in_template(cited.permalink),
        "archive-date": cited.seen[:10],
        "url-status": "dead" if cited.gone else "live",
    }
    return "{{Cite web " + " ".join(f"|{name}={said}" for name, said in parameters.items() if said) + "}}"


def ris(cited: Citation) -> str:
    """RIS, which Zotero, Mendeley and EndNote read."""
    lines = {
        "TY": "ELEC",
        "AU": flat(cited.council),
        "TI": flat(cited.title),
        "PY": (cited.published or "")[:4],
        "DA": (cited.published or "")[:10].replace("-", "/"),
        "PB": flat(cited.council),
        "LA": cited.language,
        "UR": cited.permalink,
        "Y2": cited.seen[:10].replace("-", "/"),
        "N1": f"{ascii_address(cited.url)}; {flat(cited.digest)}",
    }
    return "".join(f"{tag}  - {said}\r\n" for tag, said in lines.items() if said) + "ER  - \r\n"


FORMS = (
    Form("txt", ("Текст", "Plain text"), "text/plain", lambda cited: f"{cited.text}\n"),
    Form("dstu", ("ДСТУ 8302:2015", "DSTU 8302:2015"), "text/plain", lambda cited: f"{dstu(cited)}\n"),
    Form("apa", ("APA", "APA"), "text/plain", lambda cited: f"{apa(cited)}\n"),
    Form("wiki", ("Вікіпедія", "Wikipedia"), "text/plain", lambda cited: f"{wiki(cited)}\n"),
    Form("bib", ("BibTeX", "BibTeX"), "application/x-bibtex", lambda cited: cited.bibtex),
    Form("ris", ("RIS: Zotero, EndNote", "RIS: Zotero, EndNote"), "application/x-research-info-systems", ris),
    Form("md", ("Markdown", "Markdown"), "text/markdown", lambda cited: f"{cited.markdown}\n"),
)
"""In the order in which a page has them."""


def _figures(text: str) -> str:
    """The day as the standard writes it: 12.08.2026."""
    return ".".join(reversed(text[:10].split("-")))


def _apa_day(cited: Citation) -> str:
    if not cited.published:
        return say(cited.lang, "б. д.", "n.d.")
    year, _, rest = cited.published[:10].partition("-")
    named, english = day(f"{year}-{rest}"), _month_first(cited.published)
    return say(cited.lang, f"{year}, {named.rpartition(' ')[0]}", f"{year}, {english.rpartition(',')[0]}")


def _month_first(text: str) -> str:
    """The day as Americans write it: August 12, 2026."""
    read = moment(text[:10])
    number, name, year = day(text[:10], "en").split(" ") if read else ("", text, "")
    return f"{name} {number}, {year}"


def _ended(text: str) -> str:
    """A title with a full stop, unless it asks or calls."""
    written = flat(text).rstrip(".")
    return written if _NO_SIGN_BEHIND.search(written) else f"{written}."


def _of_wiki(text: str) -> str:
    return "".join(_OF_WIKI.get(sign, sign) for sign in flat(text))


def _in_template(url: str) -> str:
    return ascii_address(url, but="[]'").replace("~", "%7E").replace("__", "_%5F")
