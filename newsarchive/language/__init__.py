"""What is particular to Ukrainian: inflection, apostrophes, agreement. No engine, no network, no database.

``spelling`` knows how one word may be written, ``forms`` what an inflected form is, ``endings`` how words
outside the dictionary decline; ``lexicon`` joins them with a dictionary, ``pymorphy`` or ``simple``, which ``overlay``
mends, behind one small interface; ``phrases`` inflects several words together. ``names`` tells whose name is meant,
``abbreviations`` what stands for what, by the list in ``shortenings``; ``romanization`` turns Latin letters back,
``numerals`` inflects what begins with a figure, ``halves`` knows what an apostrophe cuts apart, and ``ways`` is all of
it for one word of a query. ``months`` and ``counting`` are for those who read dates and print numbers.
"""

from __future__ import annotations

from newsarchive.language.abbreviations import Shortened, are_initials, shortened
from newsarchive.language.forms import Form
from newsarchive.language.halves import town, wholes
from newsarchive.language.lexicon import DictionaryLexicon, Lexicon, default_lexicon
from newsarchive.language.names import Clash, clashes, genders
from newsarchive.language.phrases import inflect
from newsarchive.language.romanization import could_be_a_name
from newsarchive.language.shortenings import DOTTED
from newsarchive.language.spelling import spellings, straight, tokens
from newsarchive.language.ways import besides, has_twin, ways

__all__ = [
    "DOTTED",
    "Clash",
    "DictionaryLexicon",
    "Form",
    "Lexicon",
    "Shortened",
    "are_initials",
    "besides",
    "clashes",
    "could_be_a_name",
    "default_lexicon",
    "genders",
    "has_twin",
    "inflect",
    "shortened",
    "spellings",
    "straight",
    "tokens",
    "town",
    "ways",
    "wholes",
]
