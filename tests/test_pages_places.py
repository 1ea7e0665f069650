"""Where neighbours never stand is told at once, and never of a link that may be one."""

from pathlib import Path

import pytest
from lxml import html as tree

from newsarchive import registry
from newsarchive.pages import places
from tests.helpers.saved import parse


def test_what_is_passed_over_at_once_could_not_have_led_on():
    passed, seen = 0, 0
    for file in sorted(Path("tests/sites").glob("*/*/*.warc")):
        page, _ = parse(file, registry.find(file.parts[-3]).site().page_class)
        elsewhere = places.Elsewhere(page.around)
        for anchor in page.root.iter("a"):
            seen += 1
            if elsewhere.holds(anchor):
                passed += 1
                assert not places.may_lead_on(anchor, page.around)
    assert seen > passed > 100


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<div class='widget'><ul><li><a>", True),
        ("<div class='widget'><div class='prev-next'><p><a>", False),
        ("<div class='prev-next'><div class='widget'><p><a>", True),
        ("<div class='related'><p><a>", False),  # a label may stand there
        ("<div class='sidebar around'><p><a>", False),
        ("<div class='around'><div class='sidebar'><a>", True),
        ("<aside><p><a>", True),
        ("<aside><p><a href=1></a><a href=2>", False),
        ("<div class='post'><p><a>", False),
    ],
)
def test_the_nearest_name_tells(page, expected):
    root = tree.fromstring(f"<body>{page}")
    around = {
        node for held in root.iter("div") if "around" in held.get("class") for node in (held, *held.iterancestors())
    }
    elsewhere = places.Elsewhere(around)

    assert [elsewhere.holds(anchor) for anchor in [*root.iter("a")] * 2] == [expected] * 2 * len([*root.iter("a")])
