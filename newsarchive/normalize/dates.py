"""When an article was published, in Europe/Kyiv: read from what the page claims, refused rather than invented.

:func:`choose` weighs the clues of a page; :func:`parse` reads one string. Regular expressions answer what councils
are known to print (over 100,000 a second); dateparser is asked last, and believed only where every number of its
answer stands in the text.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from newsarchive.normalize import _relative, _words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsarchive.items import DateClue

KYIV: Final = ZoneInfo("Europe/Kyiv")
MONTH: Final = _words.MONTH
"""Regular expression for a month's name in Ukrainian, English or Russian, in lower case."""
ANY_MONTH: Final = _words.ANY_MONTH
"""The same, in the languages around too: German, Polish, Romanian ..."""
_EARLIEST = date(1991, 1, 1)  # older is a clock that was never set (1970, 1980)
_TOLERANCE = timedelta(days=1)
_SPRING = 3
_LONGEST = 160  # characters; longer is prose, and a date in it is what the prose is about

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[t ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s?(z|utc|gmt|[+-]\d\d:?(?:\d\d)?)?)?",
    re.IGNORECASE,
)
_INSTANT = re.compile(r"(?:\.\d{3}Z|[+-]0000)\s*$")
_ZONES = {"z": 0, "utc": 0, "gmt": 0}
_TIME = (
    r"(?P<{0}h>[01]?\d|2[0-3])(?::|\.(?=\d\d\s*$))(?P<{0}m>[0-5]\d)(?::(?P<{0}s>[0-5]\d))?(?!\d|[.:/]\d)"
    r"(?:\s*(?P<{0}p>[ap])\.?m\b\.?)?"
)
_YEAR = r"(?P<{0}>(?:19|20)\d\d)(?:-?(?:го|й))?"
_DATE = re.compile(
    r"(?<![\d.,/№+-])(?<!\d:)(?:"
    rf"[«\"]?(?P<d1>\d{{1,2}})(?:-?(?:го|е|th|st|nd|rd)|\.)?[»\"]?[\s-]*"
    rf"(?P<w1>{_words.MONTH})\.?[\s,-]*{_YEAR.format('y1')}"
    rf"|(?<![^\W\d_])(?P<w2>{_words.MONTH})\.?\s+(?P<d2>\d{{1,2}})(?:th|st|nd|rd)?[.,]?\s+{_YEAR.format('y2')}"
    r"|(?P<d3>\d{1,2})\s?(?P<sep>[./-]|\s)\s?(?P<n3>\d{1,2})\s?(?P=sep)\s?"
    r"(?P<y3>(?:19|20)\d\d|\d\d(?=[^\d.,/-]|[.,]?\s|[.,]?$))"
    r"|(?P<y4>(?:19|20)\d\d)(?P<sep4>[./-])(?P<n4>\d{1,2})(?P=sep4)(?P<d4>\d{1,2})"
    r")(?![\d/-]|[.,]\d{1,3}(?![\d:]))"
)
_AFTER = re.compile(
    rf"(?:\s*(?:року|рік|рр?\.|р\b|года?|г\.))?\s*[|,/–—-]?\s*(?:(?:об?|в|у|at|@)\s+)?{_TIME.format('a')}"
    r"(?:\s*(?P<zone>z|utc|gmt|eest|eet|[+-]\d\d:?\d\d)\b)?"
)
_BEFORE = re.compile(rf"(?<![\d:.]){_TIME.format('b')}\s*[|,/–—-]?\s*$")
_NO_YEAR = re.compile(
    rf"(?:(?P<h0>[01]?\d|2[0-3]):(?P<m0>[0-5]\d)\s*[|,–—-]?\s*)?"
    rf"(?:(?P<d1>\d{{1,2}})(?:-?го)?\s+(?P<w1>{_words.MONTH})\.?|(?P<w2>{_words.MONTH})\.?\s+(?P<d2>\d{{1,2}})"
    r"|(?P<d3>\d\d)\.(?P<n3>\d\d))"
    r"(?:\s*[|,–—-]?\s*(?:(?:об?|в|у|at)\s+)?(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d))?"
)
_UNIX_TIME = re.compile(r"1\d{9}")  # 2001 to 2033
_KINDS = {"meta": "told", "json-ld": "told", "time": "shown", "printed": "shown"}
"""Sources that one program or one template fills; any other source is a kind of its own."""
CHANGED = (
    r"(?:(?:останн\w+|последн\w+|last|zuletzt)\s+)?"
    r"(?:оновлен|змінен|редагуван|обновлен|изменен|updated|modified|aktualisiert|geändert)"
)
"""What a line says before the day of a change, «Останнє оновлення на ...»; in lower case, without the word's ending."""
_CHANGED = re.compile(rf"\W*{CHANGED}")
_PUBLISHED = re.compile(r"(?:опубліков|створен|розміщен|дата публікації|додано|опубликован|published|posted)\w*\W*$")


def parse(text: str, *, captured_at: datetime) -> datetime | date | None:
    """Read one date as a Ukrainian site prints it, or as a machine writes it (ISO 8601, RFC 822).

    Args:
        text: What stands on the page: with a label, a weekday, a view counter ...
        captured_at: Aware; what «вчора», «2 години тому» and a date without a year are counted from.

    Returns:
        In Europe/Kyiv, to the minute or second as printed; a bare date where no time of day is given; None where
        the text names no date, more than one or an impossible one.
    """
    return _read(text, captured_at.astimezone(KYIV))


def choose(clues: Sequence[DateClue], captured_at: datetime) -> tuple[datetime | date | None, str | None, str | None]:
    """Decide when an article was published.

    The first clue that can be read wins, unless it stands alone: a day that two kinds of sources name (machines are
    told it, readers are shown it, the address has it) is believed before one that a single kind names. A day in the
    future (more than one after the capture) or before 1991 is refused.

    A value marked ``+00:00`` may be Kyiv's wall clock under a false mark: the words printed beside it tell; where they
    do not, a ``time`` element is taken as the wall clock (tagDiv prints it so) and any other source as UTC, as is what
    JavaScript wrote, ``Z`` behind a thousandth of a second, and ``+0000``, as Textpattern writes an instant. A Unix
    time in the address is believed unless the page prints another day.

    Args:
        clues: Best source first, as :class:`newsarchive.items.Reading` has them.
        captured_at: Aware.

    Returns:
        The value (as of :func:`parse`), the text it was read from, its source. Where nothing could be trusted: None,
        the best clue's text and None.
    """
    now = captured_at.astimezone(KYIV)
    found = [
        (clue, value)
        for clue in clues
        if (value := _weigh(clue, now)) is not None
        and believable(value, now)
        and not (type(value) is date and _is_vague(clue.value))
    ]
    if not found:
        return None, clues[0].value if clues else None, None
    clue, value = _to_the_hour(_confirmed(found), found)
    return _in_the_repeated_hour(value, clues), clue.value, clue.source


def told_from_now(text: str) -> timedelta | None:
    """Say how exact a date told from now is («2 години тому»): the unit that it counts in; None where it is none.

    What such words say moves on with the clock: they are read for the first time, or not at all.
    """
    return _relative.span(_words.unlabeled(_words.fold(text))) if len(text) <= _LONGEST else None


def _is_vague(text: str) -> bool:
    unit = told_from_now(text)
    return unit is not None and unit > _TOLERANCE


def _confirmed(found: list[tuple[DateClue, datetime | date]]) -> tuple[DateClue, datetime | date]:
    """Give the first whose day another kind of source names too; where there is none, the first."""
    kinds: dict[date, set[str]] = {}
    for clue, value in found:
        kinds.setdefault(_date(value), set()).add(_KINDS.get(clue.source, clue.source))
    return next((pair for pair in found if len(kinds[_date(pair[1])]) > 1), found[0])


def _to_the_hour(
    best: tuple[DateClue, datetime | date], found: list[tuple[DateClue, datetime | date]]
) -> tuple[DateClue, datetime | date]:
    """Give the first that names the same day with its hour, where the best names the day alone."""
    if isinstance(best[1], datetime):
        return best
    same = (pair for pair in found if isinstance(pair[1], datetime) and pair[1].date() == best[1])
    return next(same, best)


def _date(value: datetime | date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _in_the_repeated_hour(value: datetime | date, clues: Sequence[DateClue]) -> datetime | date:
    """Let an offset that the page prints decide in the hour that the clocks show twice in October."""
    if not isinstance(value, datetime) or value.utcoffset() == value.replace(fold=1 - value.fold).utcoffset():
        return value
    for clue in clues:
        found = _ISO.fullmatch(clue.value.strip())
        if found is not None and found[7] and _offset(found[7]):
            said = _read(clue.value, value)
            if isinstance(said, datetime) and said.replace(tzinfo=None) == value.replace(tzinfo=None):
                return said
    return value


def _weigh(clue: DateClue, now: datetime) -> datetime | date | None:
    if clue.source == "url" and _UNIX_TIME.fullmatch(clue.value):
        return _second(clue, now)
    value = _read(clue.value, now)
    wall = _wall_clock(clue.value)
    if wall is None and isinstance(value, datetime):
        return value
    printed = _read(clue.printed, now) if clue.printed else None
    if wall is not None:
        return _under_the_mark(clue, value, wall, printed)
    if isinstance(printed, datetime) and printed.date() == value:
        return printed  # the machine-readable value has the day alone, the words its hour too
    return value


def _second(clue: DateClue, now: datetime) -> datetime | None:
    """Read the second in an address; what the page tells its readers, where that is another day, is the truth."""
    second = datetime.fromtimestamp(int(clue.value), KYIV)
    printed = _read(clue.printed, now) if clue.printed else None
    day = None if printed is None else _date(printed)
    return second if day in {None, second.date()} else None


def _under_the_mark(
    clue: DateClue, value: datetime | date | None, wall: datetime, printed: datetime | date | None
) -> datetime | date | None:
    """Decide what a value marked UTC means: the instant it says, or Kyiv's wall clock."""
    if isinstance(value, datetime) and printed is not None:
        as_said, as_wall = _agrees(value, printed), _agrees(wall, printed)
        if as_said != as_wall:
            return value if as_said else wall
    if value is None or (clue.source == "time" and _INSTANT.search(clue.value) is None):
        return wall
    # Generators of static sites write a day so; nobody publishes at two at night, to the second.
    is_day = wall.time() == time() and not isinstance(printed, datetime)
    return wall.date() if is_day else value


def _agrees(value: datetime, printed: datetime | date) -> bool:
    if isinstance(printed, datetime):
        return abs(value - printed) < timedelta(minutes=1)
    return value.date() == printed


@lru_cache(maxsize=64)
def _wall_clock(text: str) -> datetime | None:
    """Read a value marked as UTC as if the mark were not there."""
    found = _ISO.fullmatch(text.strip())
    if found is None or found[7] is None or _offset(found[7]) != timedelta():
        return None
    wall = _moment(_day(found[1], found[2], found[3]), found[4], found[5], found[6])
    return wall if isinstance(wall, datetime) else None


def zoned(at: datetime) -> datetime:
    """Take a moment that names no zone for one of Kyiv's clock."""
    return at if at.tzinfo else at.replace(tzinfo=KYIV)


def instant(stored: str) -> datetime:
    """Give the instant of a date as the archive holds it; that of a bare day is its beginning in Kyiv.

    Raises:
        ValueError: it is none.
    """
    return zoned(datetime.fromisoformat(stored))


def believable(found: datetime | date, captured_at: datetime) -> bool:
    """Whether a day can be one of publication: not before 1991, and not more than a day after the capture."""
    latest = captured_at + _TOLERANCE
    if isinstance(found, datetime):
        return found.date() >= _EARLIEST and found <= latest
    return _EARLIEST <= found <= latest.astimezone(KYIV).date()


@lru_cache(maxsize=64)  # a page says one date in three places, and of each it is asked twice
def _read(text: str, now: datetime) -> datetime | date | None:
    iso = _ISO.fullmatch(text.strip())
    if iso is not None:
        return _moment(_day(iso[1], iso[2], iso[3]), iso[4], iso[5], iso[6], iso[7])
    text = _words.fold(text)
    if len(text) > _LONGEST or not text:
        return None
    found = _DATE.search(text)
    if found is not None:
        return _full(text, found)
    english = _words.in_english(text)
    found = _DATE.search(english) if english is not None else None
    if english is not None and found is not None:
        return _full(english, found)
    rest = _words.unlabeled(text)
    return _without_year(rest, now) or _relative.read(rest, now) or _last_resort(rest, now)


def _full(text: str, found: re.Match[str]) -> datetime | date | None:
    day, clock = _of(found), _AFTER.match(text, found.end())
    end = clock.end() if clock is not None else found.end()
    rest = _DATE.search(text, end)
    is_known = _PUBLISHED.search(text[: found.start()]) or _CHANGED.match(text, end)
    if rest is not None and _of(rest) != day and not is_known:
        return None
    if clock is not None:
        return _moment(day, _hour(clock["ah"], clock["ap"]), clock["am"], clock["as"], clock["zone"])
    clock = _BEFORE.search(text[: found.start()]) if found.start() else None
    if clock is not None:
        return _moment(day, _hour(clock["bh"], clock["bp"]), clock["bm"], clock["bs"])
    return day


def _of(found: re.Match[str]) -> date | None:
    if found["w1"]:
        return _day(found["y1"], _words.MONTHS[found["w1"]], found["d1"])
    if found["w2"]:
        return _day(found["y2"], _words.MONTHS[found["w2"]], found["d2"])
    if found["d3"]:
        year = found["y3"]
        return _day(year if year[2:] else f"20{year}", found["n3"], found["d3"])
    return _day(found["y4"], found["n4"], found["d4"])


def _without_year(text: str, now: datetime) -> datetime | date | None:
    """Take the latest such day that is not in the future."""
    found = _NO_YEAR.fullmatch(text)
    if found is None:
        return None
    month = _words.MONTHS.get(found["w1"] or found["w2"] or "", found["n3"])
    for year in range(now.year, now.year - 8, -1):  # eight years hold a 29 February, whatever the century
        day = _day(year, month, found["d1"] or found["d2"] or found["d3"])
        if day is not None and day <= now.date():
            return _moment(day, found["h"] or found["h0"], found["m"] or found["m0"])
    return None


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None  # 31.02.2023: refused, and counted as unread by who asked


def _hour(hour: str, half: str | None) -> str:
    return hour if half is None else str(int(hour) % 12 + (12 if half == "p" else 0))


def _moment(
    day: date | None, hour: str | None, minute: str | None, second: str | None = None, zone: str | None = None
) -> datetime | date | None:
    if day is None or hour is None or minute is None:
        return day
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:  # noqa: PLR2004 - a clock's
        return None
    clock = datetime.combine(day, time(int(hour), int(minute), int(second or 0)))
    if zone is None or zone.lower() in {"eet", "eest"}:
        moment = clock.replace(tzinfo=KYIV)
        # There and back: an hour of March that the clocks skipped becomes the one they showed.
        return moment.astimezone(UTC).astimezone(KYIV) if day.month == _SPRING else moment
    try:
        return clock.replace(tzinfo=timezone(_offset(zone))).astimezone(KYIV)
    except (ValueError, OverflowError):  # a zone of more than a day; a day beside the first or last of the calendar
        return None


def _offset(zone: str) -> timedelta:
    if zone.lower() in _ZONES:
        return timedelta()
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -offset if zone[0] == "-" else offset


def _last_resort(text: str, now: datetime) -> datetime | date | None:
    """Ask dateparser, and believe it where the day and the year of its answer are printed."""
    if not _words.worth_asking(text):
        return None
    found = _ask(text, now.replace(tzinfo=None, second=0, microsecond=0))
    if found is None or not {found.day, found.year} <= {int(n) for n in re.findall(r"\d+", text)}:
        return None
    return found.astimezone(KYIV) if re.search(r"\d:\d\d", text) else found.date()


@lru_cache(maxsize=1024)
def _ask(text: str, now: datetime) -> datetime | None:
    return _relative.parser(now).get_date_data(text).date_obj
