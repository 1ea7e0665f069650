"""Facts that stand in a text and can be told apart by their look: sums, votes, dates, shares, numbers, names.

Each has a value that is the same however it is printed: «1,2 млн грн», «1 200 000 гривень» and «1200 тис. грн» are one
sum. So a fact that is merely printed otherwise is not told as a change.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.language.months import MONTH, month_of

if TYPE_CHECKING:
    from collections.abc import Callable

_SPACE = r"[ \u00a0\u2009\u202f]"
# Every repetition is bounded: a text may be a hundred thousand digits, or spaces.
_GAP = rf"{_SPACE}{{0,2}}"
_NUMBER = rf"\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,5}}(?!\d)(?:[.,]\d{{1,2}}(?!\d))?|\d{{1,15}}(?:[.,]\d{{1,15}})?"
_SCALE = r"тис(?:\.|яч\w{0,3})|млн\b\.?|мільйон\w{0,3}|млрд\b\.?|мільярд\w{0,3}|трлн\b\.?|трильйон\w{0,3}"
_CURRENCY = (
    r"грн\b\.?|грив(?:ен|н)\w{0,3}|₴|UAH\b|дол(?:арів|ари|ара|ар)?\b\.?(?:\s{0,2}США)?|USD\b|\$"
    r"|євро\b|EUR\b|€|злот\w{1,3}"
)
_CHOICE = r"за|проти|утрим\w{1,8}|не\s{1,2}голосув\w{1,4}|не\s{1,2}брали\s{1,2}участі"
_CAST = r"(?:(?:про)?голосув\w{1,4}\s{0,2})?"
_COUNT = r"\d{1,6}\b(?!\s{0,2}%)"

_FACT = re.compile(
    rf"""
      (?P<decision>№\s{{0,2}}\w{{1,20}}(?:[/.-]\w{{1,20}}){{0,5}})
    | (?P<votes>\b(?P<choice>{_CHOICE})[»"”]?\s{{0,2}}{_CAST}[-–—:]\s{{0,2}}{_CAST}(?P<count>{_COUNT})
        | [«"„“](?P<choice2>{_CHOICE})[»"”]\s{{0,2}}{_CAST}(?P<count2>{_COUNT})
        | (?P<count3>\d{{1,6}})\s{{1,2}}(?:голос\w{{0,3}}|депутат\w{{0,3}})\s{{0,2}}{_CAST}[-–—]?\s{{0,2}}[«"„“]?
            (?P<choice3>за|проти)\b[»"”]?
        | (?:про)?голосув\w{{1,4}}\s{{1,2}}(?P<count4>{_COUNT}))
    | (?P<date>(?P<day>\d{{1,2}})(?:{_SPACE}|-го{_SPACE})(?P<month>{MONTH})
            (?:{_SPACE}{{1,2}}(?P<year>\d{{4}})(?:{_GAP}р(?:оку|\.))?)?
        | (?P<day2>\d{{1,2}})\.(?P<month2>\d\d)\.(?P<year2>\d{{4}}|\d\d)\b
        | (?P<year3>\d{{4}})-(?P<month3>\d\d)-(?P<day3>\d\d)\b
        | \b(?P<month4>{MONTH}){_SPACE}{{1,2}}(?P<year4>\d{{4}})(?:{_GAP}р(?:оку|\.))?
        | (?P<year5>(?:19|20)\d\d){_GAP}(?:р(?:\.|ік\b|оці\b|оку\b|оком\b)))
    | (?P<time>\b(?P<hour>[01]?\d|2[0-3])(?::(?P<minute>[0-5]\d)\b|\.(?P<minute2>[0-5]\d)\b(?=\s{{0,2}}(?:год|$|[,;)])))
        | \b(?P<hour2>[01]?\d|2[0-3]){_GAP}год(?:\.|ин[иі]?\b)(?:{_GAP}(?P<minute3>[0-5]?\d){_GAP}хв)?)
    | (?P<money>(?P<amount>{_NUMBER}){_GAP}(?P<scale>{_SCALE})?
        (?:{_GAP}(?P<amount2>{_NUMBER}){_GAP}(?P<scale2>тис(?:\.|яч\w{{0,3}})))?{_GAP}(?P<currency>{_CURRENCY})
        (?:{_GAP}(?P<cents>\d\d){_GAP}коп\w{{0,5}})?
        | (?P<sign3>[$€₴]){_GAP}(?P<amount3>{_NUMBER})(?:{_GAP}(?P<scale3>{_SCALE}))?)
    | (?P<percent>(?P<share>{_NUMBER}){_GAP}(?:%|‰|відсот\w{{1,5}}|процент\w{{0,5}}))
    | (?P<number>(?P<bare>{_NUMBER})(?:[-\u2011]\w{{1,4}}\b)?(?:{_GAP}(?P<scale4>{_SCALE}))?)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SCALES = {"тис": 10**3, "млн": 10**6, "міль": 10**6, "млрд": 10**9, "мільяр": 10**9, "трлн": 10**12, "трил": 10**12}
_CURRENCIES = {
    "г": "UAH",
    "₴": "UAH",
    "u": "UAH",
    "д": "USD",
    "$": "USD",
    "є": "EUR",
    "€": "EUR",
    "e": "EUR",
    "з": "PLN",
}
_WORDS = {
    1: "один одна одне одного одної одному одній однією одним",
    2: "два дві двох двом двома двоє двічі",
    3: "три трьох трьом трьома троє тричі",
    4: "чотири чотирьох чотирьом чотирма четверо",
    5: "п'ять п'яти п'ятьох п'ятьом п'ятьма п'ятеро",
    6: "шість шести шістьох шістьом шістьма шестеро",
    7: "сім семи сімох сімом сьома семеро",
    8: "вісім восьми вісьмох вісьмом вісьма восьмеро",
    9: "дев'ять дев'яти дев'ятьох дев'ятьом дев'ятьма дев'ятеро",
    10: "десять десяти десятьох десятьом десятьма десятеро",
    11: "одинадцять одинадцяти", 12: "дванадцять дванадцяти", 13: "тринадцять тринадцяти",
    14: "чотирнадцять чотирнадцяти", 15: "п'ятнадцять п'ятнадцяти", 16: "шістнадцять шістнадцяти",
    17: "сімнадцять сімнадцяти", 18: "вісімнадцять вісімнадцяти", 19: "дев'ятнадцять дев'ятнадцяти",
    20: "двадцять двадцяти", 30: "тридцять тридцяти", 40: "сорок сорока", 50: "п'ятдесят п'ятдесяти",
    60: "шістдесят шістдесяти", 70: "сімдесят сімдесяти", 80: "вісімдесят вісімдесяти", 90: "дев'яносто дев'яноста",
    100: "сто ста", 200: "двісті двохсот", 300: "триста трьохсот", 500: "п'ятсот п'ятисот", 1000: "тисяча тисячі тисяч",
    10**6: "мільйон мільйона мільйони мільйонів", 10**9: "мільярд мільярда мільярди мільярдів",
}  # fmt: skip
NUMERALS = {word.replace("'", ""): str(number) for number, words in _WORDS.items() for word in words.split()}
"""A numeral written out, as a token's key -> its value."""
_OUTCOMES = {
    "not": "не ні немає без неможливо",
    "passed": "підтримали підтримав підтримала підтримано схвалили схвалено прийняли прийнято ухвалили ухвалено "
    "затвердили затверджено погодили погоджено дозволили дозволено",
    "failed": "відхилили відхилено відхилила відхилив скасували скасовано відмовили відмовлено відмовив відмовила "
    "заборонили заборонено відкликали відкликано провалили ветовано",
    "appointed": "призначили призначено призначена призначений обрали обрано обраний обрана",
    "dismissed": "звільнили звільнено звільнений звільнена усунули усунуто",
    "more": "збільшили збільшено збільшився збільшилася збільшилось зросла зріс зросли зросло більше",
    "less": "зменшили зменшено зменшився зменшилася зменшилось впала скоротили скорочено знизили знизився менше",
    "for": "за",
    "against": "проти",
}
OUTCOMES = {word: sense for sense, words in _OUTCOMES.items() for word in words.split()}
"""Words on which it hangs what happened, as tokens' keys -> their sense: «за», «проти», «прийнято», «відхилено»."""


class Subject(StrEnum):
    """What a fact is about."""

    MONEY = "money"
    VOTES = "votes"
    OUTCOME = "outcome"
    PERCENT = "percent"
    DATE = "date"
    """A day, a month, a year, an hour."""
    DECISION = "decision"
    """A number behind «№»."""
    NUMBER = "number"
    PERSON = "person"
    NAME = "name"
    """Another proper name: a place, an organization."""


class Fact(NamedTuple):
    """A fact and where it stands."""

    subject: Subject
    value: str
    """Equal for printings of the same."""
    start: int
    end: int


def facts(text: str, start: int, end: int) -> list[Fact]:
    """Find what has digits in a piece of a text; names are found in ``changes.people``."""
    found: list[Fact] = []
    for match in _FACT.finditer(text, start, end):
        subject = Subject.DATE if match["time"] else next(one for one in _VALUES if match[one])
        found.append(Fact(subject, _VALUES[subject](match), *_trimmed(text, match)))
    return found


def _trimmed(text: str, match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _amount(printed: str | None, scale: str | None = None) -> float:
    number = float(re.sub(r"[^\d.]", "", (printed or "0").replace(",", ".")) or 0)
    return number * next(
        (_SCALES[name] for name in sorted(_SCALES, key=len, reverse=True) if (scale or "").lower().startswith(name)), 1
    )


def _plain(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _money(match: re.Match[str]) -> str:
    amount = _amount(match["amount"] or match["amount3"], match["scale"] or match["scale3"])
    if match["amount2"]:
        amount += _amount(match["amount2"], match["scale2"])
    amount += _amount(match["cents"]) / 100
    return f"{_plain(amount)} {_CURRENCIES[(match['currency'] or match['sign3'])[0].lower()]}"


def _votes(match: re.Match[str]) -> str:
    choice = match["choice"] or match["choice2"] or match["choice3"] or ""
    count = match["count"] or match["count2"] or match["count3"] or match["count4"]
    return f"{_choice(choice.lower())} {int(count)}".strip()


def _choice(printed: str) -> str:
    if printed.startswith("утрим"):
        return "утрималися"
    return "не голосували" if printed.startswith("не") else printed


def _date(match: re.Match[str]) -> str:
    if match["time"]:
        minute = match["minute"] or match["minute2"] or match["minute3"] or 0
        return f"{int(match['hour'] or match['hour2'])}:{int(minute):02}"
    year = next((match[name] for name in ("year", "year2", "year3", "year4", "year5") if match[name]), "")
    day = next((match[name] for name in ("day", "day2", "day3") if match[name]), "")
    name = match["month"] or match["month4"]
    number = match["month2"] or match["month3"]
    month = str(month_of(name)) if name else number
    return "-".join(str(int(part)) if part else "" for part in (year and f"20{year}"[-4:], month, day))


_VALUES: dict[Subject, Callable[[re.Match[str]], str]] = {
    Subject.DECISION: lambda match: re.sub(r"[\s№]", "", match[0]).lower(),
    Subject.VOTES: _votes,
    Subject.DATE: _date,
    Subject.MONEY: _money,
    Subject.PERCENT: lambda match: _plain(_amount(match["share"])),
    Subject.NUMBER: lambda match: _plain(_amount(match["bare"], match["scale4"])),
}
