"""Pages as tagDiv's theme prints them."""

import html

from tests.helpers.build import SITE

TEXT = "Сесія обласної ради розглянула бюджет області на наступний рік і затвердила його."


def page(
    *,
    title="Депутати затвердили бюджет",
    body_class="post-template-default single single-post postid-7 single-format-standard",
    canonical=None,
    head="",
    previous=None,
    next=None,  # noqa: A002 - the page's own word
    published="2026-11-20T10:30:00+02:00",
    content=f"<p>{TEXT}</p><p>{TEXT}</p>",
):
    """An article's page as tagDiv's theme prints it."""
    link = f'<link rel="canonical" href="{canonical}" />' if canonical else ""
    dated = f'<meta property="article:published_time" content="{published}" />' if published else ""
    sides = "".join(
        f'<div class="td-block-span6 td-post-{side}-post"><div class="td-post-next-prev-content">'
        f'<span>Попередня стаття</span><a href="{url}">Сусідня новина</a></div></div>'
        for side, url in (("prev", previous), ("next", next))
        if url
    )
    return f"""<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>{html.escape(title)}</title>
{link}{dated}{head}</head><body class="{body_class}">
<article id="post-7" class="post-7 post type-post">
<div class="td-post-header"><header class="td-post-title">
<h1 class="entry-title">{html.escape(title)}</h1></header></div>
<div class="td-post-content tagdiv-type">{content}</div>
<footer><div class="td-block-row td-post-next-prev">{sides}</div></footer>
</article></body></html>"""


HEADS = f"""<link rel="alternate" type="application/rss+xml" href="{SITE}/feed/" />
<link rel="https://api.w.org/" href="{SITE}/wp-json/" />"""
LIST = f"""<!doctype html><html><head>{HEADS}</head><body class="archive category">
<div class="td_module_10"><h3 class="entry-title td-module-title"><a href="/b/" rel="bookmark">Друга</a></h3></div>
<div class="td_module_10"><h3 class="entry-title td-module-title"><a href="/a/" rel="bookmark">Перша</a></h3></div>
<div class="td_module_10"><h3 class="entry-title td-module-title"><a href="https://else.example/" >Чужа</a></h3></div>
<div class="page-nav"><a href="/list/page/2/">2</a></div></body></html>"""
