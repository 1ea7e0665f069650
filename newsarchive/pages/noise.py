"""What stands among an article's words and is none of it, on many sites."""

from __future__ import annotations

from typing import Final

from newsarchive.pages.selectors import words

NOISE: Final = (
    "[hidden], .sharedaddy, .jp-relatedposts, .yarpp, .yarpp-related, .addtoany_share_save_container, "
    ".a2a_kit, .heateor_sss_sharing_container, .ssba, .essb_links, .social-share, .share-buttons, .post-share, "
    ".entry-share, .sharethis-inline-share-buttons, .ya-share2, .pluso, .uptolike-buttons, .addthis_toolbox, "
    ".related-posts, .related-articles, .relpost-thumb-wrapper, .rp4wp-related-posts, .crp_related, "
    ".wp-block-latest-posts, .wp-block-query, .td_block_related_posts, .td_module_wrap, .post-views, "
    ".post-views-counter, .views-count, .td-post-views, .adsbygoogle, .code-block, .ad-container, "
    ".advertisement, .advads, .ai-viewport, [id^=div-gpt-ad], .td-a-rec, .td-g-rec, .td-a-ad, "
    ".post-navigation, .nav-links, .navigation, .post-nav, .page-links, .author-box, .saboxplugin-wrap, "
    ".abh_box, .post-password-form, .ez-toc-container, #ez-toc-container, #toc_container, .screen-reader-text, "
    ".sr-only, .edit-link, .post-edit-link, .comments-area, #comments, #respond, .entry-footer, .entry-meta, "
    ".post-tags, .tags-links, .wp-block-file__button, .wpulike, .kksr-legacy, .kk-star-ratings, .post-ratings, "
    ".print-link, .printfriendly, .wp-embed-share, nav, aside, button, .newsletter-form, .mc4wp-form, "
    ".wp-block-post-navigation-link"
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
    "related-posts related jp-relatedposts yarpp comments-area comment-list wp-block-query "
    "wp-block-latest-posts "
    "wp-block-post-template jeg_postblock elementor-posts site-footer td-footer-wrapper "
    "td-trending-now-wrapper "
    "td_block_trending_now td-module-container td-header-wrap"
)
"""Classes of what is another article's: teasers, sidebars, comments."""
