"""An edit in one line, in Ukrainian and in English. What is quoted stays in the language of the article."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.changes.findings import Found, Side
from newsarchive.changes.slight import Slight
from newsarchive.changes.substance import Edit, Kind
from newsarchive.language.counting import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOLD = 3
"""Facts that are told one by one."""
_LONGEST = 60
"""Characters of a fact that are quoted."""


class Line(NamedTuple):
    """The same in both languages."""

    uk: str
    en: str


_SUBJECTS = {
    Kind.VOTES: Line("голоси", "votes"),
    Kind.MONEY: Line("", ""),
    Kind.OUTCOME: Line("зміст рішення", "outcome"),
    Kind.PERCENT: Line("", ""),
    Kind.PERSON: Line("особа", "person"),
    Kind.NUMBER: Line("", ""),
    Kind.DECISION: Line("номер", "number"),
    Kind.DATE: Line("дата", "date"),
    Kind.NAME: Line("назва", "name"),
    Kind.PUBLISHED: Line("час публікації", "time of publication"),
    Kind.AUTHOR: Line("автор", "author"),
    Kind.SECTION: Line("розділ", "section"),
}
_COUNTED = {
    (Kind.REMOVED, Side.REMOVED): (("вилучено", "речення", "речення", "речень"), ("sentence", "removed")),
    (Kind.ADDED, Side.ADDED): (("додано", "речення", "речення", "речень"), ("sentence", "added")),
    (Kind.FILES, Side.REMOVED): (("вилучено", "файл", "файли", "файлів"), ("file", "removed")),
    (Kind.FILES, Side.ADDED): (("додано", "файл", "файли", "файлів"), ("file", "added")),
}
_LOOKS = {
    Slight.LETTERS: Line("дрібні виправлення літер", "letters"),
    Slight.PUNCTUATION: Line("розділові знаки", "punctuation"),
    Slight.QUOTES: Line("лапки", "quotation marks"),
    Slight.APOSTROPHES: Line("апострофи", "apostrophes"),
    Slight.CAPITALS: Line("великі й малі літери", "capitals"),
    Slight.SPACES: Line("пробіли", "spaces"),
    Slight.PARAGRAPHS: Line("поділ на абзаци", "paragraphs"),
}
_OTHERWISE = Line("те саме записано інакше", "the same written otherwise")


def summary(edit: Edit) -> Line:
    """Say what an edit changed: «було 1,2 млн грн, стало 2,1 млн грн; вилучено 2 речення»."""
    told = [(kind, found) for kind, found in edit.changes if kind in _SUBJECTS]
    parts = [_fact(kind, found) for kind, found in told[:_TOLD]]
    parts += _more(told[_TOLD:])
    parts += _counted(edit)
    if any(kind == Kind.TITLE for kind, _ in edit.changes):
        parts.append(Line("змінено заголовок", "title changed"))
    if edit.moved:
        parts.append(
            Line(f"переставлено {_plural(edit.moved, *_SENTENCE)}", f"{_english(edit.moved, 'sentence')} moved")
        )
    if edit.words and not parts:
        parts.append(Line(f"інші слова: {edit.words}", f"other words: {edit.words}"))
    return Line("; ".join(part.uk for part in parts), "; ".join(part.en for part in parts)) if parts else _looks(edit)


_SENTENCE = ("речення", "речення", "речень")


def _fact(kind: Kind, found: Found) -> Line:
    before, after = _quoted(kind, found.before), _quoted(kind, found.after)
    label = _SUBJECTS[kind]
    if found.side == Side.CHANGED:
        said = Line(f"було {before}, стало {after}", f"was {before}, now {after}")
    elif found.side == Side.REMOVED:
        said = Line(f"зникло «{before}»", f"“{before}” gone")
    else:
        said = Line(f"додано «{after}»", f"“{after}” added")
    return Line(*(f"{name}: {words}" if name else words for name, words in zip(label, said, strict=True)))


def _quoted(kind: Kind, text: str) -> str:
    if kind == Kind.PUBLISHED:
        return text[:16].replace("T", " ")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]}…"


def _more(rest: list[tuple[Kind, Found]]) -> Iterator[Line]:
    if rest:
        yield Line(f"та ще {_plural(len(rest), 'зміна', 'зміни', 'змін')}", f"and {_english(len(rest), 'more change')}")


def _counted(edit: Edit) -> Iterator[Line]:
    counts = Counter((kind, found.side) for kind, found in edit.changes)
    for what, ((verb, *forms), (noun, done)) in _COUNTED.items():
        if counts[what]:
            yield Line(f"{verb} {_plural(counts[what], *forms)}", f"{_english(counts[what], noun)} {done}")


def _looks(edit: Edit) -> Line:
    kinds = [_LOOKS[kind] for kind in Slight if edit.slight[kind]] or [_OTHERWISE]
    return Line(
        f"лише оформлення: {', '.join(kind.uk for kind in kinds)}",
        f"looks only: {', '.join(kind.en for kind in kinds)}",
    )


def _plural(count: int, *forms: str) -> str:
    return f"{count} {plural(count, *forms)}"


def _english(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
