"""What the index of a page tells is what the compiled selector would find."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from newsarchive.pages import PLATFORMS, GenericArticle
from newsarchive.pages.selectors import Finder, alternatives, within
from newsarchive.pages.tree import parse

SITES = sorted(Path(__file__).with_name("sites").rglob("page.warc"))
DECLARED = sorted(
    {
        css
        for page in (*PLATFORMS, GenericArticle)
        for name in dir(page)
        if name.endswith("_css")
        for css in alternatives(getattr(page, name))
    }
    | {css for page in PLATFORMS for sign in page.evidence for css in alternatives(sign.css or "")}
)
PAGE = """
<html class="post"><body class="single post">
<nav hidden><a rel="prev nofollow" href="/1">1</a></nav>
<article class="post hentry" id="post-1" itemprop="blogPost"><h2 class="title">A</h2>
  <div class="text post-content\tnarrow" itemprop="articleBody"><p>B</p><a rel="tag" href="/tag/b">b</a></div>
  <article class="post"><h2>C</h2><a rel=" next\n" href="/2">2</a></article>
</article>
<form action="/wp-login.php?action=postpass" hidden></form>
<aside class="ad-1" id="div-gpt-ad-7"><img src="/wp-content/uploads/1.jpg" alt="Фото без опису"></aside>
<a rel="preview" href="/3">3</a>
</body></html>
"""
TRIED = (
    *(".post", "article.post", ".post.hentry", "#post-1", "article#post-1 h2", ".post > h2", "article > h2"),
    *("h2", "article h2", "a[rel~=prev]", "a[rel~=next]", "a[rel=tag]", "a[rel]", "[hidden]", "[none]"),
    *("[itemprop=articleBody]", "[itemprop]", "form[action*='action=postpass']", "[class*=ad-]", "[class=title]"),
    *("[id^=div-gpt-ad]", "img[alt='Фото без опису']", "img[src^='/wp']", "h2, .title", ".title, h2", "p, .none"),
    *("article h2, .text a", "[hidden], aside, nav", ".post:not(.hentry) h2", "[itemprop=articleBody] a"),
    *("aside img[src]", "body.single .text", "[rel=tag], .text a"),
)


def _same(html, selectors):
    root = parse(html)
    finder = Finder(root)
    for scope in (root, *islice(root.iter("article"), 1)):
        for css in selectors:
            expected = within(scope, css)
            found = [element for element in finder.find(scope, css) if element is not root]

            assert expected == found, css
            assert set(expected) == finder.every(scope, css) - {root}, css


def test_the_index_tells_what_a_query_finds():
    _same(PAGE, TRIED)


@pytest.mark.parametrize("file", SITES, ids=lambda file: f"{file.parts[-3]}/{file.parts[-2]}")
def test_on_saved_pages_too(file):
    _same(file.read_text(encoding="utf-8", errors="replace").split("\n\n", 2)[2], DECLARED)


def test_a_page_has_what_any_of_several_selectors_finds():
    finder = Finder(parse(PAGE))

    assert finder.has((".none", "h2"))
    assert finder.has(".none, aside")
    assert not finder.has((".none", "h5, [none]"))


def test_elements_are_told_by_any_of_several_classes():
    finder = Finder(parse(PAGE))
    found = {element.tag for element in finder.bearing(frozenset({"title", "ad-1", "none"}))}

    assert found == {"h2", "aside"}


def test_an_element_that_bears_a_class_twice_is_found_once():
    finder = Finder(parse("<p class='a b a'>Раз</p><p class='a'>Два</p>"))

    assert [element.text for element in finder.marked(".a")] == ["Раз", "Два"]


def test_elements_are_told_by_what_they_are_called():
    finder = Finder(parse("<p class='a'></p><p class='a' id='x'></p><p id='y' class='b'></p><p id='a '></p>"))

    assert {element.get("id") for element in finder.called("a ".__eq__)} == {None}
    assert {element.get("id") for element in finder.called("a x".__eq__)} == {"x"}
    assert {element.get("id") for element in finder.called(" a ".__eq__)} == {"a "}
