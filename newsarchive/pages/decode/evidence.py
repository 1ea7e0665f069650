"""What tells one Cyrillic charset from another: how many pairs of neighbouring letters are common ones.

Read in its own charset, a text of 20 letters has more than half of its pairs among the common ones; in another it has
hardly any, since letters become others, or change case in the middle of a word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import add

from newsarchive.pages.selectors import words

# The 150 commonest pairs in 176,000 characters of councils' news in Ukrainian and in 157,000 of news in Russian: 8 of
# 10 pairs of any such text.
_PAIRS = words(
    "ав аг ад аз ай ак ал ам ан ап ар ас ат ах ац ая аї ба бе бл бо бр бу ва ве ви вн во вс вы ві га ги го гр да де ди "
    "дн до ді ев ег ед ей ек ел ем ен ер ес ет же за зи ив ид ие из ии ий ик ил им ин ио ир ис ит их ия йн ка ки ко кр "
    "кт ку кі ла ле ли ло ль ля лі ма ме ми мо му мі на нд не ни нк нн но нс нт ну ны нь ня ні об ов ог од ое ож оз ой "
    "ок ол ом он оп ор ос от ої па пе по пр пу пі ра ре ри рн ро рс рт ру ры ря рі са се си ск сл сн со сп сс ст су сь "
    "ся сі та тв те ти то тр тс ту ты ть ті ув уд ук ул ур ус ут це ци ці ча че чи чн ше ще ые ый ьк ьн ят ів ід із ій "
    "іл ін іс іт ії їн"
)
_COMMON = frozenset(form for pair in _PAIRS for form in (pair, pair.capitalize(), pair.upper()))
_RUN = re.compile(rb"[\x80-\xff]+")
_BLANKED = b" " * 128 + bytes(range(128, 256))
_CHUNK = 2048

CYRILLIC = ("cp1251", "koi8-u", "iso8859-5", "cp866", "cp1125", "mac-cyrillic")
_CANDIDATES = ("cp1251", "koi8-u", "iso8859-5", "cp1125")
"""Mac's charset is no rival of cp1251, whose small letters are its own but for one: see ``exact``."""
_DOS_UKRAINIAN = re.compile(rb"[\xf6\xf7\xf9]|[\x80-\xef]\xf8")
"""«І», «і», «ї» or «Ї» in cp1125, which is cp866 for Ukrainian and is called so; no letters of Ukrainian in cp866."""
_AT_ONCE = 0.6
"""Share of common pairs that a label is believed for without a look at other charsets: of 160 letters, all had 0.64."""
_LONG = 80
"""Letters of a text that is long enough for it."""
_GOOD = 0.5
"""Least share in the charset that is meant. Of 20 letters, 99 of 100 texts had more, and of 1,000 readings in another
charset some two; of 80 letters, all texts and no such reading."""
_FAIR = 0.35
"""The same for a label that nothing contradicts: other languages, lists of names."""
_MARGIN = 0.2
"""By how much the best charset must beat the next."""
TELLING = 16
"""Bytes below which nothing is refused for being unlike words."""
_SAMPLE = 300
"""Bytes that are judged; more told no more."""


def sample(body: bytes) -> bytes:
    """Give some words of a page, each once: as many as need be judged."""
    found: dict[bytes, None] = {}
    for start in range(0, len(body), _CHUNK):
        runs = body[start : start + _CHUNK].translate(_BLANKED).split()
        found.update(dict.fromkeys(run for run in runs if len(run) > 1))
        if sum(map(len, found)) > _SAMPLE:
            break
    return b" ".join(found)[:_SAMPLE]


def score(text: bytes, encoding: str) -> float:
    """Give the share of common pairs in words that are read in a charset."""
    return share(text.decode(encoding, "replace"))


def share(text: str) -> float:
    """Give the share of common pairs among the pairs of letters above ASCII in words that blanks keep apart."""
    words_of_it = text.split()  # at no-break spaces too
    pairs = sum(map(len, words_of_it)) - len(words_of_it)
    return sum(map(_common, words_of_it)) / pairs if pairs > 0 else 0.0


@lru_cache(maxsize=4096)  # the same few thousand words are most of any news
def _common(word: str) -> int:
    return sum(map(_COMMON.__contains__, map(add, word, word[1:])))


def best(text: bytes) -> str | None:
    """Choose the Cyrillic charset that words are in, None where none is convincing; see also :func:`exact`."""
    scores = sorted((score(text, encoding), encoding) for encoding in _CANDIDATES)
    (next_best, _), (highest, chosen) = scores[-2:]
    return chosen if highest >= _GOOD and highest - next_best >= _MARGIN else None


def is_sure(text: bytes, encoding: str) -> bool:
    """Whether words are so surely in the Cyrillic charset of a label that no other need be tried: the usual case."""
    return encoding in CYRILLIC and len(text) >= _LONG and score(text, encoding) >= _AT_ONCE


def bears_out(text: bytes, encoding: str) -> bool:
    """Whether words may be in the Cyrillic charset of a label: too few to tell, or no worse than in any other."""
    own = score(text, encoding)
    return len(text) < TELLING or (own >= _FAIR and own >= max(score(text, other) for other in _CANDIDATES))


def exact(encoding: str, body: bytes) -> str:
    """Tell the two cp866, for Ukrainian and for Russian, whose label both bear; and Mac's charset from cp1251."""
    if encoding in {"cp866", "cp1125"}:
        return "cp1125" if _DOS_UKRAINIAN.search(body) else "cp866"
    if encoding == "cp1251":
        words_of_it = sample(body)
        return max(encoding, "mac-cyrillic", key=lambda name: score(words_of_it, name))
    return encoding


def is_western(body: bytes) -> bool:
    """Whether letters above ASCII stand alone among ASCII ones, as they do in Western languages."""
    runs = [*_RUN.finditer(body)]
    return sum(_is_among_ascii(found) for found in runs) * 2 > len(runs)


def _is_among_ascii(found: re.Match[bytes]) -> bool:
    before, after = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    return len(found[0]) <= 2 and (before.isalpha() or after.islower())  # noqa: PLR2004 - «ée»
