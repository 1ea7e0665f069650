"""The records of the demo site: a post and its history, from which pages and truth are made."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

SECTIONS = {
    "novyny": "Новини",
    "sesii": "Сесії обласної ради",
    "komisii": "Постійні комісії",
    "biudzhet": "Бюджет і фінанси",
    "hromady": "Територіальні громади",
    "okhorona-zdorovia": "Охорона здоров'я",
    "osvita": "Освіта",
    "kultura": "Культура",
    "dorohy": "Дороги та інфраструктура",
}
AUTHORS = {"presssluzhba": "Пресслужба обласної ради", "redaktor": "Редактор сайту"}


@dataclass
class Block:
    """One block of a body: what a reader gets (``texts``) and how the page writes it (``markup``)."""

    texts: list[str]
    """The clean paragraphs; a list has one for each item."""
    kind: str = "p"
    """``p``, ``h3``, ``ul`` or ``blockquote``."""
    raw: list[str] | None = None
    """Inner HTML instead of the escaped texts, where a quirk wrote it differently."""

    def markup(self) -> str:
        """Return the block's HTML."""
        inner = self.raw if self.raw is not None else [html.escape(text, quote=False) for text in self.texts]
        if self.kind == "ul":
            return "<ul>\n" + "\n".join(f"<li>{item}</li>" for item in inner) + "\n</ul>"
        if self.kind == "blockquote":
            return "<blockquote><p>" + "</p>\n<p>".join(inner) + "</p></blockquote>"
        return f"<{self.kind}>" + "<br />\n".join(inner) + f"</{self.kind}>"


@dataclass
class Post:
    """One article of the site, as its editors know it."""

    number: int
    """WordPress's ID."""
    title: str
    slug: str
    published: datetime
    """Europe/Kyiv, to the second."""
    modified: datetime
    section: str
    """A key of :data:`SECTIONS`."""
    tags: list[str]
    author: str
    """A key of :data:`AUTHORS`."""
    blocks: list[Block]
    title_raw: str | None = None
    """The title as its page writes it (HTML), where that is not the escaped title."""
    photos: list[str] = field(default_factory=list)
    """Captions of the gallery, one for each photograph."""
    files: list[str] = field(default_factory=list)
    """Titles of the attached PDF files."""
    old_slugs: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    """What is unusual here: the names of the switches that touched it, and ``seed`` and its neighbours."""
    history: list[dict[str, Any]] = field(default_factory=list)
    """Earlier versions: title, body, modified."""
    gone: int | None = None
    """404 or 410 once the article has been removed."""

    @property
    def sort_key(self) -> tuple[datetime, int]:
        """Chronological; posts of the same second by ID."""
        return self.published, self.number

    @property
    def body(self) -> list[str]:
        """The clean paragraphs, in order."""
        return [text for block in self.blocks for text in block.texts]

    @property
    def title_html(self) -> str:
        """The title as HTML."""
        return self.title_raw or html.escape(self.title, quote=False)

    @property
    def words(self) -> int:
        """The length of the body."""
        return sum(len(text.split()) for text in self.body)
