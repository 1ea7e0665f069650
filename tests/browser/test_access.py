"""Every kind of page, for everybody: WCAG 2.2 AA as far as axe-core can tell, by keyboard, on a phone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PATIENCE, PHONE
from tests.helpers.places import address

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
LOOKS = [("uk", DESKTOP, "light"), ("en", PHONE, "dark")]
"""Each language, width and color scheme once: colors depend on no width, and words on neither."""


SCROLLED = ".scroll, pre, .unseen, .skip"
"""What may be wider than the page, or lie beside it."""
WIDE = """scrolled => [...document.querySelectorAll("body *")].filter(one => {
    const box = one.getBoundingClientRect();
    return !one.closest(scrolled) && box.width > 0 && box.right > innerWidth + 1;
}).map(one => one.outerHTML.slice(0, 120))"""
FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    return one === document.body ? null : {
        what: one.outerHTML.slice(0, 120),
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        there: box.width > 0 && box.height > 0 && box.left >= 0 && box.bottom > 0,
    };
}"""
STEPS = 25
"""Of the Tab key, in each page."""


@pytest.fixture(scope="module")
def opened(browser, house):
    """A window that has axe in every page."""
    context = browser.new_context(base_url=house, locale="uk-UA")
    context.set_default_timeout(PATIENCE)
    context.add_init_script(Axe().axe_script)
    yield context.new_page()
    context.close()


def unfold(page, place, lang="uk"):
    """Open a page with all that is folded in it."""
    path, _, query = place.partition("?")
    page.goto(f"{path}?{query}{'&' if query else ''}_lang={lang}")
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")


def violations(page):
    found = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
    return [(one["id"], node["target"], node["failureSummary"]) for one in found for node in one["nodes"]]


@pytest.mark.parametrize("look", LOOKS, ids=["uk", "en-phone-dark"])
def test_no_page_violates_wcag(opened, place, look):
    lang, size, scheme = look
    opened.set_viewport_size(size)
    opened.emulate_media(color_scheme=scheme)
    unfold(opened, place, lang)

    assert violations(opened) == []
    assert opened.locator("html").get_attribute("lang") == lang


def test_no_page_is_wider_than_a_phone(opened, place):
    for width in (PHONE["width"], 320):
        opened.set_viewport_size({"width": width, "height": 844})
        unfold(opened, place)

        assert opened.evaluate(WIDE, SCROLLED) == []
        assert opened.evaluate("document.documentElement.scrollWidth") <= width


SMALL = """() => [...document.querySelectorAll("input:not([type=hidden], [readonly]), select")]
    .filter(one => parseFloat(getComputedStyle(one).fontSize) < 16).map(one => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("kind", ["front", "found-many", "article", "edits", "removals", "table", "follow"])
def test_no_phone_enlarges_the_page_where_one_types(window, newsroom, kind):
    """Safari does where letters are smaller than 16 pixels, and leaves the page so."""
    with window(phone=True) as page:
        page.goto(address(newsroom, kind))

        assert page.evaluate(SMALL) == []


LENGTHEN = """
for (const e of document.querySelectorAll("main [lang=uk], main [lang=uk] *"))
    if (!e.firstElementChild && e.className !== "sum") e.textContent += "слово".repeat(90)
"""


def test_a_stored_word_without_end_makes_no_page_wider_than_a_phone(opened, newsroom):
    opened.set_viewport_size(PHONE)
    for kind in ("article", "found-many", "edits", "diff-sides", "council"):
        opened.goto(address(newsroom, kind))
        opened.evaluate(LENGTHEN)

        assert (kind, opened.evaluate("document.documentElement.scrollWidth")) == (kind, PHONE["width"])


def test_each_step_of_the_tab_key_is_seen(opened, place):
    opened.set_viewport_size(DESKTOP)
    opened.goto(place)
    for _ in range(STEPS):
        opened.keyboard.press("Tab")
        shown = opened.evaluate(FOCUSED)
        if shown is None:
            break

        assert shown["outlined"], shown["what"]
        assert shown["there"], shown["what"]


def test_a_captured_page_is_shown_to_who_has_it_already(opened, newsroom):
    """In a window that nobody watches: to watch what a window asks for is to have it keep nothing."""
    opened.goto(address(newsroom, "captured"))
    for _ in range(2):
        expect(opened.frame_locator("iframe").locator("p").first).to_be_visible()
        opened.reload()


def test_the_first_tab_skips_to_the_content(window):
    with window() as page:
        page.goto("/archive")
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="До змісту")
        skip.press("Enter")

        expect(page).to_have_url(re.compile("#content$"))
