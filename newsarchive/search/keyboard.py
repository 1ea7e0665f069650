"""What a text would have been, had the keyboard been set to the other language: «hflf» is «рада»."""

from __future__ import annotations

import re

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.\\" + 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>|'
_UKRAINIAN = "йцукенгшщзхїфівапролджєячсмитьбюґ" + "ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮҐ"
_TO_UKRAINIAN = str.maketrans(_LATIN, _UKRAINIAN)
_TO_LATIN = str.maketrans(_UKRAINIAN, _LATIN)
_PIECE = re.compile(r"\S+")
_HAS_LATIN = re.compile("[A-Za-z]")
_HAS_UKRAINIAN = re.compile("[\u0400-\u04ff]")


def other_layout(text: str) -> tuple[str, ...]:
    """Return a text with each piece between spaces typed over in the other layout: all Latin ones, all Ukrainian ones.

    The layouts are the standard ones of Windows, Linux and macOS: US English and Ukrainian.
    """
    ukrainian = _PIECE.sub(_ukrainian, text)
    latin = text if _HAS_LATIN.search(text) else text.translate(_TO_LATIN)
    return tuple(dict.fromkeys(other for other in (ukrainian, latin) if other != text))


def _ukrainian(piece: re.Match[str]) -> str:
    latin = _HAS_LATIN.search(piece[0]) and not _HAS_UKRAINIAN.search(piece[0])
    return piece[0].translate(_TO_UKRAINIAN) if latin else piece[0]
