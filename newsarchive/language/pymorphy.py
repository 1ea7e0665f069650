"""pymorphy3 and its Ukrainian dictionary of 2022. Its licence contradicts itself: docs/decisions/0005-licence.md.

Known words are read off the dictionary's own tables, a paradigm at a time, each paradigm once: building
pymorphy3's parses for every form of a word takes several times as long.
"""

from __future__ import annotations

import warnings
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from newsarchive.language.forms import Form
from newsarchive.language.spelling import straight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsarchive.language.lexicon import Lexeme

_TAGS_REMEMBERED = 2048
_WORDS_REMEMBERED = 2048
_PARADIGMS_REMEMBERED = 4096
_GUESSED_LEXEMES = 4
_DECLINED = {"NOUN", "ADJF", "PRTF", "NPRO", "NUMR"}
_NAMES = {"Name": "first", "Patr": "patronymic", "Surn": "surname"}


class PymorphyDictionary:
    """What pymorphy3 knows, every lexeme of a word."""

    def known(self, word: str) -> bool:
        """Say whether the dictionary has the word in this very form, or with ґ for г."""
        return bool(_entries(word))

    def beginning(self, text: str) -> Iterator[str]:
        """Yield the words that begin so."""
        return (str(word) for word in _analyzer().dictionary.words.iterkeys(text))

    def readings(self, word: str) -> frozenset[tuple[str, str]]:
        """Give the dictionary forms that the form may be of, each with what it names: see ``forms.Form.name``."""
        dictionary = _analyzer().dictionary
        return frozenset(
            (dictionary.build_normal_form(number, place, spelled), _name_of(number))
            for spelled, entries in _entries(word)
            for number, place in entries
        )

    def lexemes(self, word: str) -> Iterator[Lexeme]:
        """Yield each lexeme that the form may belong to."""
        every = list(_lexemes(word))
        other = any(found.paradigm.speech in {"NOUN", "ADJF"} and not found.paradigm.name for found in every)
        often = not all(found.seldom for found in every)
        did = any(found.paradigm.speech == "VERB" and not found.seldom for found in every)
        for found in every:
            speech = found.paradigm.speech
            verb = speech == "VERB" and (other or did)
            if found.seldom and (verb or (often and speech == "NOUN")):
                # «Зміни до бюджету», «видали» are no order to change, to remove; «стане» is no address to a state.
                continue
            if speech == "GRND":
                yield from self._of_gerund(word)
            more = found.beside() if speech == "VERB" else ()
            yield found.lemma, speech, [*found.forms(), *more]

    def _of_gerund(self, word: str) -> Iterator[Lexeme]:
        """Yield the verb of «називаючи», «ставши», which the dictionary has as a word of its own."""
        for ending, verb in (("чи", "ть"), ("чись", "ться"), ("ши", ""), ("шись", "ся")):
            form = word.removesuffix(ending) + verb
            if word.endswith(ending) and self.known(form):
                yield from (lexeme for lexeme in self.lexemes(form) if lexeme[1] == "VERB")

    def predicted(self, word: str) -> Iterator[Form]:
        """Yield what is made of an unknown word by its look: good at adjectives, verbs and long words."""
        parses = _analyzer().parse(word)
        if parses and _is_plain_verb(parses[0].tag):
            like = [parse.lexeme for parse in parses if parse.tag.POS == "VERB"][:_GUESSED_LEXEMES]
            yield from (Form(straight(form.word)) for lexeme in like for form in lexeme)
        lexemes = [parse.lexeme for parse in parses if str(parse.tag.POS) in _DECLINED]
        distinct = {(lexeme[0].word, str(lexeme[0].tag), len(lexeme)): lexeme for lexeme in reversed(lexemes)}
        for lexeme in list(reversed(distinct.values()))[:_GUESSED_LEXEMES]:
            name = _name(parse.tag for parse in lexeme)
            for parse in lexeme:
                form = _template(parse.tag, parse.word == parse.normal_form)
                yield form._replace(text=straight(parse.word), name=name)


class _Cell(NamedTuple):
    """One form of a paradigm: what stands around the stem, and what it is."""

    prefix: str
    suffix: str
    form: Form
    """Without its text."""
    seldom: bool
    """News hardly has it: «зміни!», «зміню», «о діє!»."""
    stands_for: str
    """``first`` person singular, ``third`` person plural or ``past`` masculine: other words are made of these."""


class _Paradigm(NamedTuple):
    speech: str
    name: str
    """What its words name: see ``forms.Form.name``."""
    cells: tuple[_Cell, ...]


class _Found(NamedTuple):
    """A lexeme: a stem in a paradigm, and the places where the word that was looked up stands in it."""

    stem: str
    paradigm: _Paradigm
    places: tuple[int, ...]

    @property
    def lemma(self) -> str:
        """Return the dictionary form."""
        return self.text(self.paradigm.cells[0])

    @property
    def seldom(self) -> bool:
        """Say whether news hardly has the word that was looked up as a form of this lexeme."""
        return all(self.paradigm.cells[place].seldom for place in self.places)

    def text(self, cell: _Cell) -> str:
        """Return the form that stands in a cell."""
        return cell.prefix + self.stem + cell.suffix

    def forms(self) -> Iterator[Form]:
        """Yield all forms but those that news hardly has and that are another word's, too."""
        for place, cell in enumerate(self.paradigm.cells):
            text = self.text(cell)
            if not cell.seldom or place in self.places or not self._is_another(text):
                yield cell.form._replace(text=text)

    def _is_another(self, text: str) -> bool:
        """Say whether a form is also that of another word; no name's, nor a verb's where both would be as seldom."""
        entries = _analyzer().dictionary.words.get(text, ())
        return len({number for number, _ in entries}) > 1 and any(
            found.lemma != self.lemma
            and not found.paradigm.name
            and ({"VERB", found.paradigm.speech} != {self.paradigm.speech} or not found.seldom)
            for found in _lexemes(text)
        )

    def beside(self) -> Iterator[Form]:
        """Yield «ухвалено», «прийнято», «ухваливши», «приймаючи», which are words of their own in the dictionary."""
        lemma = self.lemma
        stems = {lemma.removesuffix("ти")}
        for cell in self.paradigm.cells:
            if cell.stands_for == "first":
                stems.add(f"{self.text(cell)[:-1]}е")
            elif cell.stands_for:
                gerund = _gerund(self.text(cell), cell.stands_for)
                if gerund in _analyzer().dictionary.words:
                    yield Form(gerund)
        for form in sorted(f"{stem}{ending}" for stem in stems for ending in ("но", "то")):
            if form in _analyzer().dictionary.words and any(found.lemma == lemma for found in _lexemes(form)):
                yield Form(form)


@cache
def _analyzer() -> Any:
    with warnings.catch_warnings():
        # Older pymorphy3 finds its dictionary through pkg_resources, which warns of its own end.
        warnings.simplefilter("ignore")
        import pymorphy3  # noqa: PLC0415 - a tenth of a second that only a search should pay

        return pymorphy3.MorphAnalyzer(lang="uk")


@lru_cache(_WORDS_REMEMBERED)
def _entries(word: str) -> tuple[tuple[str, list[tuple[int, int]]], ...]:
    """Return the dictionary's spellings of a word (ґ for г), each with numbers of paradigms and places in them."""
    analyzer = _analyzer()
    return tuple(analyzer.dictionary.words.similar_items(word, analyzer.char_substitutes))


def _lexemes(word: str) -> Iterator[_Found]:
    """Yield each lexeme once; the places where a word stands in it are together."""
    for spelled, entries in _entries(word):
        places: dict[int, list[int]] = {}
        for number, place in entries:
            places.setdefault(number, []).append(place)
        for number, found in places.items():
            paradigm = _paradigm(number)
            cell = paradigm.cells[found[0]]
            stem = spelled[len(cell.prefix) : len(spelled) - len(cell.suffix)]
            yield _Found(stem, paradigm, tuple(found))


@lru_cache(_PARADIGMS_REMEMBERED)
def _paradigm(number: int) -> _Paradigm:
    rows = _analyzer().dictionary.build_paradigm_info(number)
    name = _name(tag for _, tag, _ in rows)
    cells: list[_Cell] = []
    more: list[_Cell] = []
    for place, (prefix, tag, suffix) in enumerate(rows):
        form = _template(tag, place == 0 or (prefix, suffix) == (rows[0][0], rows[0][2]))._replace(name=name)
        cells.append(_Cell(prefix, suffix, form, _is_seldom(tag), _stands_for(tag)))
        if form.cell == "datv sing" and suffix.endswith(("у", "ю")) and "inan" in tag:
            # «Стану», «центру» are genitives, too, where the dictionary has «стана», «центра» alone.
            more.append(cells[-1]._replace(form=form._replace(cell="gent sing")))
    # Behind all others: the dictionary's places are counted from the first.
    return _Paradigm(str(rows[0][1].POS), name, (*cells, *more))


def _name(tags: Iterable[Any]) -> str:
    """Tell a name by any of its forms: the first one often lacks the mark."""
    return next((name for tag in tags for mark, name in _NAMES.items() if mark in tag), "")


@lru_cache(_PARADIGMS_REMEMBERED)
def _name_of(number: int) -> str:
    """Tell what a paradigm's words name, without building the paradigm."""
    dictionary = _analyzer().dictionary
    return _name(dictionary.build_tag_info(number, place) for place in range(len(dictionary.paradigms[number]) // 3))


def _is_seldom(tag: Any) -> bool:
    return ("impr" in tag or "1per" in tag or ("voct" in tag and "inan" in tag)) and "plur" not in tag


def _is_plain_verb(tag: Any) -> bool:
    """Say whether a word is a verb as news has it: «релокувати», «релокувало», «релокує», «релоковано»."""
    return tag.POS == "VERB" and any(mark in tag for mark in ("infn", "past", "3per", "Impe"))


def _stands_for(tag: Any) -> str:
    if "1per" in tag and "sing" in tag:
        return "first"
    if "3per" in tag and "plur" in tag:
        return "third"
    return "past" if "masc" in tag and "past" in tag else ""


def _gerund(text: str, made_of: str) -> str:
    bare = text.removesuffix("ся")
    ending = "чи" if made_of == "third" else "ши"
    return bare.removesuffix("ть" if made_of == "third" else "") + ending + ("сь" if bare != text else "")


@lru_cache(_TAGS_REMEMBERED)
def _template(tag: Any, lemma: bool) -> Form:
    """Read a tag; part of the dictionary's nominatives carry no case (громада, голова)."""
    noun = tag.POS == "NOUN"
    case = tag.case or ("nomn" if noun and lemma else None)
    if case is None:
        return Form("")
    number = "plur" if "plur" in tag else "sing"
    gender = "" if number == "plur" else str(tag.gender or "")
    return Form("", f"{case} {number}", gender, noun=noun)
