"""A spider's file, made of what was found: the site's own facts, and where it does not say one, what lint refuses."""

from __future__ import annotations

import json
import keyword
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsarchive.errors import UsageError
from newsarchive.lint import FIRST_SITES, MOST_A_MONTH, class_name
from newsarchive.register import NAME, REGIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsarchive.probe.findings import Findings

_LINE = 120
_NO_NAME = frozenset({"www", "new", "gov", "ua", "org", "com", "net", "edu", "in", "info", "site"})
TO_BE_FILLED_IN = "  # to be filled in"
AROUND = 5
"""How many times fewer or more articles than were measured a month may have."""
_LEAST_MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a spider declares of its council."""

    name: str
    council: str
    """Empty where the site does not say it."""
    council_en: str
    """Empty where the region is not known, or it is not the region's own council."""
    oblast: str
    """``UA-00`` where it is not known."""


def row(found: Findings, *, name: str | None, council: str | None, oblast: str | None) -> Row:
    """Tell whose site it is: by what a person says, else by what the site calls itself.

    Args:
        found: what was seen.
        name: the spider's name.
        council: official name in Ukrainian.
        oblast: ISO 3166-2.

    Raises:
        UsageError: the name cannot be a spider's, or there is no such region.
    """
    said = council or found.title or ""
    code = oblast or region(said)
    if code is not None and code not in REGIONS:
        raise UsageError(f"There is no region «{code}» in ISO 3166-2; one of them is UA-68.")
    known = REGIONS.get(code or "")
    if known and council and known.adjective.casefold() not in council.casefold():
        known = None  # another council of the region, a town's say
    chosen = named(name or (known.name if known else _name(found.home)))
    if known and not council and known.adjective.casefold() in said.casefold():
        said = known.adjective + (" рада" if _english(known.name) else "")
    return Row(name=chosen, council=said, council_en=_english(known.name) if known else "", oblast=code or "UA-00")


def named(name: str) -> str:
    """Insist on what can be a spider's name; give it.

    Raises:
        UsageError: it cannot be one.
    """
    if not NAME.fullmatch(name) or keyword.iskeyword(name):
        raise UsageError(
            f"«{name}» cannot be a spider's name: take small Latin letters, digits and single underscores."
        )
    return name


def region(said: str) -> str | None:
    """Give the region whose council a text names."""
    text = said.casefold()
    return next((code for code, region in REGIONS.items() if region.adjective.casefold() in text), None)


def _english(region: str) -> str:
    """Give the English name of a region's council; empty for what is none."""
    adjective = next(other.adjective for other in REGIONS.values() if other.name == region)
    for ending, suffix, kind in (("обласна", "_oblast", "Oblast"), ("міська", "_city", "City")):
        if adjective.endswith(ending):
            return f"{region.removesuffix(suffix).replace('_', '-').title()} {kind} Council"
    return ""


def _name(url: str) -> str:
    """Make a name of a host's: what is left of ``new.km-rada.gov.ua`` is ``km_rada``."""
    host, _, port = urlsplit(url).netloc.partition(":")
    parts = [part for part in re.split(r"[^a-z0-9]+", host.lower()) if part and part not in _NO_NAME]
    name = "_".join(parts)
    return name if NAME.fullmatch(name) else f"site_{port or name}"


def source(found: Findings, row: Row) -> str:
    """Write the file of a spider."""
    own = _page_class(found, row)
    docstring = f'"""{row.council_en or row.name}: {found.platform or "its software was not recognized"}."""'
    imports = (
        "from datetime import date\n\nfrom newsarchive import Certainty, CouncilSpider\n"
        f"from newsarchive.pages import {found.page_class.__name__}"
    )
    spider = "\n".join(_declaration(found, row, own=bool(own)))
    return f"{docstring}\n\n{imports}\n\n\n" + "\n\n\n".join(filter(None, (own, spider))) + "\n"


def _page_class(found: Findings, row: Row) -> str:
    """Declare a page class where the site's «previous» is not what its platform's mostly is."""
    habit = found.order.previous_is_older
    if habit is None or habit == found.page_class.previous_is_older:
        return ""
    leads = "older" if habit else "newer"
    return (
        f"class {_article_class(row)}({found.page_class.__name__}):\n"
        f'    """Previous leads to what is {leads}."""\n\n    previous_is_older = {habit}'
    )


def _article_class(row: Row) -> str:
    return class_name(row.name).removesuffix("Spider") + "Article"


def _declaration(found: Findings, row: Row, *, own: bool) -> Iterator[str]:
    yield f"class {class_name(row.name)}(CouncilSpider):"
    yield f"    name = {_text(row.name)}"
    yield f"    council = {_text(row.council)}" + ("" if row.council else TO_BE_FILLED_IN)
    yield f"    council_en = {_text(row.council_en)}" + ("" if row.council_en else TO_BE_FILLED_IN)
    yield f"    oblast = {_text(row.oblast)}" + (TO_BE_FILLED_IN if row.oblast == "UA-00" else "")
    yield from _starts(found)
    yield _since(found)
    yield _per_month(found)
    yield f"    article = {_article_class(row) if own else found.page_class.__name__}"
    yield "    certainty = Certainty.SEEN"


def _starts(found: Findings) -> Iterator[str]:
    """Declare the start addresses as ruff formats them."""
    why = "" if all(url.startswith("https:") for url in found.starts) else f"  # so it answered on {found.at:%Y-%m-%d}"
    line = f"    start_urls = [{', '.join(map(_text, found.starts))}]{why}"
    if len(line) <= _LINE:
        yield line
        return
    yield f"    start_urls = [{why}"
    for url in found.starts:
        item = f"        {_text(url)},"
        yield item + ("  # noqa: E501 - as the site spells it" if len(item) > _LINE else "")
    yield "    ]"


def _since(found: Findings) -> str:
    if found.oldest is not None:
        return f"    since = date({found.oldest.year}, 1, 1)  # its oldest article is of {found.oldest}"
    first = FIRST_SITES
    return f"    since = date({first.year}, {first.month}, {first.day})  # all there is: which is oldest was not seen"


def _per_month(found: Findings) -> str:
    if found.rate is None:
        return f"    per_month = (0, {MOST_A_MONTH}){TO_BE_FILLED_IN}"
    most = min(max(round(found.rate * AROUND), _LEAST_MOST), MOST_A_MONTH)
    return f"    per_month = ({max(int(found.rate / AROUND), 1)}, {most})  # about {found.rate:.1f} were seen"


def _text(value: str) -> str:
    """Write a text as Python does, between double quotes."""
    return json.dumps(value, ensure_ascii=False)
