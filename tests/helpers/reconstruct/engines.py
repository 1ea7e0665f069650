"""October CMS and DLE, after their own published templates."""

# ruff: noqa: E501 - markup stands in the lines it makes

from tests.helpers.reconstruct.facts import Made, article, attr, beside, link, minute, text
from tests.helpers.reconstruct.own import Own
from tests.helpers.reconstruct.wordpress import document


class October(Own):
    """October CMS with RainLab's blog: what it calls previous is newer; the list's pages are parts of the path."""

    name = "october"
    list_path = "/blog"
    head = '<meta name="generator" content="OctoberCMS">\n<link href="/themes/rada/assets/css/theme.css" rel="stylesheet">\n<script src="/modules/system/assets/js/framework.combined-min.js"></script>\n'
    body_class = "page-blog-post"

    def address(self, site, post):
        return f"{site}/blog/post/{post.slug}"

    def page_address(self, site, number):
        return f"{site}/blog" if number == 1 else f"{site}/blog/{number}"

    def posted(self, facts):
        return f"Опубліковано в {facts.section} {facts.published:%b %d, %Y}"

    def expected(self, facts):
        return self.plain(
            facts,
            self.posted(facts),
            facts.published.date(),
            section=facts.section,
            previous=link(facts.newer),
            next=link(facts.older),
        )

    def single(self, facts):
        byline = f'Опубліковано в <a href="/blog/category/{facts.section_path}">{text(facts.section)}</a> {facts.published:%b %d, %Y}'
        sides = "".join(
            f'<li class="{side}"><a href="{other.url}">{arrow} {text(other.title)}</a></li>'
            for side, arrow, other in (("previous", "&larr;", facts.newer), ("next", "&rarr;", facts.older))
            if other
        )
        latest = "".join(
            f'<li><a href="{other.url}">{text(other.title)}</a> <small>{other.published:%b %d, %Y}</small></li>'
            for other in facts.newest
        )
        return f"""<header id="layout-header"><nav class="navbar"><a class="navbar-brand" href="/">{text(facts.council)}</a></nav></header>
<section id="layout-content"><div class="container"><div class="row"><div class="col-sm-9"><h2>{text(facts.title)}</h2>
<div class="content">
{facts.content}
</div>
<p class="info">{byline}</p>
<ul class="pager">{sides}</ul></div>
<div class="col-sm-3"><h3>Останні новини</h3><ul class="post-list-short">{latest}</ul></div></div></div></section>
<footer id="layout-footer"><div class="container"><p class="muted credit">&copy; {text(facts.council)}</p></div></footer>"""

    def archive(self, shown, number, last):
        posts = "".join(
            f'<li><h3><a href="{facts.url}">{text(facts.title)}</a></h3><p class="info">Опубліковано в <a href="/blog/category/{facts.section_path}">{text(facts.section)}</a> {facts.published:%b %d, %Y}</p>{text(facts.paragraphs[0])}</li>'
            for facts in shown
        )
        site = shown[0].site
        pages = "".join(
            f'<li class="{"active" if page == number else ""}"><a href="{site}/blog/{page}">{page}</a></li>'
            for page in range(1, last + 1)
        )
        following = f'<li><a href="{site}/blog/{number + 1}">Далі &rarr;</a></li>' if number < last else ""
        return f"""<section id="layout-content"><div class="container"><h2>Новини</h2><ul class="post-list">{posts}</ul><ul class="pagination">{pages}{following}</ul></div></section>"""

    def listing(self, shown, number, last):
        made = super().listing(shown, number, last)
        site = shown[0].site
        pages = [f"{site}/blog/{page}" for page in range(1, last + 1) if number == 1 or page != number]
        made.expected["pager"] = pages
        return made


class DLE(Own):
    """DataLife Engine, the old skin and the new: author and date in one line, tags and the last change in the text."""

    name = "dle"
    list_path = "/novyny/"
    body_class = ""

    def address(self, site, post):
        return f"{site}/novyny/{post.number}-{post.slug}.html"

    def page_address(self, site, number):
        return f"{site}/novyny/" if number == 1 else f"{site}/novyny/page/{number}/"

    def article(self, facts):
        social = f"""<meta property="og:site_name" content="{attr(facts.council)}" />
<meta property="og:type" content="article" />
<meta property="og:title" content="{attr(facts.title)}" />
<meta property="og:url" content="{facts.url}" />
"""
        head = f"""<meta name="generator" content="DataLife Engine (http://dle-news.ru)" />
{social if facts.older else ""}<link rel="alternate" type="application/rss+xml" title="{attr(facts.council)}" href="{facts.site}/rss.xml" />
<script type="text/javascript" src="/engine/classes/min/index.php?charset=utf-8&amp;g=general&amp;19"></script>
"""
        is_new = facts.seo
        return Made(
            url=facts.url,
            html=document(
                facts, facts.title, head, "", self.frame(facts, self.new(facts) if is_new else self.old(facts))
            ),
            expected=self.expected(facts, is_new),
            captured=facts.captured,
        )

    def when(self, moment):
        return f"{moment:%d-%m-%Y, %H:%M}"

    def expected(self, facts, is_new):
        raw, author = self.when(facts.published), facts.author
        if not is_new:
            raw = f"Автор: {facts.author} від {raw}"
        changed = minute(facts.modified) if facts.modified != facts.published else None
        return article(
            facts,
            facts.published.strftime("%Y-%m-%d") if is_new else raw,
            "time" if is_new else "printed",
            minute(facts.published),
            previous=None,
            next=None,
            author=author,
            modified=changed,
            **beside(facts, lambda _: self.download(facts.site)),
        )

    def frame(self, facts, main):
        latest = "".join(f'<li><a href="{other.url}">{text(other.title)}</a></li>' for other in facts.newest)
        return f"""<script type="text/javascript">var dle_root = '/'; var dle_skin = 'Default';</script>
<div class="wrapper"><div id="header"><h1><a class="thide" href="/index.php">{text(facts.council)}</a></h1></div>
<div class="container"><div class="rcol"><div id="calendar-layer"><table id="calendar" class="calendar"><tr><th colspan="7" class="monthselect"><a class="monthlink" href="/2026/10/">&laquo;</a>&nbsp;&nbsp;&nbsp;&nbsp;Листопад 2026&nbsp;&nbsp;&nbsp;&nbsp;&raquo;</th></tr></table></div><div class="block"><ul class="reset">{latest}</ul></div></div>
<div class="midcol"><div id="dle-content">{main}</div></div></div></div>"""

    def edited(self, facts, name):
        if facts.modified == facts.published:
            return ""
        return f'<p class="{name}"><br /><i>Новину відредагував: <b>admin</b> - {self.when(facts.modified)}<br />Причина: уточнення</i></p>'

    def attached(self, facts):
        """Print documents as DLE does, in the text, under addresses that do not tell what they are."""
        return "".join(
            f'<p><span class="attachment"><a href="{self.download(facts.site)}">{text(title)}</a> [117,5 Kb] (завантажень: 7)</span></p>'
            for _, title in facts.files
        )

    def download(self, site):
        return f"{site}/index.php?do=download&id=12"

    def related(self, facts):
        return "".join(f'<li><a href="{other.url}">{text(other.title)}</a></li>' for other in facts.newest[:3])

    def old(self, facts):
        tags = ", ".join(f'<a href="/tags/{n}/">{text(tag)}</a>' for n, tag in enumerate(facts.tags))
        block = f'<br /><p class="basetags"><i>Теги: {tags}</i></p>' if tags else ""
        return f"""<div class="base fullstory"><div class="dpad"><h3 class="btl"><span id="news-title">{text(facts.title)}</span></h3>
<div class="bhinfo"><ul class="isicons reset"><li><a href="/print" title="Друк">Друк</a></li></ul><span class="baseinfo radial">Автор: <a onclick="ShowProfile('press'); return false;" href="/user/press/">{text(facts.author)}</a> від <a href="/{facts.published:%Y/%m/%d}/">{self.when(facts.published)}</a></span><div class="ratebox"><div class="rate"><ul class="unit-rating"><li class="current-rating">0</li></ul></div></div></div>
<div class="maincont">
<div id="news-id-{facts.number}">
{facts.bare_content}
{self.attached(facts)}
</div>
<div class="clr"></div>
{self.edited(facts, "editdate")}
{block}
</div></div>
<div class="related"><div class="dtop"><span><b>Інші новини за темою:</b></span></div><ul class="reset">{self.related(facts)}</ul><br /></div>
<div class="mlink"><span class="argback"><a href="javascript:history.go(-1)"><b>Повернутися назад</b></a></span><span class="argviews"><span title="Переглядів: 109"><b>109</b></span></span><p class="lcol argcat">Категорія: <a href="/{facts.section_path}/">{text(facts.section)}</a></p></div></div>"""

    def new(self, facts):
        tags = ", ".join(f'<a href="/tags/{n}/">{text(tag)}</a>' for n, tag in enumerate(facts.tags))
        return f"""<article class="box story fullstory"><div class="box_in"><ul class="story_icons ignore-select"><li class="fav_btn"></li></ul>
<h1 class="title">{text(facts.title)}</h1>
<div class="text">
{facts.bare_content}
{self.attached(facts)}
{self.edited(facts, "editdate grey")}
</div>
<div class="story_tools ignore-select"><div class="category"><svg class="icon icon-cat"></svg> <a href="/{facts.section_path}/">{text(facts.section)}</a></div></div></div>
<div class="meta ignore-select"><ul class="right"><li class="grey" title="Переглядів: 109"><svg class="icon icon-views"></svg> 109</li></ul><ul class="left"><li class="story_date"><svg class="icon icon-info"></svg> <a href="/user/press/">{text(facts.author)}</a><span class="grey"> від </span><time datetime="{facts.published:%Y-%m-%d}" class="grey"><a href="/{facts.published:%Y/%m/%d}/">{self.when(facts.published)}</a></time></li></ul></div></article>
<div class="tag_list grey">{tags}</div>
<div class="block col_news"><h4 class="title h4">Схожі новини</h4><ul class="relatednews">{self.related(facts)}</ul></div>"""

    def archive(self, shown, number, last):
        stories = "".join(
            f'<div class="base shortstory"><div class="dpad"><h3 class="btl"><a href="{facts.url}">{text(facts.title)}</a></h3><div class="bhinfo"><span class="baseinfo radial">Автор: {text(facts.author)} від {self.when(facts.published)}</span></div><div class="maincont">{text(facts.paragraphs[0])}</div></div><div class="mlink"><span class="argmore"><a href="{facts.url}"><b>Детальніше</b></a></span></div></div>'
            for facts in shown
        )
        site = shown[0].site
        pages = " ".join(
            f"<span>{page}</span>" if page == number else f'<a href="{self.page_address(site, page)}">{page}</a>'
            for page in range(1, last + 1)
        )
        return self.frame(
            shown[0],
            f"""{stories}<div class="basenavi"><div class="navigation">{pages} <div class="next"><a href="{self.page_address(site, min(last, number + 1))}">Вперед</a></div></div></div>""",
        )
