"""What is particular to Ukrainian: inflection, apostrophes, agreement. No engine, no network, no database.

``spelling`` knows how one word may be written, ``forms`` what an inflected form is, ``endings`` how words
outside the dictionary decline, ``lexicon`` joins them with the dictionary behind one small interface,
``phrases`` inflects several words together.
"""

from __future__ import annotations

from newsarchive.language.forms import Form
from newsarchive.language.lexicon import DictionaryLexicon, Lexicon, default_lexicon
from newsarchive.language.names import genders
from newsarchive.language.phrases import inflect
from newsarchive.language.spelling import spellings, straight, tokens

__all__ = [
    "DictionaryLexicon",
    "Form",
    "Lexicon",
    "default_lexicon",
    "genders",
    "inflect",
    "spellings",
    "straight",
    "tokens",
]
