r"""Cells that no spreadsheet takes for formulas.

OWASP's rules against CSV injection (https://owasp.org/www-community/attacks/CSV_Injection), and one more: a spreadsheet
whose separator is not the file's, as Excel's in Ukraine is ``;``, begins a cell within a text. So an apostrophe is
put in front of what may begin a formula, at the start of a text and behind each ``,`` ``;``, tab and line's end in it:

    =1+1            '=1+1
    -5              -5          a number is none
    так;=1+1        так;'=1+1
    - перше\n- друге    '- перше\n'- друге

Where an apostrophe stood there already, another is put in front of it, so that the text can be had back: ``verbatim``.
"""

from __future__ import annotations

import re

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
"""What begins a formula; the wide ones do so in Japanese and Chinese versions."""
_PASSED_OVER = "\\s'\"\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""What some programs strip, or nobody sees, in front of it."""
_AHEAD = f"(?=[{_PASSED_OVER}]*[{_SIGNS}])"
_START = "(^|[,;\t\r\n])"

_SIGN = re.compile(f"[{_SIGNS}]")
_DANGER = re.compile(_START + _AHEAD)
_GUARDED = re.compile(_START + "'" + _AHEAD)
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")


def safe(text: str) -> str:
    """A text that no spreadsheet calculates; most are as they were."""
    if not _SIGN.search(text) or _NUMBER.fullmatch(text):
        return text
    return _DANGER.sub(r"\1'", text)


def dangerous(text: str) -> bool:
    """Whether a text begins as a formula does."""
    return _DANGER.match(text) is not None and not _NUMBER.fullmatch(text)


def verbatim(text: str) -> str:
    """The text as it was before :func:`safe`."""
    return _GUARDED.sub(r"\1", text)
