"""Which lines of a page tell a day and hardly anything else: in a sentence, a day is what the sentence is about."""

from __future__ import annotations

import re

from newsarchive.normalize.dates import ANY_MONTH, CHANGED

_DAY = (
    r"(?<!\w)(?:[0-3]?\d\s?[./-]\s?[01]?\d\s?[./-]\s?(?:(?:19|20)\d\d|\d\d)(?!\d)|"
    r"(?:19|20)\d\d[./-][01]?\d[./-][0-3]?\d(?!\d)|"
    rf"[«\"]?[0-3]?\d(?:-?го|st|nd|rd|th)?\.?[»\"]?\s+(?:de\s+)?{ANY_MONTH}\.?,?(?:(?:\s+de)?\s+(?:19|20)\d\d)?|"
    rf"{ANY_MONTH}\.?\s+[0-3]?\d(?:st|nd|rd|th)?\b(?:,?\s+(?:19|20)\d\d)?|"
    # Told from now, and not in a sentence: «Сьогодні, 10:15», «Новини · вчора».
    r"(?:сьогодні|позавчора|у?вчора|сегодня|позавчера|вчера|щойно|today|yesterday)"
    r"(?=\s*(?:$|[|,•·;)]|[–—-]?\s*(?:(?:об?|в|у|at)\s+)?\d{1,2}[:.]\d\d))|"
    r"(?:\d+\s+\w+\.?|an?\s+\w+|хвилину|годину|день|тиждень|місяць|рік|минуту|час|неделю|месяц|год)"
    r"\s+(?:тому|назад|ago)\b)"
)
DAY = re.compile(_DAY, re.IGNORECASE)
"""A day in words or figures, or told from now, anywhere in a text."""
_LOWER_DAY = re.compile(_DAY)
"""The same in a text in lower case, which takes a third of the time."""
_FIGURE = re.compile(r"[0-9]")
_FROM_NOW = ("сьогодні", "вчора", "сегодня", "вчера", "щойно", "today", "yesterday", "тому", "назад", "ago")
CLOCK = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?", re.IGNORECASE)
OF_ITSELF = re.compile(
    r"(?:опублік|розмі(?:щ|ст)|створен|дода[вн]|опублик|разме(?:щ|ст)|добав|publi|posted|written|veröffentl|erstellt|"
    r"(?:(?:цей )?запис|ця стаття|ця новина|эта запись|this (?:entry|post|article)|"
    r"dieser (?:beitrag|eintrag|artikel))\b)",
    re.IGNORECASE,
)
"""What a sentence begins with that tells when, and by whom, the article beside it was published."""
OF_ELSE = re.compile(
    r"\W*(?:дата\s+(?:(?:і|й|та)\s+час\s+)?(?:народження|проведення|події|заходу|початку|закінчення|рождения|проведения)|"
    r"народи(?:вся|лася)|родил(?:ся|ась)|(?:date of birth|born|event date)\b|"
    r"(?:дата\s+)?(?:за)?(?:реєстрац|регистрац|реєстрован|регистрирован)\w+|востаннє\b|"
    r"(?:останн(?:ій|є)|последн(?:ий|ее))\s+(?:візит|вхід|відвідування|визит|вход|посещение)|"
    r"(?:registered|joined|member since|last (?:visit|seen|login|active))\b|"
    r"(?:сьогодні|сегодня|today)\b(?=.*\b(?:19|20)\d\d\b)(?!.*\d:\d\d))",
    re.IGNORECASE,
)
"""What a line begins with that tells when somebody was born or was here, when something will be, or what is today."""
_LABEL = 40
"""Characters that say what the next line is."""
UPDATED = re.compile(CHANGED, re.IGNORECASE)
"""The words that say of a day that it is one of a change."""
_LONGEST = 90
"""Characters of a line with a day."""
_BESIDE, _ALL_BESIDE = 30, 50
"""Characters beside a day, up to a comma or the like, and of all such parts; more is a sentence about it."""
_BY_WHOM = 60
"""Of all parts, where the line says that it tells of the article: an office has a long name."""
_PARTS = re.compile(r"\s*[|•·—–/,;:()]\s*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDS = 3
"""Beside a day, before a full stop: a sentence."""
_OF_A_DAY = re.compile(
    r"рок[уи]?|рік|год[ау]?|об|понеділ\w+|вівторок|серед[аи]|четвер|п.ятниц\w+|субот[аи]|неділ[яі]|дата|date|on|at|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    re.IGNORECASE,
)
"""Words that a line with a day and nothing else may have."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_IN_A_MONTH = re.compile(rf"\b{ANY_MONTH}", re.IGNORECASE)
_FULL_STOP = re.compile(r"[^|][.!?…]$")
"""What ends a sentence whose day is a bar, and not a month's abbreviation."""
_WHOLE_MONTH = re.compile(r"(?:ня|го|ада)[.!?…]$")
_IS_ON = re.compile(r"\w[»”\")]?\s+[–—-]\s*\|")
"""A dash that is the verb: «Сесія – 12 січня»; the day is given as a bar."""


def names_day(text: str) -> bool:
    """Whether a day stands anywhere in a text; most have neither a figure nor a word for one, which is told at once."""
    lower = text.lower()
    may = _FIGURE.search(lower) or any(map(lower.__contains__, _FROM_NOW))
    return bool(may) and _LOWER_DAY.search(lower) is not None


def tells_day(text: str) -> bool:
    """Whether a line tells a day and hardly anything else: a label, a clock, a name, a number of readers."""
    if len(text) > _LONGEST or not names_day(text) or OF_ELSE.match(text):
        return False
    rest = CLOCK.sub("", DAY.sub("|", text))
    parts = [len(part) for part in _PARTS.split(rest)]
    if OF_ITSELF.match(text):
        return sum(parts) <= _BY_WHOM
    if _is_about(text, rest):
        return False
    return max(parts) <= _BESIDE and sum(parts) <= _ALL_BESIDE


def _is_about(text: str, rest: str) -> bool:
    """Whether a line is a sentence about a day: «Прийом громадян 12 січня.», «Сесія – 12 січня 2025 року о 10:00.».

    Args:
        text: The line.
        rest: The same without its clock, with a bar for its day.
    """
    if text[-1] not in ".!?…":
        return False
    said = [word for word in _WORD.findall(rest) if not _OF_A_DAY.fullmatch(word)]
    is_ended = _FULL_STOP.search(rest) is not None or _WHOLE_MONTH.search(text) is not None
    is_short = bool(said) and is_ended and _IN_A_MONTH.search(text) is not None
    return len(said) >= _WORDS or (is_short and (not _YEAR.search(text) or _IS_ON.search(rest) is not None))


def announces_other(text: str) -> bool:
    """Whether a line of its own says that the one below is no day of publication: «Останній візит:»."""
    return len(text) <= _LABEL and OF_ELSE.match(text) is not None


def tells_publication(text: str) -> bool:
    """The same, where the day is not that of a change; a line may tell both, the change behind."""
    change = UPDATED.search(text)
    return tells_day(text if change is None else text[: change.start()])


def is_nothing_else(text: str) -> bool:
    """Whether a text is a day alone, or with its time."""
    return tells_publication(text) and is_of_a_day(CLOCK.sub("", DAY.sub("", text, count=1)))


def is_of_a_day(rest: str) -> bool:
    """Whether what stands beside a day has no word but those that belong to it: «понеділок,», «року о»."""
    return all(map(_OF_A_DAY.fullmatch, _WORD.findall(rest)))
