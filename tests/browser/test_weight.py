"""What a page costs, and whom it asks: pages need nothing of another host, and little of ours."""

import re

from newsarchive.serve.pages import VIEWS
from tests.helpers.places import DOCUMENTS, KINDS, address

HEAVIEST = 100_000
"""Bytes of a page with all that it needs, uncompressed."""


def test_no_page_asks_another_host_or_weighs_much(window, place):
    with window() as page:
        taken = []
        page.on("response", lambda answer: taken.append(answer))  # noqa: PLW0108 - a method cannot be marked as wrapped
        page.goto(place)

        assert sum(len(answer.body()) for answer in taken) < HEAVIEST


def test_every_address_of_ours_is_among_the_kinds_that_are_looked_at(newsroom):
    asked = {address(newsroom, kind).partition("?")[0] for kind in {**KINDS, **DOCUMENTS}}
    unseen = [pattern for pattern, _ in VIEWS if not any(re.fullmatch(f"/archive/{pattern}", path) for path in asked)]

    assert unseen == []
