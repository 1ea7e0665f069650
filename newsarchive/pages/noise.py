"""What stands among an article's words and is none of it, on many sites."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsarchive.pages.blocks import BLOCKS, blocks, line
from newsarchive.pages.headline import leads_home
from newsarchive.pages.memory import remembered
from newsarchive.pages.selectors import words

if TYPE_CHECKING:
    from lxml import etree

    from newsarchive.pages.selectors import Finder

_OFF = "-9999"
"""In a style: what stands so far beside the page that nobody sees it, as links do that strangers put into a site."""
UNSEEN: Final = f".screen-reader-text, .sr-only, .visually-hidden, [style*='{_OFF}']"
"""What is said to those alone who do not see."""
NOISE: Final = (
    "[hidden], .sharedaddy, .jp-relatedposts, .yarpp, .yarpp-related, .addtoany_share_save_container, "
    ".a2a_kit, .heateor_sss_sharing_container, .ssba, .essb_links, .social-share, .share-buttons, .post-share, "
    ".entry-share, .sharethis-inline-share-buttons, .ya-share2, .pluso, .uptolike-buttons, .addthis_toolbox, "
    ".related-posts, .related-articles, .relpost-thumb-wrapper, .rp4wp-related-posts, .crp_related, "
    ".wp-block-latest-posts, .wp-block-query, .td_block_related_posts, .td_module_wrap, .post-views, "
    ".post-views-counter, .views-count, .td-post-views, .adsbygoogle, .code-block, .ad-container, "
    ".advertisement, .advads, .ai-viewport, [id^=div-gpt-ad], .td-a-rec, .td-g-rec, .td-a-ad, "
    ".post-navigation, .nav-links, .navigation, .post-nav, .page-links, .author-box, .author-info, "
    ".saboxplugin-wrap, .abh_box, .post-password-form, .ez-toc-container, #ez-toc-container, #toc_container, "
    f"{UNSEEN}, .edit-link, .post-edit-link, .comments-area, #comments, #respond, .entry-footer, "
    ".entry-meta, .post-tags, .tags-links, .wp-block-file__button, .wpulike, .kksr-legacy, .kk-star-ratings, "
    ".post-ratings, .print-link, .printfriendly, .wp-embed-share, nav, aside, button, .newsletter-form, .mc4wp-form, "
    ".wp-block-post-navigation-link, .post-categories, .cat-links"
)
"""Shares, advertisements, related posts, counters."""
CAPTIONS: Final = (
    ".wp-caption-text, .gallery-caption, .blocks-gallery-caption, .td-gallery-caption, "
    ".td-slide-gallery-caption, .image-caption, .photo-caption, .td-gallery-slide-top, .td-doubleSlider-1, "
    ".td-doubleSlider-2, .td-gallery"
)
"""Words under photographs, and galleries."""
OTHERS: Final = words(
    "td_module_wrap td_block_related_posts tdb_single_related widget sidebar widget-area td-main-sidebar "
    "related-posts related jp-relatedposts yarpp comments-area comment-list wp-block-query wp-block-latest-posts "
    "wp-block-post-template jeg_postblock elementor-posts site-footer td-footer-wrapper td-trending-now-wrapper "
    "td_block_trending_now td-module-container td-header-wrap"
)
"""Classes of what is another article's: teasers, sidebars, comments."""

_SURROUNDINGS = frozenset({"nav", "aside", "footer"})
_PARAGRAPHS = 5
_LICENSE = re.compile(r"(?<![a-z])(?:copyright|copyleft|licen[sc](?:e|ing))(?![a-z])")
_BOXES = frozenset({"div", "section", "ul", "p"})
_FRAMES = frozenset({"div", "section", "span", "figure"})
_CAPTIONED = frozenset({"div", "p", "span", "small"})
_PHOTOGRAPH = re.compile(r"\W*(?:фото(?:граф\w*)?|світлин[аи]|photos?)\s*(?:\w+\s*)?[:–—-]|\W*©", re.IGNORECASE)
_CAPTION = 250  # characters
_TERMS = 1000
"""Characters of a license's box; more is no longer one."""
_NEVER = frozenset({"html", "body", "a", "article", "main"})
# After Readability's «unlikely candidates», and what is only «maybe» one; by first letters, which takes half as long.
_UNLIKELY = re.compile(
    r"-ad-|a(?:i2html|gegate|d-break)|b(?:anner|readcrumb)|co(?:m(?:bx|m(?:ent|unity))|ver-wrap|okie)|disqus|extra|"
    r"footer|gdpr|header|legends|menu|n(?:ewsletter|avigat)|p(?:ag(?:ination|er)|opup)|"
    r"r(?:e(?:lated|mark|plies|commend)|ss)|s(?:h(?:outbox|are)|idebar|kyscraper|ocial|ponsor|upplemental)"
)
_MAY_SURROUND = re.compile(rf"{_UNLIKELY.pattern}|copy(?:right|left)|licen[sc]")
_MAYBE = re.compile(r"and|article|body|column|content|main|mathjax|shadow|post|entry|(?<![a-z])date(?![a-z])")


def surroundings(root: etree._Element, finder: Finder) -> set[etree._Element]:
    """Give the elements of an unknown page that hold menus, comments, teasers, or are hidden; never the headline.

    Args:
        root: What holds the article; what stands elsewhere may be among them, too.
        finder: The page's.
    """
    marks = [mark for mark in root.iter("h1", "main", "article") if _holds(mark)]
    own = [mark for mark in marks if mark.tag != "h1" or not leads_home(mark)]  # Sphinx has the site's name in a column
    safe = {ancestor for mark in own or marks for ancestor in mark.iterancestors()}
    hidden = [element for element, _ in finder.having("", "hidden")]
    hidden += [element for element, style in finder.having("", "style") if "none" in style or _OFF in style]
    some = finder.called(_may_surround).union(hidden, *map(finder.named, (*_SURROUNDINGS, "form")))
    return {element for element in some if element not in safe and _is_surrounding(element)}


def _holds(mark: etree._Element) -> bool:
    return mark.tag != "h1" or bool(line(mark))


@remembered
def _may_surround(name: str) -> bool:
    """Whether a name is worth to be looked at; most are not, which one search tells."""
    return _MAY_SURROUND.search(name.lower()) is not None


def _is_surrounding(element: etree._Element) -> bool:
    """Whether an element is one, of which a name, a style or the like says that it may be."""
    tag = element.tag
    if tag in _SURROUNDINGS:
        return True
    if tag == "form":
        return not (_is_whole(element) or next(islice(element.iter("p", "td"), _PARAGRAPHS, None), None) is not None)
    if tag in _NEVER:
        return False
    if _is_unlikely(f"{element.get('class') or ''} {element.get('id') or ''}") or is_license(element):
        return True
    style = (element.get("style") or "").replace(" ", "")
    return element.get("hidden") is not None or "display:none" in style or _OFF in style


def _is_whole(form: etree._Element) -> bool:
    """Whether the whole page stands in a form, as ASP.NET and JSF have it, which keep its state there."""
    return any("viewstate" in (field.get("name") or "").lower() for field in form.iter("input"))


def is_license(element: etree._Element) -> bool:
    """Whether an element says whose the article is and how it may be used, as themes print below each."""
    if element.tag not in _BOXES or not _names_license(f"{element.get('class') or ''} {element.get('id') or ''}"):
        return False
    return len("".join(map(str, element.itertext()))) <= _TERMS and next(element.iter("h1", "h2", "h3"), None) is None


def is_card(anchor: etree._Element) -> bool:
    """Whether a link holds blocks, a title and its day or beginning: it is another article's teaser, and no text."""
    if not anchor.get("href") or not any(child.tag in BLOCKS for child in anchor):
        return False
    return next(islice(blocks(anchor), 1, None), None) is not None and len(line(anchor)) <= _TERMS


def below_photograph(image: etree._Element) -> etree._Element | None:
    """Give what stands below a photograph in a box with it, is marked as its caption, and nothing else stands there."""
    box, caption = image.getparent(), image.getnext()
    if box is None or caption is None or caption.tag not in _CAPTIONED or box.tag not in _FRAMES:
        return None
    is_alone = image.getprevious() is None and caption.getnext() is None
    if not is_alone or next(caption.iter("a", "img"), None) is not None:
        return None
    said = line(caption)
    is_small = caption.tag == "small" or (len(caption) == 1 and caption[0].tag == "small" and line(caption[0]) == said)
    is_marked = is_small or _PHOTOGRAPH.match(said) is not None
    return caption if is_marked and 0 < len(said) <= _CAPTION and said == line(box) else None


@remembered
def _names_license(name: str) -> bool:
    return _LICENSE.search(name.lower()) is not None


@remembered
def _is_unlikely(name: str) -> bool:
    name = name.lower()  # a fifth of the time that it takes to disregard the case
    return _UNLIKELY.search(name) is not None and _MAYBE.search(name) is None
