"""The names of months in every case: «березень», «у березні», «5 березня»."""

from __future__ import annotations

STEMS = ("січ", "лют", "берез", "квіт", "трав", "черв", "лип", "серп", "верес", "жовт", "листопад", "груд")
MONTH = (
    r"(?:(?:січ|берез|квіт|трав|черв|лип|серп|верес|жовт|груд)(?:ень|ня|ні|ню|нем)"
    r"|лют(?:ий|ого|ому|им)|листопад(?:ом|ові|[ауі])?)\b"
)
"""Regular expression for any of them, in small letters."""


def month_of(name: str) -> int:
    """Give the number of a month by its name: what :data:`MONTH` matches, in small letters or not."""
    return next(number for number, stem in enumerate(STEMS, 1) if name.lower().startswith(stem))
