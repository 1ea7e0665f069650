"""An article cited: what is told of it, with a permalink and the digest that proves it. Other styles: ``styles``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from newsarchive.serve.public import permalink
from newsarchive.serve.words import day, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsarchive.serve.article import Page
    from newsarchive.serve.tongue import Language
    from newsarchive.serve.view import Visit

_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # a lone brace would end the field, escaped or not
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    '"': r"\textquotedbl{}",
    **{sign: f"\\{sign}" for sign in "$&#_%"},
}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&!()$])")
_DATED = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+(?:[+-]\d\d:\d\d|Z)?)?")
_LANGUAGE = re.compile("[a-z]{2,3}(?:-[A-Za-z]{2})?")
_IN_URL = "%:/?#[]@!$&'()*+,;=-._~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What is cited of one version of an article."""

    key: str
    """Of BibTeX: made of the council, the year and the text, and thus the same in a rebuilt archive."""
    council: str
    """Its name."""
    author: str
    """The council's name, with the article's own author where the page names one."""
    title: str
    published: str | None
    """ISO 8601."""
    url: str
    """On the council's site."""
    seen: str
    """UTC, ISO 8601; when the archive captured what was read."""
    digest: str
    permalink: str
    lang: Language
    """Of the citation's own words."""
    language: str
    """Of the article: ``uk``."""
    gone: bool
    """Whether the site shows it no more."""

    @property
    def text(self) -> str:
        """One sentence after the other, as a list of sources has them."""
        told = day(self.published, self.lang) if self.published else say(self.lang, "Без дати", "No date")
        sentences = [self.author, self.title, told]
        written = " ".join(f"{sentence.rstrip('.')}." for sentence in map(flat, sentences))
        kept = say(self.lang, "Збережено", "Captured")
        archived = say(self.lang, "Архів", "Archive")
        return f"{written} {ascii_address(self.url)}. {kept}: {self.seen}, {self.digest}. {archived}: {self.permalink}"

    @property
    def bibtex(self) -> str:
        """An entry of BibLaTeX."""
        fields = {
            "author": f"{{{tex(self.author)}}}",
            "title": f"{{{tex(self.title)}}}",
            **({"date": self.published[:10]} if self.published else {}),
            "url": ascii_address(self.permalink),
            "urldate": self.seen[:10],
            "note": tex(f"{say(self.lang, 'Джерело', 'Source')}: {ascii_address(self.url)}; {self.digest}"),
        }
        return online(self.key, fields)

    @property
    def markdown(self) -> str:
        """A line of CommonMark."""
        told = day(self.published, self.lang) if self.published else say(self.lang, "без дати", "no date")
        source, kept = say(self.lang, "на сайті", "on the site"), say(self.lang, "збережено", "captured")
        return (
            f"[{marked(self.title)}](<{ascii_address(self.permalink)}>). {marked(self.author)}, {marked(told)}. "
            f"[{source}](<{ascii_address(self.url, but='()[]')}>), {kept} {self.seen}, `{plain(self.digest)}`"
        )


def cite(visit: Visit, page: Page) -> Citation:
    """Cite the version of an article that is shown."""
    article, shown = page.article, page.shown
    council = (visit.lang == "en" and article["council_name_en"]) or article["council_name"] or article["council"]
    return Citation(
        key=key(article["council"], shown["published"], shown["digest"]),
        council=council,
        author=f"{council} ({shown['author']})" if shown["author"] else council,
        title=shown["title"] or say(visit.lang, "Без назви", "Untitled"),
        published=_dated(shown["published"]),
        url=article["url"],
        seen=_dated(page.capture.get("captured_at") or shown["seen_at"]) or "",
        digest=shown["digest"],
        permalink=permalink(visit.datasette, visit.request, visit.name, article["url"], shown["digest"]),
        lang=visit.lang,
        language=_language(article["language"] or ""),
        gone=article["state"] == "deleted",
    )


def key(council: str, published: str | None, digest: str) -> str:
    """The key of a BibTeX entry: letters, digits and hyphens, nothing that an entry could be broken with."""
    parts = (council, published[:4] if published else "undated", digest.rpartition(":")[2][:10])
    return "-".join(re.sub(r"[^A-Za-z0-9]", "", part) or "x" for part in parts)


def _language(text: str) -> str:
    """What the page says of itself, if it is the name of a language; the councils write Ukrainian."""
    return text if _LANGUAGE.fullmatch(text) else "uk"


def _dated(text: str | None) -> str | None:
    """A stored day or instant; what is none would be markup of whoever wrote it."""
    return text if text and _DATED.fullmatch(text) else None


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def online(key: str, fields: Mapping[str, str]) -> str:
    """An ``@online`` entry of BibLaTeX; BibTeX's own styles take it for ``@misc``.

    Args:
        key: By which it is cited.
        fields: Name -> what stands there: see :func:`tex`.
    """
    return f"@online{{{key},\n" + "".join(f"  {name} = {{{said}}},\n" for name, said in fields.items()) + "}\n"


def tex(text: str) -> str:
    """A text that may stand in a field of BibTeX, on one line."""
    return "".join(_BIBTEX.get(sign, sign) for sign in flat(text))


def marked(text: str) -> str:
    """A text that means nothing in Markdown, on one line."""
    return _MARKDOWN.sub(r"\\\1", flat(text))


def plain(text: str) -> str:
    """What may stand in a code span."""
    return re.sub(r"[^\w:.-]", "", text)


def ascii_address(url: str, but: str = "") -> str:
    """An address in ASCII, without what would end a field or a link."""
    return quote(url, safe="".join(sign for sign in _IN_URL if sign not in but))
