"""Where the text stands on a page whose theme uses none of the known names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

_LEAST = 140  # characters of paragraphs; less may be a notice or a footer


def densest(paragraphs: Iterable[etree._Element]) -> etree._Element | None:
    """Give the element that holds most of the paragraphs' text, None where there is hardly any.

    A paragraph counts fully for its parent and by half for its grandparent, as in Arc90's Readability.

    Args:
        paragraphs: ``p`` elements of the article's part of the page.
    """
    weights: dict[etree._Element, float] = {}
    for paragraph in paragraphs:
        length = len("".join(paragraph.itertext()).strip())  # type: ignore[arg-type]
        share = 1.0
        for ancestor in list(paragraph.iterancestors())[:2]:
            weights[ancestor] = weights.get(ancestor, 0) + share * length
            share /= 2
    best = max(weights, key=lambda element: weights[element], default=None)
    return best if best is not None and weights[best] >= _LEAST else None
