"""A search cited: an address that says what was asked, when, and what was found; opened later, what has changed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from newsarchive.language.counting import plural
from newsarchive.serve.asked import FIELDS, Asked, in_time
from newsarchive.serve.cite import ascii_address, marked, online, tex
from newsarchive.serve.cited import changes, standing
from newsarchive.serve.cited.standing import MOST, Standing
from newsarchive.serve.public import origin
from newsarchive.serve.view import Refused
from newsarchive.serve.words import number, say, when

if TYPE_CHECKING:
    import sqlite3

    from datasette import Response

    from newsarchive.search import Explanation, Question
    from newsarchive.serve.cited.changes import Changes
    from newsarchive.serve.tongue import Language
    from newsarchive.serve.view import View, Visit

LIMIT_MS = 5_000
SHOWN = 50
"""Articles of each change that the page names."""

_NUMBER = re.compile("[0-9]{1,9}")
_DIGEST = re.compile("sha256:[0-9a-f]{64}")
_NO_DIGEST = f"sha256:{'0' * 64}"
_AHEAD = timedelta(minutes=5)
"""By which another clock may be ahead of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A search as it is cited."""

    asked: Asked
    at: datetime
    """When it was asked; UTC, to the second."""
    held: datetime
    """When the last capture was made that the archive had then."""
    said: Standing
    address: str
    """Absolute; it says all of the above."""
    lang: Language

    @property
    def question(self) -> str:
        """What was asked, in words."""
        quoted = say(self.lang, "«%s»", "“%s”") % " ".join(self.asked.q.split())
        others = [f"{say(self.lang, *FIELDS[key])}: {value}" for key, value in self.asked.given.items() if key != "q"]
        return "; ".join([quoted, *others] if self.asked.q else others)

    @property
    def moment(self) -> str:
        """When it was asked, in words."""
        return when(self.at.isoformat(), self.lang)

    @property
    def until(self) -> str:
        """The last capture of then, in words."""
        return when(self.held.isoformat(), self.lang)

    @property
    def count(self) -> str:
        """How many articles were found, in words."""
        few = ("стаття", "статті", "статей")
        noun = plural(self.said.found, *few) if self.lang == "uk" else "article" if self.said.found == 1 else "articles"
        return f"{number(self.said.found)} {noun}"

    @property
    def title(self) -> str:
        """What is cited."""
        told = say(
            self.lang,
            "Архів новин обласних рад України, пошук",
            "The news archive of Ukraine's regional councils, search",
        )
        return f"{told}: {self.question}"

    @property
    def text(self) -> str:
        """One sentence after the other."""
        found = say(self.lang, "Знайдено", "Found")
        digest = f", {self.said.digest}" if self.said.digest else ""
        return f"{self.title}. {found}: {self.count} ({self.moment}{digest}). {ascii_address(self.address)}"

    @property
    def bibtex(self) -> str:
        """An entry of BibLaTeX."""
        fields = {
            "title": f"{{{tex(self.title)}}}",
            "date": f"{self.at:%Y-%m-%d}",
            "url": ascii_address(self.address),
            "urldate": f"{self.at:%Y-%m-%d}",
            "note": tex(f"{self.count}, {self.moment}; {self.said.digest}".rstrip("; ")),
        }
        key = f"search-{self.at:%Y%m%d%H%M%S}-{self.said.digest.rpartition(':')[2][:10] or self.said.found}"
        return online(key, fields)

    @property
    def markdown(self) -> str:
        """A line of CommonMark."""
        digest = f", `{self.said.digest}`" if self.said.digest else ""
        return f"[{marked(self.title)}](<{ascii_address(self.address)}>): {marked(self.count)}, {self.moment}{digest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A cited search and what has changed since."""

    citation: Citation
    told: Explanation
    changes: Changes | None
    """None where it is cited just now."""

    @property
    def same(self) -> bool:
        """Whether the set of then could be put together anew: just these articles, with just these texts."""
        return self.changes is not None and self.changes.again == self.citation.said

    @property
    def more(self) -> int:
        """How many more are found now."""
        return self.changes.now - self.citation.said.found if self.changes else 0


async def cited(visit: Visit) -> Response:
    """Cite a search, or tell what has changed since it was cited."""
    asked = replace(Asked.of(visit), order="")
    if not asked.given:
        raise Refused("Посилатися ще немає на що: спершу пошукайте.", "There is nothing to cite yet: search first.")
    stated = _stated(visit)
    with in_time():
        compared = await visit.read(partial(_read, visit=visit, asked=asked, stated=stated), LIMIT_MS)
    return await visit.page("cited.html", compared=compared, shown=SHOWN, most=MOST, question=asked.query())


def _stated(visit: Visit) -> tuple[datetime, datetime, Standing] | None:
    """Read what the address says; None where it says nothing of a moment.

    Raises:
        Refused: It is not whole.
    """
    said = {key: visit.asked(key) for key in ("at", "held", "found", "digest")}
    if not any(said.values()):
        return None
    at, held = _moment(said["at"]), _moment(said["held"])
    if not (at and held and _NUMBER.fullmatch(said["found"]) and _DIGEST.fullmatch(said["digest"] or _NO_DIGEST)):
        raise Refused(
            "Адресу посилання скопійовано не повністю: у ній має бути, коли запитано і скільки знайдено.",
            "The citation's address is not whole: it says when it was asked, and how many were found.",
        )
    return at, held, Standing(found=int(said["found"]), digest=said["digest"])


def _moment(text: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    if read.tzinfo is None or read > datetime.now(UTC) + _AHEAD:
        return None
    return read.astimezone(UTC).replace(microsecond=0)


def _read(
    connection: sqlite3.Connection, visit: Visit, asked: Asked, stated: tuple[datetime, datetime, Standing] | None
) -> Compared:
    question = asked.question(connection)
    at, held, said = stated or _now(connection, question)
    return Compared(
        citation=Citation(
            asked=asked, at=at, held=held, said=said, address=_address(visit, asked, at, held, said), lang=visit.lang
        ),
        told=question.explanation(),
        changes=changes.since(connection, question, said, at=at, held_until=held) if stated else None,
    )


def _now(connection: sqlite3.Connection, question: Question) -> tuple[datetime, datetime, Standing]:
    at = datetime.now(UTC).replace(microsecond=0)
    held = _moment(standing.last_capture(connection) or "") or at
    return at, held, standing.now(connection, question)


def _address(visit: Visit, asked: Asked, at: datetime, held: datetime, said: Standing) -> str:
    place = origin(visit.datasette, visit.request) + visit.datasette.urls.database(visit.name)
    moments = {name: f"{moment:%Y-%m-%dT%H:%M:%SZ}" for name, moment in (("at", at), ("held", held))}
    return f"{place}/cited?{asked.query(**moments, found=str(said.found), digest=said.digest)}"


VIEWS: list[tuple[str, View]] = [(r"cited", cited)]
