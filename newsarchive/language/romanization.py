"""Names in Latin letters turned back: «Labaziuk», «Kamianets-Podilskyi», and «Kamyanets-Podilsky».

The official romanization (Cabinet of Ministers, resolution 55 of 27 January 2010) drops the soft sign and the
apostrophe and writes several letters alike, so one word may be several; the dictionary tells which is meant. What it
does not know is read as people wrote before, too: of passports, of English newspapers, of BGN/PCGN.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from newsarchive.language.spelling import regular_apostrophe, with_apostrophe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_WAYS = 24
"""Ways to read a word that are tried."""
MOST_KEPT = 3
"""Ways that are asked for where the dictionary knows none or several."""

_LONGEST = 32
_SHORTEST_OLDER, _SHORTEST_NAME = 5, 4
_LATIN = re.compile("[a-z']+(?:-[a-z']+)*", re.IGNORECASE)
_VOWELS = "aeiouy"
# At the beginning of a word, after a vowel, anywhere: the longest first.
_AT_START = {"ye": "є", "yi": "ї", "yu": "ю", "ya": "я", "y": "й"}
_AFTER_VOWEL = {"ii": "її їй", "i": "й ї"}
_ANYWHERE = {
    "shch": "щ",
    "zgh": "зг",
    "zh": "ж",
    "kh": "х",
    "ts": "ц тс",
    "ch": "ч",
    "sh": "ш",
    "ia": "я іа",
    "ie": "є іє",
    "iu": "ю",
    "io": "йо ьо іо",
    "ii": "ій ії",
    "yi": "ий",
    **dict(zip("abvhgdezyiklmnoprstuf", "абвгґдезиіклмнопрстуф", strict=True)),
}
# «Донецьк», «-ський»: the soft sign is certain.
_SOFT = re.compile("(?<=[^-])([сцз])(?=к(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|і|их|ими|е)?(?:-|$))|(?<=[еє]ц)(?=-|$)")
# «Хмільовський», «Редько», «Віньківці», «Кузьменко», «Русь», «Цьомко»: it may be.
_MAYBE_SOFT = re.compile(
    "(?<=л)(?=[^аеиіуюяєїйль'-])|(?<=[днстзц])(?=к)|(?<=[зс])(?=м)|(?<=[длнстз])(?=-|$)|(?<=ц)(?=о)"
)
# As it was written before -> as it is now: Zelenskyy and Zelenskiy, Zaluzhny, Mayboroda, Mykolayiv, Nataliya, Olexandr,
# Scherbak, Khizhnyak.
_OLDER = (
    (re.compile("x"), "ks"),
    (re.compile("yyi"), "yi"),
    (re.compile("(?<=[szc]k)(?:[iy][yj]|[iy])$|(?:yy|yj|(?<=[bcdfghklmnprstvz])y)$"), "yi"),
    (re.compile("i[yj]$"), "ii"),
    (re.compile("(?<=[aeiou])yi"), "i"),
    (re.compile("(?<=[aeou])y(?![aeiou])"), "i"),
    (re.compile("(?<=.)y(?=[aeu])"), "i"),
    (re.compile("^sch|(?<=[aeiouy])sch"), "shch"),
    (re.compile("(?<=[kzsc]h)i(?![aeiouy])"), "y"),
)
# What is tried besides where that is no word: Zaluzhniy, Sergii, Harkiv, Zhmerinka.
_OTHERWISE = (
    (re.compile("ii$"), "yi"),
    (re.compile("g(?!h)"), "h"),
    (re.compile("^h|(?<=[aeiou])h"), "kh"),
    (re.compile("(?<=[bcdfghklmnprstvz])i(?![aeiouy])"), "y"),
)
# What no spelling of Ukrainian gives: towns as they were known abroad by their Russian names, and what English made of
# them.
_ABROAD = {
    "chernigov": "чернігів",
    "chernobyl": "чорнобиль",
    "chernovtsy": "чернівці",
    "cherkassy": "черкаси",
    "chuguev": "чугуїв",
    "crimea": "крим",
    "dnepr": "дніпро",
    "dnepropetrovsk": "дніпропетровськ",
    "dnieper": "дніпро",
    "donbass": "донбас",
    "gorlovka": "горлівка",
    "ivano-frankovsk": "івано-франківськ",
    "kamenets-podolskiy": "кам'янець-подільський",
    "kamenets-podolsky": "кам'янець-подільський",
    "kharkov": "харків",
    "khmelnitskiy": "хмельницький",
    "khmelnitsky": "хмельницький",
    "kiev": "київ",
    "kirovograd": "кіровоград",
    "kremenchug": "кременчук",
    "lugansk": "луганськ",
    "lvov": "львів",
    "nezhin": "ніжин",
    "nikolaev": "миколаїв",
    "nikolayev": "миколаїв",
    "odessa": "одеса",
    "rovno": "рівне",
    "slavyansk": "слов'янськ",
    "starokonstantinov": "старокостянтинів",
    "ternopol": "тернопіль",
    "vinnitsa": "вінниця",
    "zaporizhia": "запоріжжя",
    "zaporozhye": "запоріжжя",
    "zhitomir": "житомир",
}
# Given names as they were known abroad by the Russian ones: somebody may be called so, too.
_NAMED_ABROAD = {
    "aleksandr": "олександр",
    "alexander": "олександр",
    "aleksey": "олексій",
    "alexey": "олексій",
    "andrei": "андрій",
    "andrey": "андрій",
    "dmitriy": "дмитро",
    "dmitry": "дмитро",
    "elena": "олена",
    "evgeniy": "євген",
    "evgeny": "євген",
    "mikhail": "михайло",
    "nikolai": "микола",
    "nikolay": "микола",
    "pavel": "павло",
    "sergei": "сергій",
    "sergey": "сергій",
    "svetlana": "світлана",
    "tatyana": "тетяна",
    "vasiliy": "василь",
    "vasily": "василь",
    "vladimir": "володимир",
}
# What is meant as well: «Natalia» may be Наталя and Наталія, «Evhen» is Євген, «Yuri» Юрій.
_AS_WELL = (
    (re.compile("(?<!i)ia$"), "iia"),
    (re.compile("^e"), "ye"),
    (re.compile("(?<=[bcdfghklmnprstvz])i$"), "ii"),
)


def could_be_a_name(word: str) -> bool:
    """Say whether the romanization could have made a word; one all in capitals is an abbreviation (SIDA)."""
    if len(word) > _LONGEST or not _LATIN.fullmatch(word) or word.isupper():
        return False
    older = _may_be_older(word)
    return all(any(0 in _readable_from(way) for way in _latin(part, older)) for part in word.lower().split("-"))


def _may_be_older(word: str) -> bool:
    """Say whether an older spelling is thought of: «day» is no «дай», «get» no «геть»."""
    return len(word) >= (_SHORTEST_NAME if word[:1].isupper() else _SHORTEST_OLDER)


@lru_cache(512)
def cyrillic(word: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return what a word in Latin letters may be in Ukrainian ones, the likeliest first.

    Args:
        word: any; what the romanization could not have made (w, q, x) is nothing.
        known: says whether a dictionary has a word, lower case; of several ways those it has are meant.
    """
    if not could_be_a_name(word):
        return ()
    if word.lower() in _ABROAD:
        return (_ABROAD[word.lower()],)
    older = _may_be_older(word)
    parts = [_of_one_word(part, known, older=older) for part in word.lower().split("-")]
    joined = ["-".join(ways) for ways in islice(product(*parts), MOST_WAYS)]
    named = [_NAMED_ABROAD[word.lower()]] if word.lower() in _NAMED_ABROAD else []
    return (*named, *([way for way in joined if known(way)] or joined))[:MOST_KEPT]


def _of_one_word(word: str, known: Callable[[str], bool], *, older: bool) -> list[str]:
    """Return the ways to read a word that are words by the first spelling by which any is; of none, one by each."""
    read = [_ways(way) for way in _latin(word, older)]
    official, *others = read
    words = next(filter(None, ([way for way in ways if known(way)] for ways in read)), [])
    as_well = (_ways(way) for way in _meant_as_well(word) if older)
    words += [way for ways in as_well for way in ways if known(way)]
    # «Daria» is Дарія and Дар'я: the romanization drops the apostrophe, and only after labials is it sure to stand.
    words += [whole for way in official for whole in with_apostrophe(way) if known(whole)]
    more = [way for ways in others[:1] for way in ways[:1]]
    return words[:MOST_KEPT] or [*official[: MOST_KEPT - len(more)], *more]


def _meant_as_well(word: str) -> Iterator[str]:
    """Yield what a word may be besides, in each spelling that there was: «Evgen» is Yevhen."""
    for pattern, more in _AS_WELL:
        if pattern.search(word):
            yield from _latin(pattern.sub(more, word), older=True)


def _ways(word: str) -> list[str]:
    return list(dict.fromkeys(islice(_softened(word.replace("'", "")), MOST_WAYS)))


def _latin(word: str, older: bool) -> tuple[str, ...]:
    """Return a word as typed, and as the official romanization would write it were it an older one, and otherwise."""
    official = plain = word.replace("'", "")
    if not older:
        return (plain,)
    for pattern, now in _OLDER:
        official = pattern.sub(now, official)
    others = (pattern.sub(now, official) for pattern, now in _OTHERWISE)
    return tuple(dict.fromkeys((plain, official, *others)))


def _softened(word: str) -> Iterator[str]:
    for read in _read(word, 0):
        plain = regular_apostrophe(_SOFT.sub(lambda found: f"{found[0]}ь", read))
        places = [found.start() for found in _MAYBE_SOFT.finditer(plain)][-2:]
        for signs in product(("", "ь"), repeat=len(places)):
            softened = plain
            for place, sign in zip(reversed(places), reversed(signs), strict=True):
                softened = softened[:place] + sign + softened[place:]
            yield softened


def _read(word: str, at: int) -> Iterator[str]:
    """Yield every way to read a word from a place on."""
    if at == len(word):
        yield ""
    for length, letters in _steps(word, at):
        # Else «iiiiiiiiiiiiiiiiiiiiw», which cannot be read, would be tried in a million ways.
        if at + length in _readable_from(word):
            yield from (letters + rest for rest in _read(word, at + length))


@lru_cache(512)
def _readable_from(word: str) -> frozenset[int]:
    """Return the places from which on a word can be read to its end."""
    places = {len(word)}
    for at in reversed(range(len(word))):
        if any(at + length in places for length, _ in _steps(word, at)):
            places.add(at)
    return frozenset(places)


def _steps(word: str, at: int) -> Iterator[tuple[int, str]]:
    """Yield how many letters may be read together at a place, the most first, and as what."""
    for length in (4, 3, 2, 1):
        part = word[at : at + length]
        if len(part) == length:
            yield from ((length, letters) for letters in _letters(word, at, part))


def _letters(word: str, at: int, part: str) -> list[str]:
    if at == 0 and part in _AT_START:
        return _AT_START[part].split()
    if at and word[at - 1] in _VOWELS and part in _AFTER_VOWEL:
        return _AFTER_VOWEL[part].split()
    return _ANYWHERE.get(part, "").split()
