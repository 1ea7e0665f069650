"""Which facts a diff changed, took out or added.

Facts are looked for in the sentences that differ, and those that touch a difference are compared. What stands on both
sides of one difference is no change. What one difference takes out and another brings in was moved; but where both have
another fact of the same subject in its place, both are changes: two sums that were exchanged.
"""

from __future__ import annotations

import re
from enum import IntEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from newsarchive.changes import people
from newsarchive.changes.diff import Hunk
from newsarchive.changes.facts import NUMERALS, OUTCOMES, Fact, Subject, facts
from newsarchive.changes.words import Kind, Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsarchive.changes.diff import Diff, Span

_PASSAGE = 5
"""Words more on one side of a sentence that are told as a passage."""
_MOST = 200_000
"""Characters of changed sentences that are searched for facts."""
_MOST_FACTS = 300
"""Facts of one sentence, and of all that only one version has, that are compared with each other."""
_LONGEST = 80
"""Characters of a fact, or of a passage, that are shown."""
_SHORT = 3
_STEM = 5
_ALIKE = 0.7
"""The share of their words that two sentences in different places must have in common to be one that was moved and
changed."""
_MOST_MET = 60
"""Sentences that are looked for so."""
_BEHIND = 24
_SPACES = (" ", "\u00a0")
_FIGURES = {Subject.MONEY, Subject.NUMBER, Subject.PERCENT, Subject.VOTES}
_NAMES = {Subject.PERSON, Subject.NAME}


class Side(IntEnum):
    """What happened to a fact."""

    CHANGED = 0
    REMOVED = 1
    ADDED = 2


class Found(NamedTuple):
    """Something as it was printed before and after; empty where it was not."""

    before: str
    after: str
    within: bool = False
    """Whether it came or went with a whole sentence."""

    @property
    def side(self) -> Side:
        """What happened to it."""
        if self.before and self.after:
            return Side.CHANGED
        return Side.REMOVED if self.before else Side.ADDED


class Findings(NamedTuple):
    """What differs between versions."""

    facts: list[tuple[Subject, Found]]
    passages: list[Found]
    """Sentences that only one version has, and long passages of others."""
    words: int
    """Other words that differ."""
    moved: int
    """Sentences that were moved and changed at once."""


class _Told(NamedTuple):
    subject: Subject
    value: str
    printed: str
    within: bool


def compare(title: Diff, body: Diff) -> Findings:
    """Say what changed in a title and a text, together: what one lost, the other may have gained."""
    changed: list[tuple[Subject, Found]] = []
    alone: tuple[list[_Told], list[_Told]] = [], []
    passages: list[Found] = []
    words = moved = 0
    for found in (title, body):
        met = _met(found)
        moved += len(found.hunks) - len(met)
        for hunks in _pairs(met):
            known = _all_facts(found.before, hunks[0].around_before), _all_facts(found.after, hunks[0].around_after)
            for hunk in hunks:
                left, right = _without_common(
                    _told(found.before, known[0], hunk, 0), _told(found.after, known[1], hunk, 1)
                )
                changed += _replaced(left, right)
                alone[0].extend(left)
                alone[1].extend(right)
            words += _words(found, hunks, known, passages if found is body else [])
    removed, added = _without_common(alone[0][:_MOST_FACTS], alone[1][:_MOST_FACTS])
    before, after = f"{title.before}\n{body.before}", f"{title.after}\n{body.after}"
    changed += [(one.subject, Found(one.printed, "", one.within)) for one in removed if not _stands(one, after)]
    changed += [(one.subject, Found("", one.printed, one.within)) for one in added if not _stands(one, before)]
    return Findings(changed, passages, words, moved)


def _pairs(met: Iterable[Hunk]) -> Iterator[list[Hunk]]:
    """Yield the differences of each sentence and its other wording; not of more text than can be searched."""
    searched = 0
    for around, hunks in groupby(met, key=lambda hunk: (hunk.around_before, hunk.around_after)):
        searched += sum(last - first for first, last in around)
        if searched > _MOST:
            return
        yield list(hunks)


def _met(found: Diff) -> list[Hunk]:
    """Join a sentence that is gone and one that came elsewhere where they are two wordings of the same."""
    gone = [hunk for hunk in found.hunks if hunk.whole and hunk.after[0] == hunk.after[1]]
    come = [hunk for hunk in found.hunks if hunk.whole and hunk.before[0] == hunk.before[1]]
    if max(len(gone), len(come)) > _MOST_MET:
        return list(found.hunks)
    joined: dict[Hunk, Hunk | None] = {}
    for hunk in gone:
        stems = _stems(found.before, hunk.before)
        rest = [(_alike(stems, _stems(found.after, other.after)), other) for other in come if other not in joined]
        likeness, other = max(rest, default=(0.0, hunk))
        if likeness >= _ALIKE:
            joined[hunk], joined[other] = Hunk(hunk.before, other.after, hunk.before, other.after), None
    kept = [joined.get(hunk, hunk) for hunk in found.hunks]
    return [hunk for hunk in kept if hunk]


def _stems(text: str, span: Span) -> frozenset[str]:
    said = (token.key for token in tokens(text, *span) if token.kind != Kind.MARK)
    return frozenset(key[:_STEM] for key in said if len(key) > _SHORT)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _all_facts(text: str, span: Span) -> list[Fact]:
    said = tokens(text, *span)
    found = facts(text, *span)
    taken = [(one.start, one.end) for one in found]
    found += [one for one in (*people.names(text, said), *_telling(said)) if not _overlaps(one, taken)]
    return sorted(found, key=lambda one: one.start)[:_MOST_FACTS]


def _overlaps(one: Fact, taken: list[Span]) -> bool:
    return any(one.start < end and start < one.end for start, end in taken)


def _telling(said: Sequence[Token]) -> Iterator[Fact]:
    """Yield numerals written out, and words on which it hangs what happened."""
    for place, token in enumerate(said):
        if token.key in NUMERALS:
            yield Fact(Subject.NUMBER, NUMERALS[token.key], token.start, token.end)
        elif token.key in OUTCOMES and (token.key != "за" or _is_a_choice(said[max(place - 1, 0)])):
            yield Fact(Subject.OUTCOME, OUTCOMES[token.key], token.start, token.end)


def _is_a_choice(before: Token) -> bool:
    """Whether «за» behind a word is a choice, and not the preposition."""
    return before.key == '"' or before.key.startswith(("голосу", "проголосу", "виступ"))


def _told(text: str, known: Iterable[Fact], hunk: Hunk, side: int) -> list[_Told]:
    """Give the facts that touch a difference; a sentence that is gone or new changes no other by its «не»."""
    start, end = hunk[side]
    return [
        _Told(one.subject, one.value, _printed(text, one), hunk.whole)
        for one in known
        if one.start <= end and start <= one.end and not (hunk.whole and one.subject == Subject.OUTCOME)
    ]


def _printed(text: str, fact: Fact) -> str:
    """Give a fact as printed; a bare number with the word behind it: «12 громад»."""
    if fact.subject == Subject.VOTES:
        choice, _, count = fact.value.rpartition(" ")
        return f"«{choice}» – {count}" if choice else count
    end = fact.end - (fact.subject == Subject.MONEY and text[fact.end - 1] == ".")
    if fact.subject == Subject.NUMBER:
        behind = tokens(text, end, min(end + _BEHIND, len(text)))
        whole = behind and behind[0].kind == Kind.WORD and behind[0].end < end + _BEHIND
        if whole and text[end : behind[0].start] in _SPACES and text[behind[0].start].islower():
            end = behind[0].end
    return " ".join(text[fact.start : end].split())[:_LONGEST]


def _stands(one: _Told, text: str) -> bool:
    """Whether what one place lost is still said in another."""
    if one.subject == Subject.OUTCOME:
        return False
    if one.subject in _NAMES:
        folded = text.casefold()
        return all(word[: max(len(word) - 2, _SHORT)] in folded for word in one.value.split())
    return re.search(rf"(?<!\w){re.escape(one.printed)}(?!\w)", text) is not None


def _without_common(before: list[_Told], after: list[_Told]) -> tuple[list[_Told], list[_Told]]:
    rest = list(after)
    left: list[_Told] = []
    for one in before:
        twin = next((other for other in rest if _same(one, other)), None)
        if twin is None:
            left.append(one)
        else:
            rest.remove(twin)
    return left, rest


def _same(one: _Told, other: _Told) -> bool:
    if one.subject in _NAMES and other.subject in _NAMES:
        return people.same(one.value, other.value)
    return one.subject == other.subject and one.value == other.value


def _replaced(left: list[_Told], right: list[_Told]) -> list[tuple[Subject, Found]]:
    """Take out and give the facts of one subject that stand in each other's place."""
    found: list[tuple[Subject, Found]] = []
    for one in list(left):
        other = next((other for other in right if _stands_for(one, other)), None)
        if other is not None:
            left.remove(one)
            right.remove(other)
            found.append((one.subject, Found(one.printed, other.printed)))
    return found


def _stands_for(one: _Told, other: _Told) -> bool:
    """Whether a fact can stand in another's place: a sum in the place of a number, a town in that of a person."""
    pair = {one.subject, other.subject}
    return len(pair) == 1 or pair <= _FIGURES or pair <= _NAMES


def _words(found: Diff, hunks: list[Hunk], known: Sequence[list[Fact]], passages: list[Found]) -> int:
    """Count the words that differ in a sentence, facts aside; add to ``passages`` what came or went at once."""
    first = hunks[0]
    if first.whole:
        passages.append(Found(_short(found.before, first.before), _short(found.after, first.after)))
        return 0
    left, right = _other_words(found, hunks, known)
    longest = max(hunks, key=lambda hunk: abs(hunk.before[1] - hunk.before[0] - hunk.after[1] + hunk.after[0]))
    if left - right >= _PASSAGE:
        passages.append(Found(_short(found.before, longest.before), ""))
    elif right - left >= _PASSAGE:
        passages.append(Found("", _short(found.after, longest.after)))
    else:
        return left + right
    return 2 * min(left, right)


def _other_words(found: Diff, hunks: list[Hunk], known: Sequence[list[Fact]]) -> tuple[int, int]:
    """Count the words of each side that differ by more than their endings."""
    sides: tuple[list[str], list[str]] = [], []
    for hunk in hunks:
        for side, (text, facts_of) in enumerate(zip((found.before, found.after), known, strict=True)):
            said = (token for token in tokens(text, *hunk[side]) if token.kind != Kind.MARK)
            sides[side].extend(
                one.key for one in said if not any(fact.start <= one.start < fact.end for fact in facts_of)
            )
    left, right = sides
    if max(len(left), len(right)) > _MOST_FACTS:
        return len(left), len(right)
    for word in list(left):
        twin = next((other for other in right if people.declined(word, other)), None)
        if twin is not None:
            left.remove(word)
            right.remove(twin)
    return len(left), len(right)


def _short(text: str, span: Span) -> str:
    flat = " ".join(text[slice(*span)].split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST].rsplit(' ', 1)[0]}…"
