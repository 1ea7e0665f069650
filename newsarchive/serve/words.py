"""How dates, numbers, stored text and addresses are put before a reader. Stored text is hostile."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import pass_context
from markupsafe import Markup, escape

from newsarchive.language.counting import plural
from newsarchive.serve.tongue import spoken
from newsarchive.store.values import DAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.runtime import Context

    from newsarchive.serve.tongue import Language

_OF_MONTHS = "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()
"""In the genitive, as dates want them."""
MONTHS = "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень".split()
"""In the nominative, where no day stands before them."""
MONTHS_EN = "January February March April May June July August September October November December".split()

_THOUSAND, _MILLION = 1_000, 1_000_000

OPEN, CLOSE = "⟦", "⟧"
"""What ``highlight()`` and ``snippet()`` put around a found word; readable in JSON and CSV too."""

_ALPHABET = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
_PLACES = str.maketrans(_ALPHABET, "".join(chr(0xE000 + place) for place in range(len(_ALPHABET))))
"""Private use: behind all else, in this order."""

_MARKED = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_UNIT = r"[ \u00a0\u202f](?:(?:тис|млн|млрд|трлн|грн)\b\.?|(?:тисяч|мільйон|мільярд|гривень|гривн)\w{0,4}\b)"
_SUM = re.compile(
    # Five groups at most, so that a row of numbers is not taken for one that is wider than a phone.
    rf"(?<![\d#])(?:\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}}(?!\d)){{1,5}}(?:[.,]\d{{1,4}})?(?:{_UNIT}){{0,2}}"
    rf"|\d{{1,15}}(?:[.,]\d{{1,4}})?(?:{_UNIT}){{1,2}})"
)
_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f\\]")


def say(lang: Language, ukrainian: str, english: str) -> str:
    """One of two wordings of the same."""
    return english if lang == "en" else ukrainian


def day(text: str | None, lang: Language = "uk") -> str:
    """The day of a stored ISO 8601 time, in words; what cannot be read is shown as it stands."""
    read = moment(text)
    months = MONTHS_EN if lang == "en" else _OF_MONTHS
    return f"{read.day} {months[read.month - 1]} {read.year}" if read else text or ""


def month(label: str, lang: Language = "uk") -> str:
    """A month, ``2023-11``, in words; a year, ``2023``, as it stands."""
    if "-" not in label:
        return label
    names = MONTHS_EN if lang == "en" else MONTHS
    return f"{names[int(label[5:7]) - 1]} {label[:4]}"


def when(text: str | None, lang: Language = "uk") -> str:
    """The day and the time of day, with «UTC» where the time is not Kyiv's."""
    read = moment(text)
    if not isinstance(read, datetime):
        return day(text, lang)
    zone = " UTC" if read.utcoffset() == timedelta(0) else ""
    return f"{day(text, lang)}, {read:%H:%M}{zone}"


def moment(text: str | None) -> date | datetime | None:
    """A stored ISO 8601 time, or a bare day; None where it is neither."""
    try:
        return date.fromisoformat(text or "") if len(text or "") == DAY else datetime.fromisoformat(text or "")
    except ValueError:
        return None


def number(value: int | None) -> str:
    """Thousands set apart by a space that does not break; a dash where nothing was counted."""
    return "—" if value is None else f"{value:,}".replace(",", "\u00a0")


def brief(value: int, lang: Language = "uk") -> str:
    """A number in four signs at most, for where the whole one is told beside it: 9500, 12т, 3М."""
    thousand, million = ("k", "M") if lang == "en" else ("т", "М")
    if value < 10 * _THOUSAND:
        return str(value)
    return f"{value // _THOUSAND}{thousand}" if value < _MILLION else f"{value // _MILLION}{million}"


def share(part: float, lang: Language = "uk") -> str:
    """A part of the whole as a percentage: two digits that count, and no more than the first behind the point."""
    percent = 100 * part
    told = f"{percent:.0f}" if percent >= 10 or not percent else f"{percent:.1f}"  # noqa: PLR2004 - two digits
    told = "<0.1" if told == "0.0" else told
    return f"{told}%" if lang == "en" else f"{told.replace('.', ',')}\u00a0%"


def alphabetical(text: str) -> str:
    """What sorts a text by the Ukrainian alphabet: by code, Ґ, Є, І and Ї would stand before А or behind Я."""
    return text.lower().translate(_PLACES)


def paragraphs(text: str | None) -> list[str]:
    """The paragraphs of a stored text: they stand apart by an empty line."""
    return [part.strip("\n") for part in re.split(r"\n\s*\n", text or "") if part.strip()]


def cut(text: str | None, length: int = 220) -> str:
    """The first words of a text, on one line."""
    flat = " ".join((text or "")[: length * 3].split())
    return flat if len(flat) <= length else flat[:length].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def sums(text: str | None) -> Markup:
    """A text, escaped, whose sums no line's end divides: «12 345 678,90 грн». Its letters are as they were."""
    return Markup(_SUM.sub(r"<span class=sum>\g<0></span>", str(escape(text or ""))))  # noqa: S704 - escaped


def marks(text: str | None) -> Markup:
    """Found words as ``<mark>``: escaped first, and always balanced."""
    escaped = _MARKED.sub(r"<mark>\1</mark>", str(sums(text)))
    return Markup(escaped.replace(OPEN, "").replace(CLOSE, ""))  # noqa: S704 - by ``sums``


def web(url: str | None) -> str | None:
    """The address if a browser may follow it (http and https only), else None."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    whole = parts.scheme in {"http", "https"} and parts.netloc and not _UNSAFE.search(url or "")
    return url if whole else None


def out(url: str | None, text: str | None = None) -> Markup:
    """A link out of the archive, or only its text where the address is not one to follow."""
    safe = web(url)
    label = text or url or ""
    return Markup('<a href="{}" rel="noopener nofollow">{}</a>').format(safe, label) if safe else escape(label)


@pass_context
def _day(context: Context, text: str | None) -> str:
    return day(text, spoken(context))


@pass_context
def _when(context: Context, text: str | None) -> str:
    return when(text, spoken(context))


@pass_context
def _brief(context: Context, value: int) -> str:
    return brief(value, spoken(context))


@pass_context
def _share(context: Context, part: float) -> str:
    return share(part, spoken(context))


@pass_context
def _month(context: Context, label: str) -> str:
    return month(label, spoken(context))


@pass_context
def _plural(context: Context, value: int | None, *forms: str) -> str:
    """Take the three Ukrainian forms and the two English ones."""
    one, few, many, single, several = forms
    return (single if value == 1 else several) if spoken(context) == "en" else plural(value or 0, one, few, many)


FILTERS: dict[str, Callable[..., Any]] = {
    **{f"na_{function.__name__}": function for function in (number, paragraphs, cut, sums, marks, web, out)},
    "na_brief": _brief,
    "na_share": _share,
    "na_month": _month,
    "na_day": _day,
    "na_when": _when,
    "na_plural": _plural,
}
"""Those that tell something in words know the language of the page they stand on."""
