"""A query's text cut into pieces that have a meaning, each with its place in the text as typed."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from newsarchive.language import DOTTED, straight, tokens
from newsarchive.normalize.text import clean

COLUMNS = {
    **dict.fromkeys(("назва", "заголовок", "title"), "title"),
    **dict.fromkeys(("лід", "lead"), "lead"),
    **dict.fromkeys(("текст", "body", "text"), "body"),
}
"""Name of a field of an article -> the index's column."""
FILTERS = {
    **dict.fromkeys(("рада", "council"), "council"),
    **dict.fromkeys(("область", "oblast"), "oblast"),
    **dict.fromkeys(("від", "since", "from"), "since"),
    **dict.fromkeys(("до", "until", "to"), "until"),
    **dict.fromkeys(("рік", "year"), "year"),
    **dict.fromkeys(("розділ", "section"), "section"),
    **dict.fromkeys(("стан", "state"), "state"),
}
"""Name of a filter -> what it asks of."""

_JOINING = "ТА"
"""An operator between two words; else an abbreviation in capitals."""
_OPERATORS = {"АБО": "either", "OR": "either", "НЕ": "minus", "NOT": "minus", "AND": "both"}
_QUOTES = '"«»“”„‟'
# What has more pieces than any word is several words.
# A comma joins the figures of «12,5», but not the distance of «ПОРУЧ(бюджет 2024,5)».
_SEPARATOR = r"['\u2010\u2011-]|(?<=[0-9A-Za-z])[./:@_](?=[0-9A-Za-z])|(?<=[0-9]),(?=[0-9]+(?!\s*\)|[0-9]))"
_WORD = rf"[^\W_]+(?:(?:{_SEPARATOR})[^\W_]+){{0,7}}"
_GROUPED = r"(?<![\w.,:/-])[0-9]{1,3}(?:\s[0-9]{3})+(?![\w/-])"
"""A number whose thousands stand apart: one word."""
_CAPITAL, _SMALL = "[A-ZА-ЯЄІЇҐ]", "[a-zа-яєіїґ]"
# «В.о. голови», «О. Ю. Іваненко», «м. Городок».
_ACTING = r"[Тт]\.\s?в\.\s?о(?:\.|(?![\w'-]))|[Вв]\.\s?о(?:\.|(?![\w'-]))"
_DOTTED = (
    rf"(?<![\w'-])(?:{_ACTING}|{_CAPITAL}\.(?:\s?{_CAPITAL}(?![\w'-])\.?){{0,2}}|{_SMALL}\.(?:\s?{_SMALL}\.){{0,2}})"
)
_APART = r"(?<![\w'/.:@])(?<!\w-)"
_PLAIN = f"[^{_QUOTES}]*"
# A title within a phrase: "програма «Питна вода»".
_IN_STRAIGHT = f"(?:«{_PLAIN}»|[“„]{_PLAIN}[”“])"
_IN_ANGLED = f'(?:"{_PLAIN}"|{_IN_STRAIGHT})'
_LEXEME = re.compile(
    rf"""(?P<phrase>"(?P<nested>{_PLAIN}(?:{_IN_STRAIGHT}{_PLAIN})+)"|«(?P<inside>{_PLAIN}(?:{_IN_ANGLED}{_PLAIN})+)»
        |[{_QUOTES}](?P<within>{_PLAIN})[{_QUOTES}])
    |(?P<quote>[{_QUOTES}])
    |(?P<open>\()
    |(?P<close>\))
    |(?P<either>\|)
    |(?P<minus>(?<![^\s(])[-\u2212\u2013](?=[\w"«“„(=]))
    |(?P<exact>(?<![^\s(:-])=(?=[\w"«“„(]))
    |(?P<filter>{_APART}(?P<name>(?i:{"|".join(FILTERS)})):
        (?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]|(?P<value>[^\s()|{_QUOTES}]+)))
    |(?P<field>{_APART}(?i:{"|".join(COLUMNS)}):(?=[\w"«“„(=]))
    |(?P<bare>{_APART}(?i:{"|".join((*FILTERS, *COLUMNS))})(?=:(?:\s|$)))
    |(?P<near>{_APART}(?:ПОРУЧ|NEAR)(?:/(?P<distance>[0-9]{{1,4}}))?(?![\w'*/-]))
    |(?P<within_words>,\s*(?P<number>[0-9]{{1,4}})\s*(?=\)))
    |(?P<dotted>{_DOTTED})
    |(?P<grouped>{_GROUPED})
    |(?P<prefix>{_WORD})\*
    |(?P<word>{_WORD})
    |(?P<stray>(?<!\S)[*=~^](?!\s)|[*^~])""",
    re.VERBOSE,
)
_PHRASE_WORD = re.compile(rf"({_GROUPED}|{_WORD})(\*?)")
_TRAILING = ".,;:!?…"
_LONG_WORD = 4


class Lexeme(NamedTuple):
    """A piece of a query."""

    kind: str
    """A group of the pattern above, or ``both``."""
    text: str
    start: int
    end: int
    value: str = ""
    """What stands within a phrase, a filter's value, a distance."""


def lex(text: str) -> list[Lexeme]:
    """Cut a query; what has no meaning at all, such as a comma, is left out."""
    readable, places = _readable(text)
    headline = _is_headline(readable)
    return [_lexeme(match, places, headline=headline) for match in _LEXEME.finditer(readable)]


def phrase_words(text: str) -> list[tuple[str, bool]]:
    """Return the words within quotation marks, where none is an operator, and whether a star follows."""
    return [(" ".join(word.split()), bool(star)) for word, star in _PHRASE_WORD.findall(text)]


def _lexeme(match: re.Match[str], places: _Places, *, headline: bool) -> Lexeme:
    kind = match.lastgroup or "word"
    # The last group that closed is the outermost one, which names the kind.
    text = match[kind]
    if kind == "word":
        kind = "word" if headline and text == "НЕ" else _OPERATORS.get(text, kind)
    if kind == "near" and headline and text == "ПОРУЧ" and not match.string.startswith("(", match.end()):
        kind = "word"
    if kind == "word" and text == _JOINING and match.start() > 0 and match.end() < len(match.string):
        kind = "both"
    if kind == "dotted":
        kind, text = "word", _of_letters(text)
    if kind == "grouped":
        kind, text = "word", " ".join(text.split())
    value = (
        match["within"]
        or match["nested"]
        or match["inside"]
        or match["distance"]
        or match["number"]
        or match["quoted"]
        or match["value"]
        or ""
    )
    if match["value"]:
        value = value.rstrip(_TRAILING)
    return Lexeme(kind, match["name"] or text, places.typed(match.start()), places.typed(match.end()), value)


def _of_letters(text: str) -> str:
    """Return «О.Ю.», «в.о.», «м.»; a small letter that abbreviates nothing is a word with a full stop behind it."""
    letters = "".join(f"{letter}." for letter in tokens(text))
    if letters.isupper() or letters in DOTTED:
        return letters
    return letters.lower() if len(letters) > len("м.") else letters.rstrip(".")


def _is_headline(text: str) -> bool:
    """Say whether a text is typed all in capitals and is more than abbreviations."""
    return text.isupper() and any(len(word) > _LONG_WORD for word in tokens(text))


class _Places:
    """Where each character of a cleaned text stood before."""

    def __init__(self, steps: list[tuple[int, int]]) -> None:
        self._cleaned = [cleaned for cleaned, _ in steps]
        self._typed = [typed for _, typed in steps]

    def typed(self, place: int) -> int:
        """Return the place in the text as typed; the same where nothing was dropped or composed."""
        step = bisect_right(self._cleaned, place) - 1
        return place if step < 0 else self._typed[step] + place - self._cleaned[step]


def _readable(text: str) -> tuple[str, _Places]:
    """Clean a text as the archive's were, and tell where its characters stood."""
    cleaned = straight(clean(text))
    if len(cleaned) == len(text):
        return cleaned, _Places([])
    steps, place, start = [], 0, 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _belongs_to_the_one_before(text[end]):
            continue
        steps.append((place, start))
        place += len(clean(text[start:end]))
        start = end
    return cleaned, _Places([*steps, (place, start)])


def _belongs_to_the_one_before(sign: str) -> bool:
    return bool(unicodedata.combining(sign)) or not clean(sign)
