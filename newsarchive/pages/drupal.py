"""Drupal: no link between articles unless a module prints it, and the pagers of its lists say ``prev`` and ``next``."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from newsarchive.pages import verdict
from newsarchive.pages.base import ArticlePage
from newsarchive.pages.recognize import HINT, SOFTWARE, THEME, Evidence
from newsarchive.pages.selectors import alternatives, words

if TYPE_CHECKING:
    from newsarchive.pages.selectors import Css

_PAGES = words("node-type-page page-node-type-page")
_NO_TAGS = ":not([class*=tag]):not([class*=teg]):not([class*=mitk]):not([class*=keyword])"
_TERM = f".field--type-entity-reference{_NO_TAGS}:not(.field__items):not(:has(.field__items))"
"""A field that has one value at most; what may have several is for tags."""
_TERMS_7 = f".field-type-taxonomy-term-reference{_NO_TAGS}"


class DrupalArticle(ArticlePage):
    """A page of Drupal 8 to 11. Lists of the latest news stand beside articles, each with a pager of its own."""

    platform: ClassVar[str] = "Drupal"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="generator Drupal", weight=SOFTWARE, generator=r"^Drupal\b"),
        Evidence(word="Drupal's settings", weight=SOFTWARE, css="[data-drupal-selector]"),
        Evidence(word="class of body path-node", weight=HINT, body=r"path-node|page-node-type-.+"),
        Evidence(word="classes node--type-*", weight=HINT, css="[class*=node--type-]"),
    )
    body_css: ClassVar[Css] = (
        ".node--view-mode-full .field--name-body",
        ".node--view-mode-full .text-content",
        ".node--view-mode-full .node__content",
        *alternatives(ArticlePage.body_css),
    )
    drop_css: ClassVar[Css] = ".node__links, .field__label, .book-navigation, .flippy"
    apart_css: ClassVar[Css] = f".field--name-field-tags, .field--type-file, {_TERM}:has(a[href*='/taxonomy/term/'])"
    files_css: ClassVar[Css] = ".node--view-mode-full .file > a"
    date_css: ClassVar[Css] = (
        ".node--view-mode-full .node__meta time",
        ".node--view-mode-full .field--name-created time, .node--view-mode-full .field--name-field-date time",
        ".node--view-mode-full .node__meta, .node--view-mode-full .node__submitted",
        *alternatives(ArticlePage.date_css),
    )
    previous_css: ClassVar[Css] = (
        ".flippy .prev a, .flippy .previous a",
        ".book-pager .previous a, .book-pager__item--previous a",
        ":not([class*=pager]) > a[rel~=prev]",
    )
    next_css: ClassVar[Css] = (
        ".flippy .next a",
        ".book-pager .next a, .book-pager__item--next a",
        ":not([class*=pager]) > a[rel~=next]",
    )
    section_css: ClassVar[Css] = f".node--view-mode-full {_TERM} a[href*='/taxonomy/term/']"
    tags_css: ClassVar[Css] = ".node--view-mode-full .field--name-field-tags a"
    author_css: ClassVar[Css] = (
        ".node__meta .field--name-uid",
        ".node__author",
        ".node--view-mode-full .node__meta > span > span:not([class])",  # Olivero
    )
    list_css: ClassVar[Css] = (
        ".main-content .views-row .node__title a, .main-content .views-field-title a",
        ".node--view-mode-teaser .node__title a",
        ".views-row .views-field-title a, .views-row h2 a, .views-row h3 a",
        *alternatives(ArticlePage.list_css),
    )
    pager_css: ClassVar[Css] = (
        ".main-content .pager__item:not(.is-active) > a",
        ".pager__item:not(.is-active) > a",
        *alternatives(ArticlePage.pager_css),
    )
    post_css: ClassVar[Css] = "body:not(.page-node-type-page) .node--view-mode-full"

    @cached_property
    def judged(self) -> str | None:
        """Why the page is no article, locked or not; None where it is one.

        What WordPress calls ``body`` says nothing here: Backdrop calls each page ``page``, and a path may be ``blog``.
        """
        found = verdict.by_post(self)
        return verdict.STATIC if found and not self.data.body.isdisjoint(_PAGES) else found


class Drupal7Article(DrupalArticle):
    """A page of Drupal 7: the date is an attribute of «published by ...», in whatever format it is printed."""

    platform: ClassVar[str] = "Drupal 7"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="generator Drupal 7", weight=THEME, generator=r"^Drupal 7\b"),
        Evidence(word="class of body not-front, page-node-N", weight=THEME, body=r"node-type-.+|page-node-\d+"),
    )
    body_css: ClassVar[Css] = (
        ".node:not(.node-teaser) .field-name-body > .field-items > .field-item",
        ".node:not(.node-teaser) .field-name-body",
        ".node:not(.node-teaser) .content",
        *alternatives(ArticlePage.body_css),
    )
    apart_css: ClassVar[Css] = f".field-name-field-tags, .field-type-file, {_TERMS_7}"
    files_css: ClassVar[Css] = ".node:not(.node-teaser) .file > a"
    date_css: ClassVar[Css] = (
        ".node:not(.node-teaser) .submitted [content]",
        ".node:not(.node-teaser) .submitted",
        *alternatives(ArticlePage.date_css),
    )
    section_css: ClassVar[Css] = ", ".join(
        f".node:not(.node-teaser) {_TERMS_7} {one}:only-child a" for one in ("li", ".field-item")
    )
    tags_css: ClassVar[Css] = ".node:not(.node-teaser) .field-name-field-tags a"
    author_css: ClassVar[Css] = ".node:not(.node-teaser) .submitted .username"
    list_css: ClassVar[Css] = (
        ".node-teaser h2 a",
        "#content .views-field-title a",
        ".views-row .views-field-title a, .views-row h2 a",
        *alternatives(ArticlePage.list_css),
    )
    post_css: ClassVar[Css] = "body[class*=page-node-]:not(.node-type-page) .node:not(.node-teaser)"


class BackdropArticle(Drupal7Article):
    """A page of Backdrop, a fork of Drupal 7: its markup, but for how it tells a node from its teaser."""

    platform: ClassVar[str] = "Backdrop"
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(word="generator Backdrop CMS", weight=2 * THEME, generator=r"^Backdrop CMS\b"),
    )
    date_css: ClassVar[Css] = (".node:not(.view-mode-teaser) .submitted", *alternatives(ArticlePage.date_css))
