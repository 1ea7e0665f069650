"""What a file that is taken away is called."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from datetime import datetime

LONGEST = 60
"""Characters of a name that come from what was asked."""


def named(what: str, at: datetime, ending: str) -> str:
    """The name of a file: letters and digits alone, so that it means nothing to any file system or shell.

    Args:
        what: Anything a reader typed.
        at: When it was asked; the day is told.
        ending: Without its dot.
    """
    text = unicodedata.normalize("NFC", what)
    words = "-".join(re.findall(r"[^\W_]+", text))[:LONGEST].strip("-")
    return "-".join(filter(None, ("newsarchive", words, f"{at:%Y-%m-%d}"))) + f".{ending}"


def disposition(name: str) -> str:
    """The header ``Content-Disposition`` (RFC 6266): a plain name for old programs, the whole one as in RFC 8187."""
    plain = re.sub("-+", "-", "".join(sign if sign.isascii() else "-" for sign in name)).replace("-.", ".")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
