"""Every kind of page is HTML to the letter, and says itself what it is made of."""

import asyncio
import itertools
import re
from typing import TYPE_CHECKING

import html5lib
import pytest

from newsarchive.serve.app import datasette
from tests.helpers.places import KINDS, address

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:html5lib")


@pytest.fixture(scope="module")
def house(newsroom):
    return datasette(newsroom.path)


@pytest.fixture(params=KINDS)
def document(request, house, newsroom):
    """A page as a strict parser sees it."""
    answer = asyncio.run(house.client.get(address(newsroom, request.param)))
    assert answer.headers["content-type"].startswith("text/html")
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(answer.text)


def test_every_page_is_valid_and_names_what_it_refers_to(document):
    every: list[Element] = list(document.iter())
    names = [one.get("id") for one in every if one.get("id")]
    referred = [
        name
        for one in every
        for key in ("for", "aria-labelledby", "aria-describedby", "headers", "list", "form")
        for name in (one.get(key) or "").split()
    ]
    inside = [one.get("href")[1:] for one in every if (one.get("href") or "").startswith("#")]

    assert len(set(names)) == len(names)
    assert set(referred + inside) - set(names) == set()


def test_every_page_has_one_title_and_headings_in_order(document):
    headings = [int(one.tag[1]) for one in document.iter() if re.fullmatch("h[1-6]", str(one.tag))]
    deeper = [here for before, here in itertools.pairwise(headings) if here > before + 1]

    assert document.findtext("head/title").strip()
    assert headings.count(1) == 1
    assert headings[0] == 1
    assert deeper == []


def test_no_page_brings_scripts_styles_or_handlers_of_its_own(document):
    for one in document.iter():
        if isinstance(one.tag, str):
            assert one.tag not in {"script", "style", "base", "object", "embed"}
            assert [name for name in one.attrib if name.startswith("on") or name == "style"] == []


def test_every_field_has_a_name_and_every_picture_words(document):
    labelled = {one.get("for") for one in document.iter("label")} | {
        inner.get("id") or id(inner) for label in document.iter("label") for inner in label.iter()
    }
    for one in document.iter():
        if one.tag in {"input", "select", "textarea"} and one.get("type") not in {"hidden", "submit"}:
            assert {one.get("id"), id(one)} & labelled or one.get("aria-label"), one.attrib
        if one.tag == "img":
            assert one.get("alt") is not None
