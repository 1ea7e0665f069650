"""What kinds of change are called, for readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.changes.substance import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES: dict[Kind, tuple[str, str]] = {
    Kind.VOTES: ("голоси", "votes"),
    Kind.MONEY: ("гроші", "money"),
    Kind.OUTCOME: ("зміст рішення", "outcome"),
    Kind.PERCENT: ("відсотки", "shares"),
    Kind.PERSON: ("імена людей", "people"),
    Kind.NUMBER: ("числа", "numbers"),
    Kind.DECISION: ("номери рішень", "numbers of decisions"),
    Kind.DATE: ("дати в тексті", "dates in the text"),
    Kind.REMOVED: ("вилучені речення", "sentences removed"),
    Kind.PUBLISHED: ("час публікації", "time of publication"),
    Kind.FILES: ("файли", "files"),
    Kind.NAME: ("назви", "names"),
    Kind.TITLE: ("заголовок", "title"),
    Kind.AUTHOR: ("автор", "author"),
    Kind.SECTION: ("розділ", "section"),
    Kind.ADDED: ("додані речення", "sentences added"),
    Kind.WORDING: ("інші слова", "other words"),
    Kind.MOVED: ("порядок речень", "order of sentences"),
    Kind.COSMETIC: ("лише оформлення", "looks only"),
}


def named(kinds: Iterable[str]) -> list[tuple[str, str]]:
    """Give the names of kinds, in Ukrainian and in English; what a newer program wrote is left as it stands."""
    known = {kind.value: words for kind, words in NAMES.items()}
    return [known.get(kind, (kind, kind)) for kind in kinds]
