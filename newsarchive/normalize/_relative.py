"""Dates told from now («вчора о 9:05», «2 години тому»), and dateparser, which is loaded only when it is asked."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_DAYS = {
    "сьогодні": 0, "сегодня": 0, "today": 0,
    "вчора": 1, "учора": 1, "вчера": 1, "yesterday": 1,
    "позавчора": 2, "позавчера": 2,
}  # fmt: skip
_NAMED = re.compile(rf"({'|'.join(_DAYS)})(?:\s*,?\s*(?:об?|в|у|at)?\s*([01]?\d|2[0-3]):([0-5]\d))?")
_AGO = re.compile(
    r"(?:(\d{1,3})\s*)?(?:(?P<minutes>хвилин[уи]?|хв\.?|минут[уы]?|мин\.?)|(?P<hours>годин[уи]?|год\.?|час(?:а|ов)?)|"
    r"(?P<days>день|дн[іiів]+|дня|дней|дн\.?|доб[аиу]|діб)|(?P<weeks>тиждень|тижн[іів]+|тижд?\.?|недел[юиь]|нед\.?)|"
    r"(?P<months>місяц[іьів]+|міс\.?|месяц(?:а|ев)?|мес\.?)|(?P<years>рік|рок[иів]+|р\.?|год[а]?|лет))\s+(?:тому(?:\s+назад)?|назад)"
)
_AGO_ENGLISH = re.compile(
    r"(\d{1,3}|an?|one)\s*(?:(?P<minutes>min(?:ute)?s?)|(?P<hours>h(?:(?:ou)?rs?)?)|(?P<days>d(?:ays?)?)|"
    r"(?P<weeks>w(?:eeks?)?)|(?P<months>months?)|(?P<years>y(?:ears?)?))\s+ago"
)
_COMPOUND = re.compile(
    r"(\d{1,3}\s+[^\W\d]+\.?)\s*(?:,|\bі\b|\bта\b|\bи\b|\band\b)?\s+(\d{1,3}\s+[^\W\d]+\.?\s+(тому(?:\s+назад)?|назад|ago))"
)
"""«3 дні, 4 години тому», as Django's timesince and others tell it."""
_BY = re.compile(
    r"(?:(?:posted|written|published)\s+by|by|автор(?:ка)?|опублікува(?:в|ла)|опубліковано|дода(?:в|ла)|розмісти(?:в|ла)|добавил[аи]?)"
    r"\s*:?\s*(?:[^\W\d][\w.’'-]*\s+){1,4}?(?=\d)"
)
"""Who published, before when."""
_PARTS = re.compile(r"\s*[|·•]\s*|\s+(?:by|від|автор)\s.*")
"""What parts such a date from what stands beside it, and who published, behind when."""
_OLDEST = 40  # years; «999 років тому» is not when a site published
_UNITS = {
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
    "weeks": timedelta(weeks=1),
    "months": timedelta(days=31),
    "years": timedelta(days=366),
}
_NOW = {"щойно", "тільки що", "только что", "just now"}


def read(text: str, now: datetime) -> datetime | date | None:
    """Read a date told from now; hours and minutes give a moment, everything longer a day.

    Args:
        text: Folded.
        now: Aware, in the zone of the answer.
    """
    told = [value for part in _PARTS.split(text) if part and (value := _read(part, now)) is not None]
    return told[0] if len(told) == 1 else None


def _read(text: str, now: datetime) -> datetime | date | None:
    minute = now.replace(second=0, microsecond=0)
    if text in _NOW:
        return minute
    named = _NAMED.fullmatch(text)
    if named is not None:
        day = now.date() - timedelta(days=_DAYS[named[1]])
        return day if named[2] is None else _at(day, int(named[2]), int(named[3]), now)
    by = _BY.match(text)
    return _since(text if by is None else text[by.end() :], minute)


def span(text: str) -> timedelta | None:
    """Say how exact a date told from now is: the unit that it counts in; None where it is none.

    Args:
        text: Folded.
    """
    told = [unit for part in _PARTS.split(text) if part and (unit := _span(part)) is not None]
    return told[0] if len(told) == 1 else None


def _span(text: str) -> timedelta | None:
    if text in _NOW:
        return _UNITS["minutes"]
    if (named := _NAMED.fullmatch(text)) is not None:
        return _UNITS["days" if named[2] is None else "minutes"]
    by = _BY.match(text)
    rest = text if by is None else text[by.end() :]
    if (found := _COMPOUND.fullmatch(rest)) is not None:
        rest = found[2]
    ago = _AGO.fullmatch(rest) or _AGO_ENGLISH.fullmatch(rest)
    if ago is None or ago.lastgroup is None:
        return None
    # «1 week, 3 days ago» counts days of 24 hours, and the day may be the one before (Django's timesince).
    return (2 if found is not None and ago.lastgroup == "days" else 1) * _UNITS[ago.lastgroup]


def _since(text: str, now: datetime) -> datetime | date | None:
    found = _COMPOUND.fullmatch(text)
    if found is None:
        return _one(text, now)
    smaller = _one(found[2], now)
    if smaller is None:
        return None
    until = smaller if isinstance(smaller, datetime) else datetime.combine(smaller, now.time(), tzinfo=now.tzinfo)
    return _one(f"{found[1]} {found[3]}", until)


def _one(text: str, now: datetime) -> datetime | date | None:
    ago = _AGO.fullmatch(text) or _AGO_ENGLISH.fullmatch(text)
    if ago is None or ago.lastgroup is None:
        return None
    return _ago(ago.lastgroup, int(ago[1]) if ago[1] and ago[1].isdigit() else 1, now)


def _at(day: date, hour: int, minute: int, now: datetime) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=now.tzinfo)


def _ago(unit: str, number: int, now: datetime) -> datetime | date | None:
    if unit in {"minutes", "hours"}:
        # In UTC, where an hour is always an hour: clocks may have changed since.
        return (now.astimezone(UTC) - timedelta(**{unit: number})).astimezone(now.tzinfo)
    if unit in {"days", "weeks"}:
        return now.date() - timedelta(**{unit: number})
    months = now.year * 12 + now.month - 1 - number * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    if year < now.year - _OLDEST:
        return None
    return date(year, month + 1, min(now.day, monthrange(year, month + 1)[1]))


def parser(now: datetime) -> DateDataParser:
    """Give dateparser, set for Ukrainian pages: day first, Kyiv, the past, no date from less than a day and month.

    Args:
        now: Naive wall clock of Kyiv.
    """
    return _parser(now)


@lru_cache(maxsize=2)
def _parser(now: datetime) -> DateDataParser:
    from dateparser.date import DateDataParser  # noqa: PLC0415 - 0.1 s that most runs never need

    return DateDataParser(
        languages=["uk", "ru", "en"],
        use_given_order=True,
        settings={
            "DATE_ORDER": "DMY",
            "TIMEZONE": "Europe/Kyiv",
            "TO_TIMEZONE": "Europe/Kyiv",
            "RETURN_AS_TIMEZONE_AWARE": True,
            "PREFER_DATES_FROM": "past",
            "REQUIRE_PARTS": ["day", "month"],
            "RELATIVE_BASE": now,
        },
    )
