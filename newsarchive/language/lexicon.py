"""The dictionary behind one small interface: a word in any form goes in, all its forms come out.

Every lexeme counts, not the likeliest one: «голови» is of the head of a council and of a head, and a
dictionary's first guess splits «рада», «ради» and «раду» over three words.
"""

from __future__ import annotations

import os
import re
from collections.abc import Hashable
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import chain, islice
from typing import TYPE_CHECKING, Protocol, TypeAlias

from newsarchive.errors import UsageError
from newsarchive.language import names, numerals, overlay
from newsarchive.language.endings import guess, hard_and_soft
from newsarchive.language.forms import CASES, CELLS, Form, agreeing, table
from newsarchive.language.pymorphy import PymorphyDictionary
from newsarchive.language.simple import SimplemmaDictionary
from newsarchive.language.spelling import regular_apostrophe, straight, with_apostrophe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Lexeme: TypeAlias = "tuple[str, str, list[Form]]"
"""Dictionary form, part of speech by OpenCorpora's names (empty if not known), all forms."""

_WORDS_REMEMBERED = 2048
_ROWS_A_CELL = 16
_TIMES_A_FORM = 2
# «-ський», «-цький», «-зького»: the second half of a town's name, and of most surnames that are adjectives.
_RELATIONAL = re.compile("[сцз]ьк(?:ий|ого|ому|им|ім|[аеуі]|ої|ій|ою|их|ими)$")
_RUSSIAN = re.compile("(?:[оеє]в|[иії]н)[аиіу]$")
_OF_RUSSIAN = re.compile("(.+[оеє]в)(?:[ауі]|им|ові)")
_ALTERNATING = re.compile("(?P<stem>.{2,})[іе](?P<letter>[лнд])(?:ь|я|ю|еві|ем|і|ів|ям|ями|ях)")
_MANY_VILLAGES = dict(zip(CASES, ("і", "ів", "ям", "і", "ями", "ях", "і"), strict=True))
_FIELD = re.compile("[иі]ка$")
# Not the one of an ending: «Ковальського».
_MAYBE_G = re.compile("г(?!о$)")
_MOST_G = 2
"""Letters г of a word, each of which may be ґ; no one's name has more."""
_OF_AN_ADJECTIVE = re.compile("(?:ого|ому|им|ім)$")
_OF_ANOTHER_CLASS = re.compile("(?:[аиіуяю]|ою|ею|[ії]в)$")


class Lexicon(Hashable, Protocol):
    """What search needs of a dictionary.

    A word may come with its capital: one that begins a name asks for that name's gender alone.
    ``gender`` is ``masc`` or ``femn`` where the words beside it tell (see ``names.genders``), else empty.
    """

    def known(self, word: str) -> bool:
        """Say whether the dictionary has a word, lower case, in this very form."""

    def beginning(self, text: str, most: int) -> tuple[str, ...]:
        """Return some of the dictionary's words that begin so, lower case, as many at most; none if it cannot tell."""

    def paradigm(self, word: str, gender: str = "") -> tuple[Form, ...]:
        """Return every form of every word that the given form may belong to; the form itself at least."""

    def forms(self, word: str, gender: str = "") -> tuple[str, ...]:
        """Return the same as bare texts, lower case, apostrophes straight, the word itself first, each once."""


class Dictionary(Protocol):
    """What a lexicon needs of a list of words; words are lower case, apostrophes straight."""

    def known(self, word: str) -> bool:
        """Say whether the word is listed in this very form."""

    def beginning(self, text: str) -> Iterable[str]:
        """Return the words that begin so; none if that would take long."""

    def lexemes(self, word: str) -> Iterable[Lexeme]:
        """Return each lexeme that a known form may belong to."""

    def predicted(self, word: str) -> Iterable[Form]:
        """Return what an unknown word may be by its look, if the dictionary can tell."""


class DictionaryLexicon:
    """A dictionary with our overlay, and endings for what it does not know."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._remembered = lru_cache(_WORDS_REMEMBERED)(self._paradigm)

    def known(self, word: str) -> bool:
        """Say whether the dictionary has a word in this very form."""
        return self._dictionary.known(word)

    def beginning(self, text: str, most: int) -> tuple[str, ...]:
        """Return words of the dictionary that begin so."""
        # A form is there as often as there are words that it may belong to.
        return tuple(islice(dict.fromkeys(islice(self._dictionary.beginning(text), _TIMES_A_FORM * most)), most))

    def forms(self, word: str, gender: str = "") -> tuple[str, ...]:
        """Return the texts of all forms, the word itself first."""
        return tuple(dict.fromkeys((straight(word).lower(), *(form.text for form in self.paradigm(word, gender)))))

    def paradigm(self, word: str, gender: str = "") -> tuple[Form, ...]:
        """Return all forms with their places in the table."""
        given = straight(word)
        return self._remembered(given.lower(), given[:1].isupper(), gender)

    def _paradigm(self, word: str, capital: bool, gender: str) -> tuple[Form, ...]:
        # Whoever is a man or a woman is named, with a capital or without.
        capital = capital or bool(gender)
        found = self._known(word, capital) if self._dictionary.known(word) else self._unknown(word, capital, gender)
        if word in overlay.LEMMAS:
            found = chain(self._known(overlay.LEMMAS[word], capital), found if self._dictionary.known(word) else ())
        forms = tuple(dict.fromkeys(found)) or (Form(word),)
        if gender and _may_be_another(forms, word, gender):
            # Beside a given name any word may be a surname, and not all are listed as such: Гребінь, Дригало.
            forms = (*forms, *guess(word, gender))
        if capital:
            forms = (*forms, *self._alternating(word), *_of_many_villages(word, self._dictionary))
        if gender:
            return names.of_gender(forms, word, gender)
        return names.as_name(forms, word) if capital else forms

    def _known(self, word: str, capital: bool) -> Iterator[Form]:
        lexemes = list(overlay.mend(word, self._dictionary.lexemes(word)))
        if capital or not _may_be_many(word):
            lexemes = _without_many(lexemes, word)
        if capital:
            lexemes = _of_towns(lexemes, word)
        lexemes = self._without_sisters(lexemes, word)
        lexemes = names.without_kin(lexemes, word, capital=capital)
        if not capital:
            lexemes = names.without_names(lexemes, word)
        yield from names.of_one(lexemes, word)
        yield from _of_offices(lexemes, word)
        # The dictionary lists misspellings, too: «пятниця».
        yield from self._with_apostrophe(word, capital)
        if "-" in word and _RELATIONAL.search(word):
            yield from self._compound(word.split("-"), capital)
        elif _OF_ANOTHER_CLASS.search(word) and _are_surnames(lexemes, word, capital):
            # «Лизогубу» may be of Лизогуб, who is known, and of Лизогуба, who is not; Петріва stands beside Петрова.
            yield from (form for form in guess(word) if not self._dictionary.known(form.text))
        if capital:
            yield from _of_possessives(lexemes, word)
            yield from _russian(lexemes, word)
            yield from hard_and_soft(word)
            yield from _families(lexemes)

    def _alternating(self, word: str) -> Iterator[Form]:
        """Yield «Кисіля» and «Киселя» of Кисіль: who is called like a thing keeps the vowel or changes it."""
        found = _ALTERNATING.fullmatch(word)
        lemma, changed = (f"{found['stem']}{vowel}{found['letter']}ь" for vowel in "іе") if found else ("", "")
        lexemes = list(self._dictionary.lexemes(lemma)) if lemma and word != changed else []
        if lexemes and not any(names.name_of(forms) == "first" for _, _, forms in lexemes):
            yield from guess(lemma, "masc", as_lemma=True)
            yield from (form for form in guess(changed, "masc", as_lemma=True) if form.text != changed)

    def _without_sisters(self, lexemes: list[Lexeme], word: str) -> list[Lexeme]:
        """Leave «українці» to «українець»: hardly anybody means a single «українка» by it."""
        stem = word.removesuffix("ці")
        if stem == word or not self._dictionary.known(f"{stem}ець"):
            return lexemes
        return [lexeme for lexeme in lexemes if not (lexeme[0] == f"{stem}ка" and _is_woman(lexemes, lexeme[0]))]

    def _unknown(self, word: str, capital: bool, gender: str) -> Iterator[Form]:
        if "-" in word:
            yield from numerals.forms(word) or self._compound(word.split("-"), capital)
            return
        whole = tuple(self._with_apostrophe(word, capital))
        if whole:
            yield from (Form(word), *whole)
            return
        for place in filter(self._dictionary.known, overlay.places(word)):
            forms = tuple(self._known(place, capital=True))
            yield from forms if any(form.text == word for form in forms) else ()
        regular = regular_apostrophe(word)
        if regular != word:
            yield Form(word)
        declined = guess(regular, gender, capital=capital)
        if declined and not gender:
            yield from self._predicted(regular, capital)
        yield from declined
        yield from _with_g(regular, declined)

    def _with_apostrophe(self, word: str, capital: bool) -> Iterator[Form]:
        for whole in with_apostrophe(word):
            if self._dictionary.known(whole):
                yield from self._remembered(whole, capital, "")

    def _predicted(self, word: str, capital: bool) -> Iterator[Form]:
        """Yield what the dictionary makes of a word; with a capital no verb, and an adjective's own gender."""
        forms = tuple(form for form in self._dictionary.predicted(word) if form.cell or not capital)
        yield from names.of_genders(forms, names.described(forms, word)) if capital else forms

    def _compound(self, parts: list[str], capital: bool) -> Iterator[Form]:
        """Inflect «семінар-тренінг» in both parts, and «прем'єр-міністр» in the last alone."""
        paradigms = [
            [form for form in self._remembered(part, capital, "") if "ґ" in part or "ґ" not in form.text]
            for part in parts
        ]
        if any(form.text == parts[-1] and form.cell == "gent plur" for form in paradigms[-1]):
            # «Міст-побратимів»: beside another genitive it is no bridge.
            for part, paradigm in zip(parts[:-1], paradigms, strict=False):
                lexemes = self._dictionary.lexemes(part)
                paradigm.extend(chain.from_iterable(forms for _, _, forms in lexemes if _is_of_many(forms, part)))
        tables = [table(paradigm) for paradigm in paradigms]
        head = "-".join(parts[:-1])
        for cell in CELLS:
            yield from (_join(row) for row in islice(agreeing(tables, cell), _ROWS_A_CELL))
        yield from (form._replace(text=f"{head}-{form.text}") for form in paradigms[-1])


_DICTIONARIES: dict[str, tuple[str, Callable[[], Dictionary]]] = {
    "pymorphy": ("pymorphy3_dicts_uk", PymorphyDictionary),
    "simplemma": ("simplemma", SimplemmaDictionary),
}
"""Name -> the module that must be installed, and what reads it; the better one first."""


@cache
def default_lexicon() -> Lexicon:
    """Return the one lexicon of this process; the dictionary is read at its first word (120 ms, 44 MB).

    The environment variable ``NEWSARCHIVE_LEXICON`` names the dictionary, ``pymorphy`` or ``simplemma``; without
    it the first of them that is installed is used.

    Raises:
        UsageError: the dictionary named is not known or not installed, or none is.
    """
    return lexicon(os.environ.get("NEWSARCHIVE_LEXICON", ""))


def lexicon(name: str = "") -> Lexicon:
    """Return a lexicon of the dictionary named, or of the first that is installed."""
    installed = [known for known, (module, _) in _DICTIONARIES.items() if find_spec(module)]
    if name and name not in _DICTIONARIES:
        known = " and ".join(_DICTIONARIES)
        raise UsageError(f"NEWSARCHIVE_LEXICON names no dictionary: {name}. There are {known}. Nothing was searched.")
    if not installed or (name and name not in installed):
        wanted = name or "pymorphy"
        package = {"pymorphy": "pymorphy3-dicts-uk"}.get(wanted, wanted)
        raise UsageError(f"No {wanted} dictionary is installed, so nothing was searched: pip install {package}.")
    return DictionaryLexicon(_DICTIONARIES[name or installed[0]][1]())


def _with_g(word: str, declined: Iterable[Form]) -> Iterator[Form]:
    """Yield «Ґерета», «Ґудзовського», «Вольфґанґ», whom nobody lists, for г; г for ґ is a matter of spelling."""
    places = [found.start() for found in _MAYBE_G.finditer(word)]
    if len(places) > _MOST_G:
        return
    for some in ([place] for place in places) if len(places) == 1 else (*([place] for place in places), places):
        yield from (form._replace(text=text) for form in declined if (text := _put(form.text, some)) != form.text)


def _put(text: str, places: list[int]) -> str:
    """Write ґ for the г that stand there."""
    for place in places:
        if text[place : place + 1] == "г":
            text = f"{text[:place]}ґ{text[place + 1 :]}"
    return text


def _of_possessives(lexemes: list[Lexeme], word: str) -> Iterator[Form]:
    """Yield the surnames that nobody lists for what reads like a possessive: «Соколового», «Гнатова» (Гнатів)."""
    for lexeme in filter(names.is_possessive, lexemes):
        if lexeme[0] != word:
            yield from guess(lexeme[0], "masc", as_lemma=True)
        if _OF_AN_ADJECTIVE.search(word):
            yield from (form for form in guess(word, "masc") if not form.noun)


def _of_offices(lexemes: list[Lexeme], word: str) -> Iterator[Form]:
    """Yield the forms of «головиня», whom the dictionary lacks, for «головині»: nobody means what is a head's."""
    stem = word[:-1]
    named = any(lemma == f"{stem}а" and speech == "NOUN" for lemma, speech, _ in lexemes)
    if word.endswith("ині") and not named and any(map(names.is_possessive, lexemes)):
        yield from guess(f"{stem}я", "femn", as_lemma=True)


def _of_many_villages(word: str, dictionary: Dictionary) -> Iterator[Form]:
    """Yield «Рублівців», «Рублівцях» for «Рублівці», which the dictionary has as said of Рублівка alone."""
    stem = word.removesuffix("івці")
    if stem != word and dictionary.known(f"{stem}івка") and not dictionary.known(f"{stem}івцями"):
        for cell, ending in _MANY_VILLAGES.items():
            yield Form(f"{stem}івц{ending}", f"{cell} plur", noun=True)


def _russian(lexemes: list[Lexeme], word: str) -> Iterator[Form]:
    """Yield «Луков» for «Лукова», of whom the dictionary has Луків alone: the cases of both read the same."""
    first = _OF_RUSSIAN.fullmatch(word)
    if first and any(names.is_possessive(lexeme) or _is_surname_in_iv(lexeme) for lexeme in lexemes):
        yield Form(first[1], "nomn sing", "masc", noun=True, name="surname")


def _is_woman(lexemes: list[Lexeme], lemma: str) -> bool:
    """Say whether a word in -ка names somebody: a thing has another plural accusative, and a town has none."""
    forms = chain.from_iterable(forms for named, _, forms in lexemes if named == lemma)
    return any(form.cell == "accs plur" and form.text.endswith("ок") for form in forms)


def _is_surname_in_iv(lexeme: Lexeme) -> bool:
    return names.name_of(lexeme[2]) == "surname" and lexeme[0].endswith(("ів", "їв"))


def _families(lexemes: list[Lexeme]) -> Iterator[Form]:
    """Yield «Бабенки», «Бабенків», «Бабенку!»: the dictionary lacks the plural of most surnames."""
    for lemma, _, forms in lexemes:
        if any(form.name == "surname" and form.gender == "masc" and form.noun for form in forms):
            many = any(form.cell.endswith("plur") for form in forms)
            for form in guess(lemma, "masc", as_lemma=True):
                if form.cell == "voct sing" or (not many and form.cell.endswith("plur")) or _is_either(form, lemma):
                    yield form
            yield from _addressed(lemma, forms)


def _addressed(lemma: str, forms: list[Form]) -> Iterator[Form]:
    """Yield «Чорноволе», «Стрільче»: the vocative of a surname whose stem is another in the genitive."""
    genitive = next((form.text for form in forms if form.cell == "gent sing"), "")
    if genitive.endswith("ця"):
        yield Form(f"{genitive[:-2]}че", "voct sing", "masc", noun=True, name="surname")
    elif genitive.endswith("а") and genitive[:-1] != lemma and not lemma.endswith(("о", "ів", "їв")):
        yield Form(f"{genitive[:-1]}е", "voct sing", "masc", noun=True, name="surname")


def _of_towns(lexemes: list[Lexeme], word: str) -> list[Lexeme]:
    """Leave out what is no town where one is named: «Суми» are no amounts, «Рівне» is no «на рівні»."""
    if not any(lemma in overlay.TOWNS and speech == "NOUN" for lemma, speech, _ in lexemes):
        return lexemes
    genders = {"neut"} if word.endswith("е") else {"neut", "masc"}
    # An adjective that reads like the town may well be meant, but not of women nor of many.
    return [
        (lemma, speech, [form for form in forms if speech == "NOUN" or form.gender in genders])
        for lemma, speech, forms in lexemes
        if lemma in overlay.TOWNS or speech == "ADJF" or forms[0].name
    ]


def _is_either(form: Form, lemma: str) -> bool:
    """Say whether it is «Луцишиним» or «Луцишином», «Зайцеву» or «Зайцевові»: only one is listed."""
    dative = form.cell == "datv sing" and lemma.endswith(("ин", "ін", "їн", "ов", "ев", "єв", "ів", "їв"))
    return dative or (form.cell == "ablt sing" and lemma.endswith(("ин", "ін", "їн", "ів", "їв")))


def _may_be_many(word: str) -> bool:
    """Say whether a word in small letters is hardly the dictionary form: «зборів» are meetings, and Зборів a town."""
    return word.endswith("ів") or word in overlay.MANY


def _without_many(lexemes: list[Lexeme], word: str) -> list[Lexeme]:
    """Leave out what a dictionary form is the genitive of: «міст» means no cities, «політика» no politician's."""
    is_lemma = any(lemma == word and speech == "NOUN" and not forms[0].name for lemma, speech, forms in lexemes)
    if not is_lemma:
        return lexemes
    others = [lexeme for lexeme in lexemes if not _is_of_many(lexeme[2], word)]
    return [lexeme for lexeme in others if not (_FIELD.search(word) and lexeme[0] == word[:-1])]


def _is_of_many(forms: list[Form], word: str) -> bool:
    """Say whether a word is the plural genitive of another that has a singular, too."""
    typed = {form.cell for form in forms if form.text == word}
    return bool(typed) and typed <= {"gent plur", "accs plur"} and any(form.cell == "nomn sing" for form in forms)


def _may_be_another(forms: tuple[Form, ...], word: str, gender: str) -> bool:
    """Say whether a person's surname may be one that the dictionary lacks: it has Лемішко for Лемішка."""
    typed = {form.name for form in forms if form.text == word and form.gender in {"", gender}} - {""}
    man = gender == "masc" and _OF_ANOTHER_CLASS.search(word) and not _RUSSIAN.search(word)
    return not typed or (bool(man) and ("surname" in typed or word.endswith(("ів", "їв"))))


def _are_surnames(lexemes: list[Lexeme], word: str, capital: bool) -> bool:
    """Say whether a word is nothing but a surname, or with its capital may be one: «Петрів», «Гнатів»."""
    named = [all(form.name == "surname" for form in forms) for _, _, forms in lexemes]
    may_be = capital and word.endswith("в") and (any(named) or any(map(names.is_possessive, lexemes)))
    return bool(named) and (all(named) or may_be)


def _join(row: tuple[Form, ...]) -> Form:
    return row[-1]._replace(text="-".join(form.text for form in row), noun=any(form.noun for form in row))
