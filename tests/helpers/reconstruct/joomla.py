"""Joomla by its versions: chains run within one category, in the order of its menu: newest first."""

# ruff: noqa: E501 - markup stands in the lines it makes

import re

from tests.helpers.reconstruct.facts import Made, article, attr, in_words, link, minute, text, weekday


def long_date(moment):
    """Write a date as Joomla's DATE_FORMAT_LC2 does in Ukrainian."""
    return f"{weekday(moment)}, {in_words(moment)} {moment:%H:%M}"


class Joomla:
    """Joomla 3 with Protostar: the h1 is the menu's, the article's title an h2, titles of neighbours attributes."""

    name = "joomla3"
    generator = "Joomla! - Open Source Content Management"
    body_class = "site com_content view-article no-layout no-task itemid-128 fluid"
    list_class = "site com_content view-category layout-blog no-task itemid-128 fluid"
    list_path = "/novyny"
    page_size = 5

    def address(self, site, post):
        return f"{site}/novyny/{post.number}-{post.slug}"

    def page_address(self, site, number):
        return f"{site}{self.list_path}" + (f"?start={(number - 1) * self.page_size}" if number > 1 else "")

    def article(self, facts):
        """Make an article's page."""
        return Made(
            url=facts.url,
            html=self.document(
                facts, facts.title, self.head(facts), self.body_class, self.frame(facts, self.single(facts))
            ),
            expected=self.expected(facts),
            captured=facts.captured,
        )

    def expected(self, facts):
        changed = facts.modified if facts.modified != facts.published else None
        return article(
            facts,
            facts.published.isoformat(),
            "time",
            facts.published,
            **self.turned(facts),
            **self.shown(facts),
            modified=changed,
            language="uk-ua",
        )

    def shown(self, facts):
        """Give what is shown otherwise: Joomla 2.5 has no tags."""
        return {"tags": ()} if facts.older is None else {}

    def turned(self, facts):
        """Give the neighbours as the page calls them: in a list with the newest first, previous is newer."""
        return {"previous": link(facts.newer), "next": link(facts.older)}

    def head(self, facts):
        return f"""<base href="{facts.url}" />
<meta name="generator" content="{self.generator}" />
"""

    def document(self, facts, title, head, body_class, content):
        return f"""<!DOCTYPE html>
<html lang="uk-ua" dir="ltr">
<head>
<meta charset="utf-8" />
{head}<title>{text(facts.window(title))}{text(facts.council)}</title>
<link href="/templates/protostar/favicon.ico" rel="shortcut icon" type="image/vnd.microsoft.icon" />
<script src="/media/jui/js/jquery.min.js"></script>
</head>
<body class="{body_class}">
{content}
</body>
</html>
"""

    def frame(self, facts, main):
        latest = "".join(
            f'<li itemscope itemtype="https://schema.org/Article"><a href="{other.url}" itemprop="url"><span itemprop="name">{text(other.title)}</span></a> <span class="mod-date">{in_words(other.published)}</span></li>'
            for other in facts.newest
        )
        return f"""<div class="body" id="top"><div class="container-fluid"><header class="header" role="banner"><a class="brand" href="/"><span class="site-title">{text(facts.council)}</span></a><div class="today"><time datetime="2026-11-21">{long_date(facts.captured)}</time></div></header>
<nav class="navigation" role="navigation"><ul class="nav menu"><li class="item-101"><a href="/">Головна</a></li><li class="item-128 current active"><a href="/novyny">Новини</a></li></ul></nav>
<div class="row-fluid"><main id="content" role="main" class="span9">
{main}
<ul itemscope itemtype="https://schema.org/BreadcrumbList" class="breadcrumb"><li><a href="/" class="pathway">Головна</a></li></ul></main>
<div id="aside" class="span3"><div class="well"><h3 class="page-header">Останні новини</h3><ul class="latestnews mod-list">{latest}</ul></div>
<div class="well"><h3 class="page-header">Календар</h3><table class="calendar"><caption>&laquo; Листопад 2026 &raquo;</caption></table><p>24 листопада 2026: засідання комісії</p></div></div></div></div></div>"""

    def icons(self):
        return '<div class="icons"><div class="btn-group pull-right"><ul class="dropdown-menu"><li class="print-icon"><a href="?tmpl=component&amp;print=1" rel="nofollow"><span class="icon-print"></span> Друк</a></li><li class="email-icon"><a href="/component/mailto/?tmpl=component&amp;link=0a1b" rel="nofollow"><span class="icon-envelope"></span> e-mail</a></li></ul></div></div>'

    def info(self, facts):
        changed = (
            f'<dd class="modified"><span class="icon-calendar" aria-hidden="true"></span><time datetime="{facts.modified.isoformat()}" itemprop="dateModified"> Останнє оновлення: {in_words(facts.modified)} </time></dd>'
            if facts.modified != facts.published
            else ""
        )
        return f"""<dl class="article-info muted"><dt class="article-info-term">Деталі</dt>
<dd class="createdby" itemprop="author" itemscope itemtype="https://schema.org/Person">Автор: <span itemprop="name">{text(facts.author)}</span></dd>
<dd class="category-name">Категорія: <a href="/{facts.section_path}" itemprop="genre">{text(facts.section)}</a></dd>
<dd class="published"><span class="icon-calendar" aria-hidden="true"></span><time datetime="{facts.published.isoformat()}" itemprop="datePublished"> Опубліковано: {in_words(facts.published)} </time></dd>{changed}
<dd class="hits"><span class="icon-eye-open" aria-hidden="true"></span><meta itemprop="interactionCount" content="UserPageVisits:109" /> Перегляди: 109</dd></dl>"""

    def cloak(self):
        """Print how Joomla hides an address of mail, and what a plug-in that is gone leaves in the text."""
        return '<p>{jathumbnail off}</p>\n<p><span id="cloak5b1d0">Ця електронна адреса захищена від спам-ботів. Вам необхідно увімкнути JavaScript, щоб побачити її.</span><script>document.getElementById("cloak5b1d0").innerHTML = "";</script></p>'

    def single(self, facts):
        return self.older(facts) if facts.older is None else self.newer(facts)

    def older(self, facts):
        """Print Joomla 2.5's layout, which many templates keep: nothing holds the text alone."""
        side = f'<li class="pagenav-prev"><a href="{facts.newer.url}" rel="prev" title="{attr(facts.newer.title)}">&lt; Назад</a></li>'
        return f"""<div class="item-page"><h1> Новини обласної ради </h1>
<h2> <a href="{facts.url}"> {text(facts.title)}</a> </h2>
<ul class="actions"><li class="print-icon"><a href="?tmpl=component&amp;print=1"><img src="/media/system/images/printButton.png" alt="Друк" /></a></li></ul>
{self.info(facts)}
{facts.content}
<ul class="pagenav">{side}</ul>
</div>"""

    def newer(self, facts):
        tags = "".join(
            f'<li class="tag-{n} tag-list{n}" itemprop="keywords"><a href="/tags/{n}" class="label label-info">{text(tag)}</a></li>'
            for n, tag in enumerate(facts.tags)
        )
        return f"""<div class="item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="uk-UA" />
<div class="page-header"><h1> Новини обласної ради </h1></div>
<div class="page-header"><h2 itemprop="headline"> {text(facts.title)} </h2></div>
{self.icons()}
{self.info(facts)}
<div itemprop="articleBody">
{facts.content}
{self.cloak()}
</div>
<ul class="tags inline">{tags}</ul>
{self.navigation(facts)}
</div>"""

    def navigation(self, facts):
        sides = "".join(
            f'<li class="{side}"><a class="hasTooltip" title="{attr(other.title)}" aria-label="{aria}: {attr(other.title)}" href="{other.url}" rel="{rel}"><span class="icon-chevron-{way}" aria-hidden="true"></span> <span aria-hidden="true">{label}</span></a></li>'
            for side, rel, way, aria, label, other in (
                ("previous", "prev", "left", "Попередня стаття", "Назад", facts.newer),
                ("next", "next", "right", "Наступна стаття", "Вперед", facts.older),
            )
            if other
        )
        return f'<ul class="pager pagenav">{sides}</ul>'

    def listing(self, shown, number, last):
        """Make a page of the list of news."""
        facts = shown[0]
        head = f'<base href="{self.page_address(facts.site, 1)}" />\n<meta name="generator" content="{self.generator}" />\n<link href="{self.list_path}?format=feed&amp;type=rss" rel="alternate" type="application/rss+xml" title="RSS 2.0" />\n<link href="{self.list_path}?format=feed&amp;type=atom" rel="alternate" type="application/atom+xml" title="Atom 1.0" />\n'
        return Made(
            url=self.page_address(facts.site, number),
            html=self.document(
                facts, "Новини", head, self.list_class, self.frame(facts, self.archive(shown, number, last))
            ),
            expected={
                "links": [facts.url for facts in shown],
                "pager": [self.page_address(facts.site, page) for page in self.paged(number, last)],
            },
        )

    def paged(self, number, last):
        around = [1, number - 1, *range(1, last + 1)] if number > 1 else list(range(1, last + 1))
        return list(dict.fromkeys(page for page in around if page != number and page >= 1))

    def path(self, site, number):
        return self.page_address(site, number).removeprefix(site).replace("&", "&amp;")

    def archive(self, shown, number, last):
        leading, rest = shown[0], shown[1:-1]
        items = "".join(
            f'<div class="span6"><div class="item column-{n % 2 + 1}" itemprop="blogPost" itemscope itemtype="https://schema.org/BlogPosting">{self.item(facts)}</div></div>'
            for n, facts in enumerate(rest)
        )
        site = shown[0].site
        return f"""<div class="blog" itemscope itemtype="https://schema.org/Blog"><div class="page-header"><h1> Новини обласної ради </h1></div>
<div class="items-leading clearfix"><div class="leading-0" itemprop="blogPost" itemscope itemtype="https://schema.org/BlogPosting">{self.item(leading)}</div></div>
<div class="items-row cols-2 row-0 row-fluid clearfix">{items}</div>
<div class="items-more"><ol class="nav nav-tabs nav-stacked"><li><a href="{shown[-1].url.removeprefix(site)}"> {text(shown[-1].title)}</a></li></ol></div>
<div class="pagination"><p class="counter pull-right"> Сторінка {number} із {last} </p>{self.pages(site, number, last)}</div></div>"""

    def pages(self, site, number, last):
        first = (
            f'<li><a title="Початок" href="{self.path(site, 1)}" class="hasTooltip pagenav">Початок</a></li><li><a title="Назад" href="{self.path(site, number - 1)}" class="hasTooltip pagenav">Назад</a></li>'
            if number > 1
            else '<li class="disabled"><span class="pagenav">Початок</span></li>'
        )
        numbers = "".join(
            f'<li class="active"><span class="pagenav">{page}</span></li>'
            if page == number
            else f'<li><a href="{self.path(site, page)}" class="pagenav">{page}</a></li>'
            for page in range(1, last + 1)
        )
        return f'<ul class="pagination-list">{first}{numbers}</ul>'

    def item(self, facts):
        path = facts.url.removeprefix(facts.site)
        return f"""<div class="page-header"><h2 itemprop="name"><a href="{path}" itemprop="url"> {text(facts.title)}</a></h2></div>{self.icons()}<dl class="article-info muted"><dd class="published"><time datetime="{facts.published.isoformat()}" itemprop="datePublished"> Опубліковано: {in_words(facts.published)} </time></dd></dl>
<p>{text(facts.paragraphs[0])}</p><p class="readmore"><a class="btn" href="{path}" itemprop="url" aria-label="Детальніше: {attr(facts.title)}"><span class="icon-chevron-right" aria-hidden="true"></span> Детальніше ...</a></p>"""


class Joomla4(Joomla):
    """Joomla 4 and 5 with Cassiopeia: the neighbour's title is hidden in the anchor, after a label."""

    name = "joomla4"
    body_class = "site com_content wrapper-static view-article no-layout no-task itemid-128 has-sidebar-right"
    list_class = "site com_content wrapper-static view-category layout-blog no-task itemid-128 has-sidebar-right"

    def address(self, site, post):
        return f"{site}/novyny/{post.slug}"

    def info(self, facts):
        info = super().info(facts).replace("article-info muted", "article-info text-muted")
        if facts.newer is not None:
            return info
        info = re.sub(r' item(?:prop="\w+"|scope|type="[^"]*")', "", info)  # Joomla 5 prints no microdata there
        return info.replace("Автор:", '<span class="icon-user icon-fw" aria-hidden="true"></span> Автор:')

    def cloak(self):
        return '<p><joomla-hidden-mail is-link="1" is-email="1" first="cHJlc3M=" last="cmFkYS5leGFtcGxl" text="" base="">Ця електронна адреса захищена від спам-ботів. Вам потрібно увімкнути JavaScript, щоб побачити її.</joomla-hidden-mail></p>'

    def shown(self, facts):
        return {}

    def older(self, facts):
        return self.newer(facts)

    def heading(self, facts):
        """Print the title, below that of the menu where its administrator wants one."""
        if not facts.one_window:
            return f'<div class="page-header"><h1> {text(facts.title)} </h1></div>'
        return f'<div class="page-header"><h1> Новини </h1></div><div class="page-header"><h2> {text(facts.title)} </h2></div>'

    def newer(self, facts):
        tags = "".join(
            f'<li class="list-inline-item tag-{n} tag-list{n}"><a href="/tags/{n}" class="btn btn-sm btn-info">{text(tag)}</a></li>'
            for n, tag in enumerate(facts.tags)
        )
        return f"""<div class="com-content-article item-page"><meta itemprop="inLanguage" content="uk-UA">
{self.heading(facts)}
{self.info(facts)}
<ul class="tags list-inline">{tags}</ul>
<div class="com-content-article__body">
{facts.content}
{self.cloak()}
</div>
{self.navigation(facts)}
</div>"""

    def navigation(self, facts):
        sides = "".join(
            f'<a class="btn btn-sm btn-secondary {side}" href="{other.url.removeprefix(facts.site)}" rel="{rel}"><span class="visually-hidden"> {hidden}: {text(other.title)} </span><span class="icon-chevron-{way}" aria-hidden="true"></span> <span aria-hidden="true">{label}</span></a>'
            for side, rel, way, hidden, label, other in (
                ("previous", "prev", "left", "Попередня стаття", "Назад", facts.newer),
                ("next", "next", "right", "Наступна стаття", "Вперед", facts.older),
            )
            if other
        )
        return f'<nav class="pagenavigation" aria-label="Навігація по сторінці"><span class="pagination ms-0">{sides}</span></nav>'

    def archive(self, shown, number, last):
        site = shown[0].site
        items = "".join(
            f'<div class="com-content-category-blog__item blog-item"><div class="item-content">{self.item(facts)}</div></div>'
            for facts in shown
        )
        return f"""<div class="com-content-category-blog blog"><div class="page-header"><h1> Новини </h1></div><div class="com-content-category-blog__items blog-items">{items}</div>
<div class="com-content-category-blog__navigation w-100"><p class="com-content-category-blog__counter counter float-md-end pt-3 pe-2"> Сторінка {number} із {last} </p><div class="com-content-category-blog__pagination"><nav class="pagination__wrapper" aria-label="Нумерація сторінок">{self.pages(site, number, last)}</nav></div></div></div>"""

    def pages(self, site, number, last):
        first = (
            f'<li class="page-item"><a aria-label="Перейти на першу сторінку" href="{self.path(site, 1)}" class="page-link"><span class="icon-angle-double-left"></span></a></li><li class="page-item"><a aria-label="Перейти на попередню сторінку" href="{self.path(site, number - 1)}" class="page-link"><span class="icon-angle-left"></span></a></li>'
            if number > 1
            else '<li class="disabled page-item"><span class="page-link"><span class="icon-angle-double-left"></span></span></li>'
        )
        numbers = "".join(
            f'<li class="active page-item"><span aria-current="true" class="page-link">{page}</span></li>'
            if page == number
            else f'<li class="page-item"><a aria-label="Перейти на сторінку {page}" href="{self.path(site, page)}" class="page-link">{page}</a></li>'
            for page in range(1, last + 1)
        )
        return f'<ul class="pagination ms-0 mb-4">{first}{numbers}</ul>'


class Joomla15(Joomla):
    """Joomla 1.5 in tables: nothing marks the text's cell, and the last change is dated below it."""

    name = "joomla15"
    generator = "Joomla! 1.5 - Open Source Content Management"
    body_class = "fs3"
    list_class = "fs3"
    list_path = "/index.php?Itemid=50&id=1%3Alatest-news&layout=blog&option=com_content&view=category"

    def address(self, site, post):
        return f"{site}/index.php?Itemid=50&catid=1%3Alatest-news&id={post.number}%3A{post.slug}&option=com_content&view=article"

    def page_address(self, site, number):
        if number == 1:
            return f"{site}{self.list_path}"
        start = (number - 1) * self.page_size
        return f"{site}{self.list_path.replace('&option', f'&limitstart={start}&option')}"

    def date(self, moment):
        """Write a date as Joomla 1.5's Ukrainian does, with a comma before the hour."""
        return f"{weekday(moment)}, {in_words(moment)}, {moment:%H:%M}"

    def expected(self, facts):
        changed = minute(facts.modified) if facts.modified != facts.published else None
        return article(
            facts,
            self.date(facts.published),
            "printed",
            minute(facts.published),
            **self.turned(facts) | {"previous": link(facts.newer, None), "next": link(facts.older, None)},
            modified=changed,
            tags=(),
            section=None,
            language="uk-ua",
            author=facts.author,
        )

    def frame(self, facts, main):
        latest = "".join(
            f'<li class="latestnews"><a href="{attr(other.url)}" class="latestnews">{text(other.title)}</a></li>'
            for other in facts.newest
        )
        return f"""<div id="ja-wrapper"><div id="ja-header"><a href="/index.php">{text(facts.council)}</a><div id="ja-date">{self.date(facts.captured)}</div></div>
<div id="ja-container"><div id="ja-content"><div id="system-message"></div>
{main}
</div><div id="ja-right"><div class="moduletable"><h3>Останні новини</h3><ul class="latestnews">{latest}</ul></div><div class="moduletable"><h3>«« Листопад 2026 »»</h3></div></div></div></div>"""

    def buttons(self):
        return '<td align="right" width="100%" class="buttonheading"><a href="/index.php?view=article&amp;format=pdf" title="PDF" rel="nofollow">PDF</a></td><td align="right" width="100%" class="buttonheading"><a href="/index.php?view=article&amp;print=1" title="Друк" rel="nofollow">Друк</a></td><td align="right" width="100%" class="buttonheading"><a href="/index.php?option=com_mailto&amp;link=0a1b" title="e-mail">e-mail</a></td>'

    def changed(self, facts):
        return f"Останнє оновлення на {self.date(facts.modified)}" if facts.modified != facts.published else ""

    def single(self, facts):
        return self.purity(facts) if facts.number % 2 else self.tables(facts)

    def tables(self, facts):
        """Print the core's own layout."""
        return f"""<div class="componentheading">Новини</div>
<table class="contentpaneopen"><tr><td class="contentheading" width="100%"><a href="{attr(facts.url)}" class="contentpagetitle">{text(facts.title)}</a></td>{self.buttons()}</tr></table>
<table class="contentpaneopen"><tr><td valign="top"><span class="small">{text(facts.author)}</span>&nbsp;&nbsp;</td></tr>
<tr><td valign="top" class="createdate">{self.date(facts.published)}</td></tr>
<tr><td valign="top">
{facts.content}
</td></tr>
<tr><td class="modifydate">{self.changed(facts)}</td></tr></table><span class="article_separator">&nbsp;</span>
{self.navigation(facts)}"""

    def purity(self, facts):
        """Print JA Purity II's layout."""
        return f"""<h2 class="contentheading clearfix">{text(facts.title)}</h2>
<div class="article-tools clearfix"><div class="article-meta"><span class="createdate">{self.date(facts.published)}</span> <span class="createby">{text(facts.author)}</span></div><div class="buttonheading"><span><a href="/index.php?option=com_mailto&amp;link=0a1b" title="e-mail">e-mail</a></span><span><a href="/index.php?view=article&amp;print=1" title="Друк">Друк</a></span><span><a href="/index.php?view=article&amp;format=pdf" title="PDF">PDF</a></span></div></div>
<div class="article-content">
{facts.content}
</div>
<span class="modifydate">{self.changed(facts)}</span>
{self.navigation(facts)}"""

    def navigation(self, facts):
        sides = (
            f'<th class="pagenav_prev"><a href="{attr(facts.newer.url)}">&lt; Попередня</a></th>'
            if facts.newer
            else "",
            f'<th class="pagenav_next"><a href="{attr(facts.older.url)}">Наступна &gt;</a></th>' if facts.older else "",
        )
        return f'<table align="center" class="pagenav"><tr>{sides[0]}<td width="50">&nbsp;</td>{sides[1]}</tr></table>'

    def archive(self, shown, number, last):
        items = "".join(
            f"""<tr><td valign="top"><div><table class="contentpaneopen"><tr><td class="contentheading" width="100%"><a href="{attr(facts.url)}" class="contentpagetitle">{text(facts.title)}</a></td>{self.buttons()}</tr></table><table class="contentpaneopen"><tr><td valign="top" class="createdate">{self.date(facts.published)}</td></tr><tr><td valign="top"><p>{text(facts.paragraphs[0])}</p></td></tr><tr><td><a href="{attr(facts.url)}" class="readon">Читати далі...</a></td></tr></table><span class="article_separator">&nbsp;</span></div></td></tr>"""
            for facts in shown
        )
        site = shown[0].site
        pages = "&nbsp;".join(
            f'<strong><span class="pagenav">{page}</span></strong>'
            if page == number
            else f'<strong><a title="{page}" href="{self.path(site, page)}" class="pagenav">{page}</a></strong>'
            for page in range(1, last + 1)
        )
        return f"""<div class="componentheading">Новини</div><table class="blog" cellpadding="0" cellspacing="0">{items}<tr><td valign="top" align="center">&lt;&lt; &lt; {pages} &gt; &gt;&gt;<br /><br /></td></tr><tr><td valign="top" align="center">Сторінка {number} з {last}</td></tr></table>"""

    def paged(self, number, last):
        return [page for page in range(1, last + 1) if page != number]
