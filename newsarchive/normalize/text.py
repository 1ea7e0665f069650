"""Text as the archive shows it: composed, without invisible signs, each word in one alphabet.

The WARC record keeps the original; nothing that a reader could see is changed here.
"""

from __future__ import annotations

import html
import re
import unicodedata

_LATIN = "aceiopxyABCEHIKMOPTXYïÏ"
_CYRILLIC = "асеіорхуАВСЕНІКМОРТХУїЇ"
_REPAIR = str.maketrans(_LATIN, _CYRILLIC)
# Soft hyphen, zero-width signs, marks that turn the direction of writing (they hide words, and break a search), word
# joiner, byte order mark, controls but tab and line feed, lone surrogates.
_INVISIBLE = re.compile(
    "[\xad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]+"
)
# The stress mark; taken off before composing, which would make «ѓ» of a stressed «г».
_STRESS = re.compile("([\u0400-\u052f][\u0300\u0302-\u036f]*)\u0301+")
_LATIN_LETTER = re.compile("[A-Za-zïÏ]")
_CYRILLIC_LETTER = re.compile("[\u0400-\u052f]")
_BORDER = re.compile("[A-Za-zïÏ](?:(?=[\u0400-\u052f])|(?<=[\u0400-\u052f].))")
_MIXED = re.compile(r"[^\W\d_]*(?:[A-Za-zïÏ][\u0400-\u052f]|[\u0400-\u052f][A-Za-zïÏ])[^\W\d_]*")
_LATIN_RUN = re.compile("[A-Za-z\u00c0-\u024f]+")
_UNMISTAKABLE = re.compile(f"(?![{_CYRILLIC[:-2]}])[\u0400-\u052f]")
_TAG = re.compile(r"<[^<>]*>")
_NO_WORDS = re.compile(r"[\W_]+")
_SET_OTHERWISE = str.maketrans({"\u00d7": "x", "ʼ": None, "\u02b9": None, "\u02c8": None})
"""The sign of multiplication, and apostrophes that Unicode calls letters."""
_ROMAN = re.compile("[IVXLCDMІХСМ]+")


def clean(text: str) -> str:
    """Compose (NFC), drop what cannot be seen, repair Latin letters inside Cyrillic words.

    Quotes, apostrophes, dashes and spaces stay as printed; so do Roman numerals and Latin words.

    Args:
        text: Any text of a page.

    Returns:
        The same words; valid Unicode that can be encoded as UTF-8.
    """
    if text.isascii() and text.isprintable():
        return text
    if not text.isprintable():  # so are all of them; asking first is cheap
        text = _INVISIBLE.sub("", text)
    if "\u0301" in text:
        text = _STRESS.sub(r"\1", text)
    text = unicodedata.normalize("NFC", text)
    # Looking for a letter of each alphabet, then for a border between them, spares most texts the search for words.
    is_mixed = _CYRILLIC_LETTER.search(text) and _LATIN_LETTER.search(text) and _BORDER.search(text)
    return _MIXED.sub(_one_alphabet, text) if is_mixed else text


def plain(rendered: str) -> str:
    """Take the markup out of a title that an API or a feed gives as HTML, and clean it, on one line."""
    text = html.unescape(_TAG.sub(" ", rendered) if "<" in rendered else rendered)
    return " ".join(clean(text).split())


def folded(text: str) -> str:
    """Give what two printings of one title have in common: letters and digits, in lower case.

    Quotes, dashes, apostrophes and spaces are left out: WordPress (wptexturize) sets them otherwise than editors do.

    Args:
        text: as ``clean`` gives it.
    """
    return _NO_WORDS.sub("", unicodedata.normalize("NFKC", text.translate(_SET_OTHERWISE)).casefold())


def _one_alphabet(found: re.Match[str]) -> str:
    word = found[0]
    if _ROMAN.fullmatch(word) or not _UNMISTAKABLE.search(word):
        return word
    return _LATIN_RUN.sub(_look_alikes, word)


def _look_alikes(run: re.Match[str]) -> str:
    # A run with any other Latin letter was meant: «PROдержава».
    return run[0].translate(_REPAIR) if set(run[0]) <= set(_LATIN) else run[0]
