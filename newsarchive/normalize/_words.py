"""The words of dates: months in Ukrainian, English and Russian, labels around them."""

from __future__ import annotations

import re

_NAMES = (
    # Ukrainian forms and abbreviations, then English, then Russian where it differs.
    "січня січень січ january jan января январь янв",
    "лютого лютий лют february feb февраля февраль фев",
    "березня березень берез бер march mar марта март мар",
    "квітня квітень квіт кві april apr апреля апрель апр",
    "травня травень трав тра may мая май",
    "червня червень черв чер june jun июня июнь июн",
    "липня липень лип july jul июля июль июл",
    "серпня серпень серп сер august aug августа август авг",
    "вересня вересень верес вер september sept sep сентября сентябрь сент сен",
    "жовтня жовтень жовт жов october oct октября октябрь окт",
    "листопада листопад листоп лист лис november nov ноября ноябрь нояб ноя",
    "грудня грудень груд гру december dec декабря декабрь дек",
)
MONTHS = {word: number for number, names in enumerate(_NAMES, 1) for word in names.split()}
"""A month's name in any of its forms, in lower case -> its number."""
MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?![^\W\d_])"
"""Regular expression for any of them."""

_NEIGHBOURS = (
    # German, French, Spanish, Polish, Romanian; Bulgarian, Italian, Portuguese, Catalan, Dutch. Only whole
    # names, since «ago» and «mar» mean other things too.
    "januar jänner janvier enero stycznia styczeń ianuarie януари gennaio janeiro gener januari",
    "februar feber février febrero lutego luty februarie февруари febbraio fevereiro febrer februari",
    "märz mrz mars marzo marca marzec martie março març maart",
    "avril abril kwietnia kwiecień aprilie aprile",
    "mai mayo maja maj maggio maio maig mei",
    "juni juin junio czerwca czerwiec iunie юни giugno junho juny",
    "juli juillet julio lipca lipiec iulie юли luglio julho juliol",
    "août agosto sierpnia sierpień agost augustus",
    "septembre septiembre września wrzesień septembrie септември settembre setembro setembre",
    "oktober okt octobre octubre października październik octombrie октомври ottobre outubro",
    "novembre noviembre listopada listopad noiembrie ноември novembro",
    "dezember dez décembre diciembre grudnia grudzień decembrie декември dicembre dezembro desembre",
)
_ENGLISH = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_IN_ENGLISH = {word: month for month, names in zip(_ENGLISH, _NEIGHBOURS, strict=True) for word in names.split()}
ANY_MONTH = rf"(?:{'|'.join(sorted(MONTHS.keys() | _IN_ENGLISH.keys(), key=len, reverse=True))})(?![^\W\d_])"
"""Regular expression for a month's name in these languages too."""
_FOREIGN = re.compile(r"(?:\bde\s+|(?<=\d)\.\s+)?\b([^\W\d_]{3,})\b(?:\s+de\b)?")

_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ`´‘\uff07"), "'")
_ODD = re.compile("[\xad\u200b-\u200d\u2060\ufeff’ʼ`´‘\uff07]")
_FOLD = str.maketrans(_INVISIBLE | _APOSTROPHES)
_LABEL = re.compile(
    r"(?:(?:дата публікації|дата|опубліковано|розміщено|створено|додано|оновлено|від|опубликовано|"
    r"published|posted(?: on)?|updated)\b\s*:?\s*)?"
    r"(?:(?:понеділок|вівторок|середа|четвер|п'ятниця|субота|неділя|пн|вт|ср|чт|пт|сб|нд)\b\.?\s*,?\s*)?"
)
_LONGEST = 40
"""Characters of a printed date; more is a sentence."""
_WORTH = re.compile(rf"(?=.*(?<![^\W\d_]){MONTH})(?=.*\b(?:19|20)\d\d\b)", re.DOTALL)


def fold(text: str) -> str:
    """Bring white space, case and apostrophes to one form, and drop what cannot be seen."""
    if _ODD.search(text):
        text = text.translate(_FOLD)
    return " ".join(text.split()).lower()


def in_english(text: str) -> str | None:
    """Give a text with the months of neighbouring languages in English, None where there are none."""
    if not _IN_ENGLISH.keys() & set(re.findall(r"[^\W\d_]{3,}", text)):
        return None
    return _FOREIGN.sub(lambda found: f" {_IN_ENGLISH[found[1]]}" if found[1] in _IN_ENGLISH else found[0], text)


def unlabeled(text: str) -> str:
    """Drop a leading «Опубліковано:» and a weekday."""
    found = _LABEL.match(text)
    return text[found.end() :] if found is not None else text


def worth_asking(text: str) -> bool:
    """Tell whether a slow and generous parser may be asked: there is a year, and a month whose name it knows.

    It takes a fifth of a second to load, which most runs never need, and knows no other words than these.
    """
    return len(text) <= _LONGEST and _WORTH.search(text) is not None
