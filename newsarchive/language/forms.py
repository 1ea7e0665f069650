"""An inflected form, and which forms of neighbouring words agree."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct", "voct")
"""The seven cases, in the order of school grammar, by OpenCorpora's names."""

CELLS = tuple(f"{case} {number}" for number in ("sing", "plur") for case in CASES)
"""The fourteen places of a declension table."""


class Form(NamedTuple):
    """One form of a word and its place in the declension table."""

    text: str
    """Lower case, apostrophes straight (U+0027)."""
    cell: str = ""
    """One of :data:`CELLS`; empty for what does not decline: verbs, adverbs, prepositions."""
    gender: str = ""
    """``masc``, ``femn`` or ``neut``; empty in the plural or where it does not matter."""
    noun: bool = False
    """A noun keeps its own gender beside another noun (місто Київ); an adjective follows."""
    name: str = ""
    """``first``, ``patronymic`` or ``surname``; empty for what names no person."""


Table: TypeAlias = "Mapping[str, Sequence[Form]]"
"""A declension table: what stands in each cell, variants and genders side by side."""


def agree(one: Form, other: Form) -> bool:
    """Say whether two forms of the same cell can stand side by side: «обласна рада», «місто Київ»."""
    return one.gender == other.gender or not (one.gender and other.gender) or (one.noun and other.noun)


def agreeing(columns: Iterable[Table], cell: str) -> Iterator[tuple[Form, ...]]:
    """Yield one form of each table's cell such that neighbours agree."""
    choices = [column.get(cell, ()) for column in columns]
    if len(choices) == 1:
        yield from zip(choices[0], strict=True)
    elif all(choices):
        for row in product(*choices):
            if all(agree(one, other) for one, other in pairwise(row)):
                yield row


def table(forms: Iterable[Form]) -> Table:
    """Lay forms out by cell; those that do not decline are left out."""
    found: dict[str, list[Form]] = {}
    for form in forms:
        if form.cell:
            found.setdefault(form.cell, []).append(form)
    return found
