"""What a page is made of: an article as its editors know it, its neighbours, and what must be read from the page."""

import html
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from newsarchive.demo.news import KYIV, MONTHS, generate
from newsarchive.demo.posts import AUTHORS, SECTIONS, Block
from newsarchive.items import Article, Attachment, Link
from newsarchive.normalize import digest
from newsarchive.saved import expected

WEEKDAYS = ("Понеділок", "Вівторок", "Середа", "Четвер", "П'ятниця", "Субота", "Неділя")
CAPTURED = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
LATER = timedelta(hours=25, minutes=7)
"""After which an article was changed: on another day, so that neither date can pass for the other."""
SHOWN = 5
"""Newest articles in a sidebar; articles on a list page."""


@dataclass(frozen=True, kw_only=True)
class Photo:
    """A photograph in the text."""

    url: str
    alt: str
    title: str | None = None
    """What must be read as its title; None where the alternative text says nothing."""


@dataclass(frozen=True, kw_only=True)
class Other:
    """Another article, as teasers and neighbour links name it."""

    url: str
    title: str
    published: datetime


@dataclass(frozen=True, kw_only=True)
class Facts:
    """An article and what stands around it. Addresses are absolute; moments are aware, in Europe/Kyiv."""

    site: str
    """Scheme and host, no slash."""
    council: str
    url: str
    title: str
    blocks: tuple[Block, ...]
    published: datetime
    modified: datetime
    number: int
    author: str
    section: str
    section_path: str
    tags: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    """(address, title) of attached documents."""
    older: Other | None = None
    newer: Other | None = None
    newest: tuple[Other, ...] = ()
    captured: datetime = CAPTURED
    seo: bool = False
    """Whether a plug-in prints machine-readable metadata."""
    one_window: bool = False
    """Whether the site gives all its pages one ``<title>``, its own name."""

    @property
    def prose(self) -> list[str]:
        """The text's own paragraphs."""
        return [text for block in self.blocks for text in block.texts]

    @property
    def paragraphs(self) -> list[str]:
        """Those, and the titles of the documents that are linked below them."""
        return [*self.prose, *(title for _, title in self.files)]

    def window(self, title: str) -> str:
        """Give what stands in ``<title>`` before the site's name."""
        return "" if self.one_window and title == self.title else f"{title} - "

    @property
    def content(self) -> str:
        """The editor's HTML: text, documents, photographs."""
        files = [f'<p><a href="{url}" target="_blank">{text(title)}</a></p>' for url, title in self.files]
        return "\n".join([*self._written, *files, *self._pictured])

    @property
    def bare_content(self) -> str:
        """The editor's HTML where the software lists the documents itself."""
        return "\n".join([*self._written, *self._pictured])

    @property
    def _written(self) -> list[str]:
        return [block.markup() for block in self.blocks]

    @property
    def _pictured(self) -> list[str]:
        return [f'<p><img src="{photo.url}" alt="{attr(photo.alt)}" width="800" /></p>' for photo in self.photos]

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        named = [Attachment(url=url, title=title) for url, title in self.files]
        return (*named, *(Attachment(url=photo.url, title=photo.title, kind="image") for photo in self.photos))


@dataclass(frozen=True, kw_only=True)
class Made:
    """A page, and what must be read from it."""

    url: str
    html: str
    expected: dict[str, Any] = field(repr=False)
    """As article.json or list.json has it."""
    captured: datetime = CAPTURED


def text(value: str) -> str:
    """Escape for text content."""
    return html.escape(value, quote=False)


def attr(value: str) -> str:
    """Escape for an attribute's value."""
    return html.escape(value)


def in_words(day: date) -> str:
    """Write «16 травня 2023»."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """Name the day of the week, with a capital."""
    return WEEKDAYS[day.weekday()]


def minute(moment: datetime) -> datetime:
    """Drop the seconds, which no page prints."""
    return moment.replace(second=0)


def article(facts: Facts, raw: str, source: str, published: datetime | date, **shown: Any) -> dict[str, Any]:
    """Give article.json of a page from the facts it was made of, never from what was read of it.

    Args:
        facts: The article.
        raw: The date as the page prints it where it is read.
        source: Where that is: ``meta``, ``time``, ``printed``, ``url``.
        published: What it says: a bare date where no time of day is printed.
        shown: Fields that this page shows otherwise, or not at all.
    """
    made = Article(
        url=facts.url,
        title=facts.title,
        body="\n\n".join(facts.paragraphs),
        published=published,
        published_raw=raw,
        published_from=source,
        section=facts.section,
        author=facts.author,
        language="uk",
        previous=link(facts.older),
        next=link(facts.newer),
        tags=facts.tags,
        attachments=facts.attachments,
    )
    made = replace(made, **shown)
    return json.loads(expected(replace(made, digest=digest(made))))


def beside(facts: Facts, address: Callable[[str], str] = str) -> dict[str, Any]:
    """Say what differs where the software lists the documents beside the text, under its own addresses."""
    listed = [Attachment(url=address(url), title=title) for url, title in facts.files]
    photos = [attachment for attachment in facts.attachments if attachment.kind == "image"]
    return {"body": "\n\n".join(facts.prose), "attachments": (*photos, *listed)}


def link(other: Other | None, title: str | None = "") -> Link | None:
    """Give a neighbour as a page names it; ``title=None`` where it does not name its title."""
    return other and Link(url=other.url, title=other.title if title == "" else title)


def sample(name: str, address: Any, *, site: str, council: str, count: int = 16) -> list[Facts]:
    """Make a site's articles, oldest first: generated words, and the debris that councils' editors leave.

    Args:
        name: Of the software; another gives other articles.
        address: ``address(site, post)``: where an article stands.
        site: Scheme and host.
        council: Its name.
        count: Articles.
    """
    posts = [post for post in generate(count, f"platform/{name}") if not any("seed" in flag for flag in post.flags)]
    others = [Other(url=address(site, post), title=post.title, published=post.published) for post in posts]
    made = []
    for place, post in enumerate(posts):
        uploads = f"{site}/uploads/{post.published:%Y/%m}"
        is_debris = place % 2 == 1
        photos = (
            (Photo(url=f"{uploads}/DSC_9098.jpg", alt="DSC_9098"), Photo(url=f"{uploads}/a.jpg", alt="28-07-2023-4"))
            if is_debris
            else (Photo(url=f"{uploads}/zal.jpg", alt="Зала засідань", title="Зала засідань"),)
        )
        made.append(
            Facts(
                site=site,
                council=council,
                url=others[place].url,
                title=post.title,
                blocks=tuple(post.blocks),
                published=post.published,
                modified=(post.modified if place == 0 else post.published + LATER).astimezone(KYIV),
                number=post.number,
                author=AUTHORS[post.author],
                section=SECTIONS[post.section],
                section_path=post.section,
                tags=tuple(post.tags or (("депутати", "сесія") if place == len(posts) - 1 else ())),
                photos=photos,
                files=((f"{uploads}/proiekt-rishennia.pdf", "Проєкт рішення (PDF)"),) if is_debris else (),
                older=others[place - 1] if place else None,
                newer=others[place + 1] if place + 1 < len(others) else None,
                newest=tuple(reversed(others[-SHOWN:])),
                seo=place == len(posts) - 1,
                one_window=is_debris,
            )
        )
    return made
