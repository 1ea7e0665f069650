"""WordPress as its themes print it: each differs in its header, its navigation and what it leaves around the text."""

# ruff: noqa: E501 - markup stands in the lines it makes

from datetime import UTC

from tests.helpers.reconstruct.facts import Made, article, attr, in_words, link, text


class WordPress:
    """Core's classic theme (Twenty Sixteen and its many heirs): date, author and section in the entry's footer."""

    name = "wordpress"
    body_class = "wp-embed-responsive group-blog"
    list_path = "/category/novyny/"
    date_format = "%d.%m.%Y"

    def address(self, site, post):
        return f"{site}/{post.slug}/"

    def page_address(self, site, number):
        return f"{site}{self.list_path}" if number == 1 else f"{site}{self.list_path}page/{number}/"

    # -- an article ---------------------------------------------------------------------------------------------------

    def article(self, facts):
        """Make an article's page."""
        marks = f"post-template-default single single-post postid-{facts.number} single-format-standard"
        head = self.head(facts)
        return Made(
            url=facts.url,
            html=document(facts, facts.title, head, f"{marks} {self.body_class}", self.single(facts)),
            expected=self.expected(facts),
            captured=facts.captured,
        )

    def expected(self, facts):
        """Say what must be read."""
        shown = {"aliases": (f"{facts.site}/?p={facts.number}",)}
        if facts.seo:
            raw, source = facts.published.astimezone(UTC).isoformat(), "meta"
            shown["image"] = facts.photos[0].url
        else:
            raw, source = self.raw(facts)
        published = facts.published if facts.seo or source == "time" else facts.published.date()
        if facts.modified != facts.published:
            shown["modified"] = self.modified(facts)
        return article(facts, raw, source, published, **shown | self.shown(facts))

    def raw(self, facts):
        """Give the date where no plug-in prints it, and its source."""
        return facts.published.isoformat(), "time"

    def modified(self, facts):
        """Give the date of the last change where the page tells it."""
        return facts.modified

    def shown(self, _):
        """Give the fields that this theme shows otherwise."""
        return {}

    def head(self, facts):
        """Print what core and, on some sites, Yoast put into the head."""
        seo = ""
        if facts.seo:
            changed = (
                f'<meta property="article:modified_time" content="{facts.modified.astimezone(UTC).isoformat()}" />\n'
                if facts.modified != facts.published
                else ""
            )
            seo = f"""<meta property="og:locale" content="uk_UA" />
<meta property="og:type" content="article" />
<meta property="og:title" content="{attr(facts.title)} - {attr(facts.council)}" />
<meta property="og:url" content="{facts.url}" />
<meta property="og:site_name" content="{attr(facts.council)}" />
<meta property="article:published_time" content="{facts.published.astimezone(UTC).isoformat()}" />
{changed}<meta property="og:image" content="{facts.photos[0].url}" />
"""
        return f"""{seo}<link rel="canonical" href="{facts.url}" />
<link rel="alternate" type="application/rss+xml" title="{attr(facts.council)} &raquo; стрічка" href="{facts.site}/feed/" />
<link rel="alternate" type="application/rss+xml" title="{attr(facts.council)} &raquo; {attr(facts.title)} Канал коментарів" href="{facts.url}feed/" />
<link rel="https://api.w.org/" href="{facts.site}/wp-json/" /><link rel="EditURI" type="application/rsd+xml" title="RSD" href="{facts.site}/xmlrpc.php?rsd" />
<meta name="generator" content="WordPress 6.4.3" />
<link rel='shortlink' href='{facts.site}/?p={facts.number}' />
"""

    def date(self, moment):
        return format(moment, self.date_format)

    def time(self, facts, extra=""):
        """Print core's date: one element for both moments, or two."""
        published = f'datetime="{facts.published.isoformat()}"{extra}>{self.date(facts.published)}</time>'
        if facts.modified == facts.published:
            return f'<time class="entry-date published updated" {published}'
        changed = f'datetime="{facts.modified.isoformat()}">{self.date(facts.modified)}</time>'
        return f'<time class="entry-date published" {published}<time class="updated" {changed}'

    def categories(self, facts):
        return f'<a href="{facts.site}/category/{facts.section_path}/" rel="category tag">{text(facts.section)}</a>'

    def tags(self, facts, separator=", "):
        return separator.join(
            f'<a href="{facts.site}/tag/{n}/" rel="tag">{text(t)}</a>' for n, t in enumerate(facts.tags)
        )

    def author(self, facts):
        return f'<a class="url fn n" href="{facts.site}/author/press/">{text(facts.author)}</a>'

    def marks(self, facts):
        return f"post-{facts.number} post type-post status-publish format-standard hentry category-{facts.section_path}"

    def single(self, facts):
        tags = (
            f'<span class="tags-links"><span class="screen-reader-text">Позначки </span>{self.tags(facts)}</span>'
            if facts.tags
            else ""
        )
        return f"""<div id="page" class="site"><div class="site-inner">
{masthead(facts)}
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
<article id="post-{facts.number}" class="{self.marks(facts)}">
<header class="entry-header"><h1 class="entry-title">{text(facts.title)}</h1></header>
<div class="entry-content">
{facts.content}
{sharing(facts)}
</div>
<footer class="entry-footer"><span class="byline"><img alt='' src='{facts.site}/avatar.png' class='avatar avatar-49 photo' /><span class="screen-reader-text">Автор </span><span class="author vcard">{self.author(facts)}</span></span><span class="posted-on"><span class="screen-reader-text">Опубліковано </span><a href="{facts.url}" rel="bookmark">{self.time(facts)}</a></span><span class="cat-links"><span class="screen-reader-text">Категорії </span>{self.categories(facts)}</span>{tags}</footer>
</article>
{comments(facts)}
{self.navigation(facts)}
</main></div>
{sidebar(facts)}
</div></div></div>"""

    def navigation(self, facts):
        """Print core's post navigation: the label stands in the anchor, hidden from those who see."""
        sides = "".join(
            f'<div class="nav-{side}"><a href="{other.url}" rel="{rel}"><span class="meta-nav" aria-hidden="true">{short}</span> <span class="screen-reader-text">{short} публікація:</span> <span class="post-title">{text(other.title)}</span></a></div>'
            for side, rel, short, other in (
                ("previous", "prev", "Попередня", facts.older),
                ("next", "next", "Наступна", facts.newer),
            )
            if other
        )
        return f"""<nav class="navigation post-navigation" aria-label="Записи"><h2 class="screen-reader-text">Навігація записів</h2><div class="nav-links">{sides}</div></nav>"""

    # -- a list -------------------------------------------------------------------------------------------------------

    def listing(self, shown, number, last):
        """Make a page of the list of news.

        Args:
            shown: Facts of its articles, in its order.
            number: Of the page, from 1.
            last: Of the last page.
        """
        facts = shown[0]
        head = f'<link rel="https://api.w.org/" href="{facts.site}/wp-json/" />\n<meta name="generator" content="WordPress 6.4.3" />\n'
        paged = f" paged paged-{number}" if number > 1 else ""
        return Made(
            url=self.page_address(facts.site, number),
            html=document(
                facts,
                "Новини",
                head,
                f"archive category category-novyny category-2{paged} {self.body_class}",
                self.archive(shown, number, last),
            ),
            expected={
                "links": [facts.url for facts in shown],
                "pager": [self.page_address(facts.site, page) for page in self.paged(number, last)],
            },
        )

    def paged(self, number, last):
        """Give the pages that the pager names, in its order."""
        around = [number - 1, *range(max(1, number - 1), min(last, number + 1) + 1), last, number + 1]
        return list(dict.fromkeys(page for page in around if 1 <= page <= last and page != number))

    def archive(self, shown, number, last):
        """Print whole articles, as themes of the councils do: a list all the same."""
        entries = "\n".join(
            f"""<article id="post-{facts.number}" class="{self.marks(facts)}"><header class="entry-header"><h2 class="entry-title"><a href="{facts.url}" rel="bookmark">{text(facts.title)}</a></h2></header>
<div class="entry-content">{facts.content}</div><footer class="entry-footer"><span class="posted-on"><a href="{facts.url}" rel="bookmark">{self.time(facts)}</a></span></footer></article>"""
            for facts in shown
        )
        return f"""<div id="page" class="site"><div class="site-inner">{masthead(shown[0])}
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
<header class="page-header"><h1 class="page-title">Категорія: <span>Новини</span></h1></header>
{entries}
<nav class="navigation pagination" aria-label="Записи"><h2 class="screen-reader-text">Навігація записів</h2><div class="nav-links">{self.numbers(shown[0].site, number, last)}</div></nav>
</main></div>{sidebar(shown[0])}</div></div></div>"""

    def numbers(self, site, number, last):
        """Print core's page numbers: core's translation says «previous» of both ways."""
        parts = []
        for page in (number - 1, *range(max(1, number - 1), min(last, number + 1) + 1), last):
            if page == number:
                parts.append(f'<span aria-current="page" class="page-numbers current">{page}</span>')
            elif 1 <= page <= last:
                parts.append(f'<a class="page-numbers" href="{self.page_address(site, page)}">{page}</a>')
        if number < last:
            parts.append(
                f'<a class="next page-numbers" href="{self.page_address(site, number + 1)}">Попередня сторінка</a>'
            )
        return "\n".join(parts)


class BlockTheme(WordPress):
    """A block theme (Twenty Twenty-Three): the label stands before the anchor, the author is no link."""

    name = "block-theme"
    body_class = "wp-embed-responsive"

    def single(self, facts):
        tags = (
            f'<div class="taxonomy-post_tag wp-block-post-terms">{self.tags(facts, "<span class=wp-block-post-terms__separator>, </span>")}</div>'
            if facts.tags
            else ""
        )
        changed = (
            f'<div class="wp-block-post-date__modified-date wp-block-post-date"><time datetime="{facts.modified.isoformat()}">{self.date(facts.modified)}</time></div>'
            if facts.modified != facts.published
            else ""
        )
        return f"""<div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="{facts.site}" rel="home">{text(facts.council)}</a></p></header>
<main class="wp-block-group is-layout-flow"><div class="wp-block-group has-global-padding is-layout-constrained"><h1 class="wp-block-post-title">{text(facts.title)}</h1></div>
<div class="entry-content wp-block-post-content has-global-padding is-layout-constrained">
{facts.content}
</div>
<div class="wp-block-template-part"><div class="wp-block-group"><div class="wp-block-group is-layout-flex"><p>Опубліковано</p>
<div class="wp-block-post-date"><time datetime="{facts.published.isoformat()}">{self.date(facts.published)}</time></div>{changed}
<p>в</p><div class="taxonomy-category wp-block-post-terms"><a href="{facts.site}/category/{facts.section_path}/" rel="tag">{text(facts.section)}</a></div></div>
<div class="wp-block-group is-layout-flex"><p>від</p><div class="wp-block-post-author"><div class="wp-block-post-author__content"><p class="wp-block-post-author__name">{text(facts.author)}</p></div></div></div>
{tags}</div></div>
{self.navigation(facts)}
<div class="wp-block-comments"><nav class="wp-block-comments-pagination is-layout-flex"><a class="wp-block-comments-pagination-previous" href="{facts.url}comment-page-1/#comments">Старіші коментарі</a></nav></div>
<div class="wp-block-query"><ul class="wp-block-post-template">{_query(facts, self)}</ul></div>
</main></div>"""

    def navigation(self, facts):
        sides = "".join(
            f'<div class="post-navigation-link-{side} wp-block-post-navigation-link"><span class="post-navigation-link__label">{label}</span> <a href="{other.url}" rel="{rel}">{text(other.title)}</a></div>'
            for side, rel, label, other in (
                ("previous", "prev", "Попередній:", facts.older),
                ("next", "next", "Наступний:", facts.newer),
            )
            if other
        )
        return f'<nav class="wp-block-group is-layout-flex" aria-label="Записи">{sides}</nav>'

    def archive(self, shown, number, last):
        entries = "".join(
            f'<li class="wp-block-post {self.marks(facts)}"><h2 class="wp-block-post-title"><a href="{facts.url}" target="_self">{text(facts.title)}</a></h2><div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">{text(facts.paragraphs[0][:90])}&hellip; </p></div><div class="wp-block-post-date"><time datetime="{facts.published.isoformat()}"><a href="{facts.url}">{self.date(facts.published)}</a></time></div></li>'
            for facts in shown
        )
        previous = (
            f'<a href="{self.page_address(shown[0].site, number - 1)}" class="wp-block-query-pagination-previous">Попередня сторінка</a>'
            if number > 1
            else ""
        )
        following = (
            f'<a href="{self.page_address(shown[0].site, number + 1)}" class="wp-block-query-pagination-next">Наступна сторінка</a>'
            if number < last
            else ""
        )
        numbers = "".join(
            f'<span aria-current="page" class="page-numbers current">{page}</span>'
            if page == number
            else f'<a class="page-numbers" href="{self.page_address(shown[0].site, page)}">{page}</a>'
            for page in range(1, last + 1)
        )
        return f"""<div class="wp-site-blocks"><main class="wp-block-group"><h1 class="wp-block-query-title">Категорія: <span>Новини</span></h1>
<div class="wp-block-query"><ul class="is-layout-grid wp-block-post-template">{entries}</ul>
<nav class="wp-block-query-pagination" aria-label="Сторінки">{previous}<div class="wp-block-query-pagination-numbers">{numbers}</div>{following}</nav></div></main></div>"""

    def paged(self, number, last):
        return [page for page in dict.fromkeys((number - 1, *range(1, last + 1))) if page and page != number]


def _query(facts, theme):
    """Print the latest posts below an article: each with its own title and date."""
    return "".join(
        f'<li class="wp-block-post post-1 post type-post"><h3 class="wp-block-post-title"><a href="{other.url}">{text(other.title)}</a></h3><div class="wp-block-post-date"><time datetime="{other.published.isoformat()}">{theme.date(other.published)}</time></div></li>'
        for other in facts.newest
    )


def document(facts, title, head, body_class, content):
    """Give a whole page."""
    return f"""<!DOCTYPE html>
<html lang="uk">
<head>
<meta charset="UTF-8" />
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{text(facts.window(title))}{text(facts.council)}</title>
{head}</head>
<body class="{body_class}">
{content}
<script>var wpmenu = {{"home":"{facts.site}/"}};</script>
</body>
</html>
"""


def masthead(facts):
    """Print the site's header: its name, its menu, and today's date, which is no article's."""
    return f"""<header id="masthead" class="site-header"><p class="site-title"><a href="{facts.site}/" rel="home">{text(facts.council)}</a></p>
<div class="top-bar"><time class="date" datetime="{facts.captured:%Y-%m-%d}">{in_words(facts.captured)}</time></div>
<nav id="site-navigation" class="main-navigation"><ul class="menu"><li class="menu-item"><a href="{facts.site}/">Головна</a></li><li class="menu-item"><a href="{facts.site}/category/novyny/">Новини</a></li></ul></nav></header>"""


def sidebar(facts):
    """Print the right-hand column: a calendar, the newest articles with their own dates, coming events."""
    latest = "".join(
        f'<li><a href="{other.url}">{text(other.title)}</a> <span class="post-date">{in_words(other.published)}</span></li>'
        for other in facts.newest
    )
    return f"""<aside id="secondary" class="sidebar widget-area">
<section class="widget widget_calendar"><table id="wp-calendar" class="wp-calendar-table"><caption>Листопад 2026</caption><tbody><tr><td><a href="{facts.site}/2026/11/20/">20</a></td><td id="today">21</td></tr></tbody></table><nav class="wp-calendar-nav"><span class="wp-calendar-nav-prev"><a href="{facts.site}/2026/10/">&laquo; Жов</a></span></nav></section>
<section class="widget widget_recent_entries"><h2 class="widget-title">Останні новини</h2><ul>{latest}</ul></section>
<section class="widget widget_text"><div class="textwidget"><p>24 листопада 2026: пленарне засідання</p></div></section></aside>"""


def comments(facts):
    """Print the comments with their own dates, and their pager, which uses the classes of post navigation."""
    return f"""<div id="comments" class="comments-area"><h2 class="comments-title">Коментарі</h2>
<nav id="comment-nav-above" class="navigation comment-navigation"><div class="nav-links"><div class="nav-previous"><a href="{facts.url}comment-page-1/#comments">Старіші коментарі</a></div><div class="nav-next"><a href="{facts.url}comment-page-3/#comments">Новіші коментарі</a></div></div></nav>
<ol class="comment-list"><li class="comment"><article class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Читач</b></div><time datetime="2026-11-20T20:00:00+02:00">20.11.2026 о 20:00</time></footer><div class="comment-content"><p>Дякуємо!</p></div></article></li></ol></div>"""


def sharing(facts):
    """Print what sharing and counting plug-ins leave inside the text."""
    return f"""<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Поділитися:</h3><ul><li><a href="{facts.url}?share=facebook">Facebook</a></li></ul></div>
<div class="post-views content-post post-{facts.number} entry-meta"><span class="post-views-label">Переглядів: </span> <span class="post-views-count">109</span></div>"""


__all__ = ["BlockTheme", "WordPress", "comments", "document", "link", "masthead", "sharing", "sidebar"]
