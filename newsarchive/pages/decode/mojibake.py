"""UTF-8 that was taken for another charset on its way, and encoded again: «мова» as «РјРѕРІР°» or «Ð¼Ð¾Ð²Ð°»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain

# «а», which stands in every text, as each charset shows its UTF-8; before it, a byte that this has in UTF-8 and that is
# rare in good pages. One byte is found ten times faster than two signs.
_MARKS = {
    b"\xb0": (("cp1251", "Р°"), ("cp1252", "Ð°")),
    b"\x95": (("koi8-u", "п╟"), ("cp866", "╨░")),
}
_CYRILLIC = "А-Яа-яЁёІіЇїЄєҐґ"
_CONTINUATIONS = range(0x80, 0xC0)
"""Every byte of a letter in UTF-8 but the first."""
_CONVINCING = 3
"""Letters of a word that no word of any language looks like."""
_ENOUGH = 20
"""Letters of such words from which on a page is held to be spoilt; an article about the matter may quote one or two."""
_TOO_MANY_LOST = 50
"""One letter in so many may be missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What came of a repair."""

    text: str
    lost: bool
    """Whether so many letters are missing that it is no text."""


def repair(text: str, body: bytes) -> Repaired | None:
    """Undo the double encoding of a page's text, wherever it has it; None where it has none.

    Args:
        text: The page, read as UTF-8.
        body: Its bytes.
    """
    marks = chain.from_iterable(marks for byte, marks in _MARKS.items() if byte in body)
    spoilt = next((name for name, mark in marks if mark[1] in text and mark in text), None)
    return None if spoilt is None else _repair(text, _Mangling.by(spoilt))


@dataclass(frozen=True, slots=True)
class _Mangling:
    """How UTF-8 looks in another charset."""

    bytes_of: dict[int, int]
    """Each sign -> the byte it stands for."""
    word: re.Pattern[str]
    """Letters encoded twice, with no other letter beside them."""
    stretch: re.Pattern[str]
    """Such words with nothing but ASCII between them."""
    lead: str
    """What the first bytes of letters look like."""

    @staticmethod
    @cache
    def by(encoding: str) -> _Mangling:
        signs = {byte: bytes([byte]).decode(encoding, "replace") for byte in range(0x80, 0x100)}
        bytes_of = {ord(sign): byte for byte, sign in signs.items() if sign != "\ufffd"}
        # What a charset leaves undefined passes as a control character (WHATWG: index windows-1252), as all of them do
        # in Latin-1.
        for byte in range(0x80, 0xA0) if encoding == "cp1252" else (0x98,):
            bytes_of.setdefault(byte, byte)
        rest = "".join(re.escape(chr(code)) for code, byte in bytes_of.items() if byte in _CONTINUATIONS)
        lead = "".join(signs[byte] for byte in (0xD0, 0xD1, 0xD2))
        letter = f"[{lead}][{rest}]" + ("|Р\\?" if encoding == "cp1251" else "")  # «И», whose second byte it lacks
        others = "".join(signs[byte] for byte in (0xC2, 0xC3, 0xCA, 0xCC))  # «», é, ʼ, the stress mark
        pair = f"(?:{letter}|[{others}][{rest}]|{signs[0xE2]}[{rest}]{{2}})"
        word = f"(?<![{_CYRILLIC}])(?>{pair}+)(?![{_CYRILLIC}])"
        return _Mangling(bytes_of, re.compile(word), re.compile(f"(?:{word}|[\x00-\x7f]++)++"), lead)

    def undone(self, word: str) -> str:
        """Give what was meant: whatever the pattern matches is UTF-8."""
        return bytes(self.bytes_of[ord(sign)] for sign in word.replace("Р?", "Р\x98")).decode()


def _repair(text: str, mangling: _Mangling) -> Repaired | None:
    letters = 0

    def mend(stretch: re.Match[str]) -> str:
        nonlocal letters
        words = mangling.word.findall(stretch[0])
        convincing = sum(len(word) // 2 for word in words if len(word) >= 2 * _CONVINCING)
        letters += convincing
        return mangling.word.sub(lambda found: mangling.undone(found[0]), stretch[0]) if convincing else stretch[0]

    mended = mangling.stretch.sub(mend, text)
    if letters < _ENOUGH:
        return None
    left = sum(map(mended.count, mangling.lead)) if mangling.lead.startswith("Ð") else 0
    return Repaired(text=mended, lost=left * _TOO_MANY_LOST > letters)
