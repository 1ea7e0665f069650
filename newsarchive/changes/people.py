"""Names in a text: words with a capital that stand together, and whether they name a person.

The dictionary knows given names, patronymics and most surnames; the rest are known by the initials beside them, or by
the endings of surnames.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsarchive.changes.facts import Fact, Subject
from newsarchive.changes.slight import readings
from newsarchive.changes.words import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsarchive.changes.words import Token

_GIVEN = {"first", "patronymic"}
_SURNAME = re.compile(
    r"(?:енк(?:о|а|у|ом|ові)|ч?ук(?:а|у|ом|ові)?|юк(?:а|у|ом|ові)?|[сцз]ьк(?:ий|ого|ому|им)|ишин\w{0,3})$"
)
_ENDINGS = frozenset(
    """
    - а я у ю ові еві єві ом ем єм і ї ь й о е є ий ого ому им ій ої ою ею єю и их ими ам ям ами ями ах ях ів їв іє
    """.split()
)
_ROOT = 3
_TITLE = 5
"""Tokens in quotation marks that are a name: «Прозорро», «Велика війна»; of more somebody says something."""
_BEFORE = frozenset({".", "!", "?", "…", "-", ":"})
_OF_A_PLACE = re.compile("[сцз]ьк")


def names(text: str, tokens: Sequence[Token]) -> list[Fact]:
    """Find the names in the words of a sentence or two."""
    return [
        _fact(run, opens=_begins(first, tokens)) for first, run in _runs(text, tokens) if _is_name(run, first, tokens)
    ]


def _runs(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, list[Token]]]:
    """Yield words with a capital that stand side by side, initials with their full stops among them."""
    run: list[Token] = []
    first = 0
    for place, token in enumerate(tokens):
        if token.kind == Kind.WORD and text[token.start].isupper():
            if run and text[run[-1].end : token.start].strip(" .\u00a0\u202f"):
                yield first, run
                run = []
            if run and "." in text[run[-1].end : token.start] and not _is_initial(run[-1]):
                yield first, run
                run = []
            first = first if run else place
            run.append(token)
        elif run and not (token.kind == Kind.MARK and token.key == "."):
            yield first, run
            run = []
    if run:
        yield first, run


def _is_initial(token: Token) -> bool:
    return token.end - token.start == 1


def _is_name(run: list[Token], first: int, tokens: Sequence[Token]) -> bool:
    """Whether words with a capital are a name, and not the beginning of a sentence."""
    if len(run) > 1 or not _begins(first, tokens):
        return not all(_is_initial(token) for token in run)
    known = readings(run[0].key)
    surname = bool(known) or bool(_SURNAME.search(run[0].key))
    return not _is_initial(run[0]) and all(name for _, name in known) and surname


def _begins(first: int, tokens: Sequence[Token]) -> bool:
    """Whether a sentence begins with a word, or what somebody says; a few words in quotation marks are a name."""
    if first == 0 or tokens[first - 1].key in _BEFORE:
        return True
    if tokens[first - 1].key != '"':
        return False
    return first == 1 or all(token.key != '"' for token in tokens[first : first + _TITLE])


def _fact(run: list[Token], *, opens: bool) -> Fact:
    if opens and len(run) > 1 and _is_common(run[0]):
        run = run[1:]
    subject = Subject.PERSON if _is_person(run) else Subject.NAME
    return Fact(subject, " ".join(token.key for token in run), run[0].start, run[-1].end)


def _is_common(token: Token) -> bool:
    """Whether a word has its capital because it begins a sentence: «Мешканці Красилова», not «Вінницька Рада»."""
    known = readings(token.key)
    return bool(known) and not any(name for _, name in known) and not _OF_A_PLACE.search(token.key)


def _is_person(run: list[Token]) -> bool:
    kinds = [{name for _, name in readings(token.key)} for token in run]
    if len(run) > 1 and any(kind & _GIVEN for kind in kinds):
        return True
    if any(_is_initial(token) for token in run) and len(run) > 1:
        return True
    return any(
        kind == {"surname"} or (not kind and _SURNAME.search(token.key)) for kind, token in zip(kinds, run, strict=True)
    )


def same(one: str, other: str) -> bool:
    """Whether two names, as values of facts, are the same in whatever case and with whatever initials."""
    shorter, longer = sorted((_full(one), _full(other)), key=len)
    return bool(shorter) and all(any(declined(word, beside) for beside in longer) for word in shorter)


def _full(name: str) -> list[str]:
    return [word for word in name.split() if len(word) > 1]


def declined(one: str, other: str) -> bool:
    """Whether two words are one in two cases: they differ in endings that nouns and adjectives have."""
    if one == other:
        return True
    if bool({lemma for lemma, _ in readings(one)} & {lemma for lemma, _ in readings(other)}):
        return True
    root = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return root >= _ROOT and (one[root:] or "-") in _ENDINGS and (other[root:] or "-") in _ENDINGS
