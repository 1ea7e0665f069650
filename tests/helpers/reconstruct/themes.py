"""WordPress's well-known themes and builders, each with its own header, navigation and lists."""

# ruff: noqa: E501 - markup stands in the lines it makes

from tests.helpers.reconstruct.facts import attr, link, text
from tests.helpers.reconstruct.wordpress import WordPress, comments, masthead, sharing, sidebar


class TagDiv(WordPress):
    """tagDiv Newspaper, classic templates: no rel, the label before the anchor, every teaser with a date."""

    name = "tagdiv"
    body_class = "global-block-template-1 td-full-layout"

    def date_tag(self, moment):
        return f'<time class="entry-date updated td-module-date" datetime="{moment.isoformat()}">{self.date(moment)}</time>'

    def modified(self, facts):
        return facts.modified if facts.seo else None

    def tag_list(self, facts, name):
        items = "".join(f"<li>{item}</li>" for item in self.tags(facts, "\n").split("\n"))
        return f'<ul class="{name}"><li><span>ТЕГИ</span></li>{items}</ul>' if facts.tags else ""

    def teaser(self, other, number=6):
        return f"""<div class="td_module_{number} td_module_wrap td-animation-stack"><div class="td-module-thumb"><a href="{other.url}" rel="bookmark" class="td-image-wrap" title="{attr(other.title)}"><img class="entry-thumb" src="/small.jpg" alt="" /></a></div><div class="item-details"><h3 class="entry-title td-module-title"><a href="{other.url}" rel="bookmark" title="{attr(other.title)}">{text(other.title)}</a></h3><div class="td-module-meta-info"><span class="td-post-date">{self.date_tag(other.published)}</span></div></div></div>"""

    def frame(self, facts, main):
        latest = "".join(map(self.teaser, facts.newest))
        return f"""<div id="td-outer-wrap" class="td-theme-wrap"><div class="td-header-wrap td-header-style-1"><div class="td-header-sp-top-menu"><div class="td_data_time"><div>Субота, Листопад 21, 2026</div></div></div><a class="td-main-logo" href="{facts.site}/">{text(facts.council)}</a></div>
<div class="td-main-content-wrap td-container-wrap"><div class="td-container"><div class="td-pb-row">
<div class="td-pb-span8 td-main-content" role="main"><div class="td-ss-main-content">{main}</div></div>
<div class="td-pb-span4 td-main-sidebar" role="complementary"><div class="td-ss-main-sidebar"><div class="td_block_wrap td_block_9">{latest}</div></div></div>
</div></div></div><div class="td-footer-wrapper">&copy; {text(facts.council)}</div></div>"""

    def single(self, facts):
        return self.frame(
            facts,
            f"""<article id="post-{facts.number}" class="{self.marks(facts)}" itemscope itemtype="https://schema.org/Article">
<div class="td-post-header"><ul class="td-category"><li class="entry-category"><a href="{facts.site}/category/{facts.section_path}/">{text(facts.section)}</a></li></ul>
<header class="td-post-title"><h1 class="entry-title">{text(facts.title)}</h1><div class="td-module-meta-info"><div class="td-post-author-name"><div class="td-author-by">Від</div> <a href="{facts.site}/author/press/">{text(facts.author)}</a><div class="td-author-line"> - </div> </div><span class="td-post-date">{self.date_tag(facts.published)}</span><div class="td-post-views"><i class="td-icon-views"></i><span class="td-nr-views-{facts.number}">109</span></div></div></header></div>
<div class="td-post-sharing-top"><div class="td-post-sharing"><a class="td-social-sharing-button" href="https://www.facebook.com/sharer.php?u=x"><div class="td-social-but-text">Facebook</div></a></div></div>
<div class="td-post-content tagdiv-type">
{facts.content}
{sharing(facts)}
</div>
<footer><div class="td-post-source-tags">{self.tag_list(facts, "td-tags td-post-small-box clearfix")}</div>
{self.navigation(facts)}
<span class="td-page-meta" itemprop="author" itemscope itemtype="https://schema.org/Person"><meta itemprop="name" content="{attr(facts.author)}"></span></footer>
</article>
<div class="td_block_wrap td_block_related_posts">{"".join(map(self.teaser, facts.newest[:3]))}</div>""",
        )

    def navigation(self, facts):
        sides = "".join(
            f'<div class="td-block-span6 td-post-{side}-post"><div class="td-post-next-prev-content"><span>{label}</span><a href="{other.url}">{text(other.title)}</a></div></div>'
            if other
            else f'<div class="td-block-span6 td-post-{side}-post"></div>'
            for side, label, other in (
                ("prev", "попередня стаття", facts.older),
                ("next", "наступна стаття", facts.newer),
            )
        )
        return f'<div class="td-block-row td-post-next-prev">{sides}</div>'

    def archive(self, shown, number, last):
        site = shown[0].site
        pages = "".join(
            f'<span class="current">{page}</span>'
            if page == number
            else f'<a href="{self.page_address(site, page)}" class="page" title="{page}">{page}</a>'
            for page in range(max(1, number - 1), min(last, number + 1) + 1)
        )
        return self.frame(
            shown[0],
            f"""<div class="td-page-header"><h1 class="entry-title td-page-title">Новини</h1></div>
{"".join(self.teaser(facts, 10) for facts in shown)}
<div class="page-nav td-pb-padding-side">{pages}<span class="extend">...</span><a href="{self.page_address(site, last)}" class="last" title="{last}">{last}</a><span class="pages">Сторінка {number} з {last}</span></div>""",
        )

    def paged(self, number, last):
        around = [*range(max(1, number - 1), min(last, number + 1) + 1), last]
        return list(dict.fromkeys(page for page in around if page != number))


class TagDivCloud(TagDiv):
    """tagDiv's newer templates: both boxes are called next, and a time says +00:00 of Kyiv's wall clock."""

    name = "tagdiv-cloud"
    body_class = "global-block-template-1 td-full-layout tdb-template"

    def raw(self, facts):
        return facts.published.replace(tzinfo=None).isoformat() + "+00:00", "time"

    def date_tag(self, moment):
        wall = moment.replace(tzinfo=None).isoformat()
        return f'<time class="entry-date updated td-module-date" datetime="{wall}+00:00">{self.date(moment)}</time>'

    def single(self, facts):
        return self.frame(
            facts,
            f"""<article id="template-id-88" class="post-88 tdb_templates type-tdb_templates status-publish post">
<div class="td_block_wrap tdb_single_categories td-animation-stack"><div class="tdb-category td-fix-index"><a class="tdb-entry-category" href="{facts.site}/category/{facts.section_path}/"><span class="tdb-cat-bg"></span>{text(facts.section)}</a></div></div>
<div class="td_block_wrap tdb_title tdb-single-title"><div class="tdb-block-inner td-fix-index"><h1 class="tdb-title-text">{text(facts.title)}</h1></div></div>
<div class="td_block_wrap tdb_single_author"><div class="tdb-block-inner"><div class="tdb-author-name-wrap"><span class="tdb-author-by">Від</span> <a class="tdb-author-name" href="{facts.site}/author/press/">{text(facts.author)}</a></div></div></div>
<div class="td_block_wrap tdb_single_date"><div class="tdb-block-inner td-fix-index">{self.date_tag(facts.published)}</div></div>
<div class="td_block_wrap tdb_single_content td-post-content tagdiv-type"><div class="tdb-block-inner td-fix-index">
{facts.content}
</div></div>
<div class="td_block_wrap tdb_single_tags">{self.tag_list(facts, "tdb-tags")}</div>
{self.navigation(facts)}
<div class="td_block_wrap tdb_single_related">{"".join(map(self.teaser, facts.newest[:3]))}</div>
</article>""",
        )

    def navigation(self, facts):
        boxes = "".join(
            f'<div class="tdb-next-post tdb-next-post-bg tdb-post-{side}"><span>{label}</span><div class="td-module-container"><div class="next-prev-title"><a href="{other.url}">{text(other.title)}</a></div></div></div>'
            for side, label, other in (
                ("prev", "Попередня стаття", facts.older),
                ("next", "Наступна стаття", facts.newer),
            )
            if other
        )
        return f'<div class="td_block_wrap tdb_single_next_prev"><div class="tdb-block-inner td-fix-index">{boxes}</div></div>'


class GeneratePress(WordPress):
    """GeneratePress: one navigation for articles and lists, with the same classes inside."""

    name = "generatepress"
    body_class = "post-image-above-header sticky-menu-fade right-sidebar nav-below-header separate-containers header-aligned-left"

    def single(self, facts):
        tags = (
            f'<span class="tags-links"><span class="gp-icon icon-tags"><svg viewBox="0 0 512 512"></svg></span><span class="screen-reader-text">Позначки </span>{self.tags(facts)}</span> '
            if facts.tags
            else ""
        )
        return f"""<div class="site grid-container container hfeed" id="page"><div class="site-content" id="content">
{masthead(facts)}
<div class="content-area" id="primary"><main class="site-main" id="main">
<article id="post-{facts.number}" class="{self.marks(facts)}" itemtype="https://schema.org/CreativeWork" itemscope><div class="inside-article">
<header class="entry-header"><h1 class="entry-title" itemprop="headline">{text(facts.title)}</h1><div class="entry-meta"><span class="posted-on">{self.both_times(facts)}</span> <span class="byline">від <span class="author vcard" itemprop="author" itemtype="https://schema.org/Person" itemscope><a class="url fn n" href="{facts.site}/author/press/" title="Усі публікації" rel="author" itemprop="url"><span class="author-name" itemprop="name">{text(facts.author)}</span></a></span></span> </div></header>
<div class="entry-content" itemprop="text">
{facts.content}
{sharing(facts)}
</div>
<footer class="entry-meta"><span class="cat-links"><span class="gp-icon icon-categories"><svg viewBox="0 0 512 512"></svg></span><span class="screen-reader-text">Категорії </span>{self.categories(facts)}</span> {tags}
{self.navigation(facts)}
</footer></div></article>
{comments(facts)}
</main></div>{sidebar(facts)}</div></div>"""

    def both_times(self, facts):
        """Print the date of the last change first, as the theme does."""
        published = f'<time class="entry-date published" datetime="{facts.published.isoformat()}" itemprop="datePublished">{self.date(facts.published)}</time>'
        if facts.modified == facts.published:
            return published
        changed = f'<time class="updated" datetime="{facts.modified.isoformat()}" itemprop="dateModified">{self.date(facts.modified)}</time>'
        return changed + published

    def navigation(self, facts):
        sides = "".join(
            f'<div class="nav-{side}"><span class="gp-icon icon-arrow-{arrow}"><svg viewBox="0 0 192 512"></svg></span><span class="{rel}"><a href="{other.url}" rel="{rel}">{text(other.title)}</a></span></div>'
            for side, rel, arrow, other in (
                ("previous", "prev", "left", facts.older),
                ("next", "next", "right", facts.newer),
            )
            if other
        )
        return f'<nav id="nav-below" class="post-navigation" aria-label="Записи">{sides}</nav>'

    def archive(self, shown, number, last):
        site = shown[0].site
        entries = "\n".join(
            f'<article id="post-{facts.number}" class="{self.marks(facts)}"><div class="inside-article"><header class="entry-header"><h2 class="entry-title" itemprop="headline"><a href="{facts.url}" rel="bookmark">{text(facts.title)}</a></h2><div class="entry-meta"><span class="posted-on">{self.both_times(facts)}</span></div></header><div class="entry-summary" itemprop="text"><p>{text(facts.paragraphs[0][:120])} ... <a title="{attr(facts.title)}" class="read-more" href="{facts.url}">Читати далі</a></p></div></div></article>'
            for facts in shown
        )
        older = (
            f'<div class="nav-previous"><span class="prev" title="Назад"><a href="{self.page_address(site, number + 1)}">Старіші записи</a></span></div>'
            if number < last
            else ""
        )
        newer = (
            f'<div class="nav-next"><span class="next" title="Вперед"><a href="{self.page_address(site, number - 1)}">Новіші записи</a></span></div>'
            if number > 1
            else ""
        )
        return f"""<div class="site grid-container" id="page"><div class="site-content" id="content"><div class="content-area" id="primary"><main class="site-main" id="main">
<header class="page-header"><h1 class="page-title">Новини</h1></header>{entries}
<nav id="nav-below" class="paging-navigation" aria-label="Сторінка архіву">{older}{newer}<div class="nav-links">{self.numbers(site, number, last)}</div></nav></main></div>{sidebar(shown[0])}</div></div>"""

    def paged(self, number, last):
        around = [number + 1, number - 1, *range(max(1, number - 1), min(last, number + 1) + 1), last]
        return list(dict.fromkeys(page for page in around if 1 <= page <= last and page != number))


class Astra(WordPress):
    """Astra: no ``time`` at all, both dates inside one element, and a link without its neighbour's title."""

    name = "astra"
    body_class = "ast-desktop ast-separate-container ast-right-sidebar astra-4.6.8 ast-blog-single-style-1 ast-single-post ast-inherit-site-logo-transparent"

    def raw(self, facts):
        return self.date(facts.published), "printed"

    def modified(self, facts):
        return facts.modified if facts.seo else facts.modified.date()

    def shown(self, facts):
        return {"previous": link(facts.older, None), "next": link(facts.newer, None)}

    def single(self, facts):
        changed = (
            f'<span class="updated" itemprop="dateModified"> {self.date(facts.modified)} </span>'
            if facts.modified != facts.published
            else ""
        )
        return f"""<div class="hfeed site" id="page">{masthead(facts)}
<div id="content" class="site-content"><div class="ast-container"><div id="primary" class="content-area primary"><main id="main" class="site-main">
<article class="{self.marks(facts)} ast-article-single" id="post-{facts.number}" itemtype="https://schema.org/CreativeWork" itemscope="itemscope"><div class="ast-post-format- ast-no-thumb single-layout-1">
<header class="entry-header ast-no-thumbnail"><h1 class="entry-title" itemprop="headline">{text(facts.title)}</h1><div class="entry-meta"><span class="comments-link"><a href="{facts.url}#respond">Залишити коментар</a></span> / <span class="ast-terms-link">{self.categories(facts)}</span> / Від <span class="posted-by vcard author" itemtype="https://schema.org/Person" itemscope="itemscope" itemprop="author"><a title="Усі публікації" href="{facts.site}/author/press/" rel="author" class="url fn n" itemprop="url"><span class="author-name" itemprop="name">{text(facts.author)}</span></a></span> / <span class="posted-on"><span class="published" itemprop="datePublished"> {self.date(facts.published)} </span>{changed}</span></div></header>
<div class="entry-content clear" itemprop="text">
{facts.content}
</div>{self.tag_links(facts)}</div></article>
{self.navigation(facts)}
{comments(facts)}
</main></div>{sidebar(facts)}</div></div></div>"""

    def tag_links(self, facts):
        return f'<div class="ast-tags"><span class="tags-links">{self.tags(facts)}</span></div>' if facts.tags else ""

    def navigation(self, facts):
        sides = "".join(
            f'<div class="nav-{side}"><a href="{other.url}" rel="{rel}">{label}</a></div>'
            for side, rel, label, other in (
                ("previous", "prev", '<span class="ast-left-arrow">&larr;</span> Попередній запис', facts.older),
                ("next", "next", 'Наступний запис <span class="ast-right-arrow">&rarr;</span>', facts.newer),
            )
            if other
        )
        return f'<nav class="navigation post-navigation" aria-label="Записи"><span class="screen-reader-text">Навігація записів</span><div class="nav-links">{sides}</div></nav>'

    def archive(self, shown, number, last):
        entries = "\n".join(
            f'<article class="{self.marks(facts)} ast-grid-common-col ast-article-post" id="post-{facts.number}"><div class="ast-post-format- blog-layout-1"><div class="post-content ast-grid-common-col"><header class="entry-header"><h2 class="entry-title" itemprop="headline"><a href="{facts.url}" rel="bookmark">{text(facts.title)}</a></h2></header><div class="entry-content clear"><p>{text(facts.paragraphs[0][:90])}&hellip;</p><p class="read-more"><a class="" href="{facts.url}"> <span class="screen-reader-text">{text(facts.title)}</span> Читати далі &raquo;</a></p></div></div></div></article>'
            for facts in shown
        )
        return f"""<div class="site" id="page"><div id="content" class="site-content"><div class="ast-container"><div id="primary" class="content-area primary"><main id="main" class="site-main"><section class="ast-archive-description"><h1 class="page-title ast-archive-title">Новини</h1></section><div class="ast-row">{entries}</div></main>
<div class="ast-pagination"><nav class="navigation pagination" aria-label="Записи"><span class="screen-reader-text">Навігація записів</span><div class="nav-links">{self.numbers(shown[0].site, number, last)}</div></nav></div></div>{sidebar(shown[0])}</div></div></div>"""


class OceanWP(WordPress):
    """OceanWP: the h1 is the blog's, the article's title an h2; related posts stand inside the article."""

    name = "oceanwp"
    body_class = "oceanwp-theme dropdown-mobile default-breakpoint has-sidebar content-right-sidebar"

    def raw(self, facts):
        return f"Запис опубліковано:{self.date(facts.published)}", "printed"

    def modified(self, facts):
        return facts.modified if facts.seo else facts.modified.date()

    def single(self, facts):
        changed = (
            f'<li class="meta-mod-date" itemprop="dateModified"><span class="screen-reader-text">Запис оновлено:</span><i class="icon-clock" aria-hidden="true"></i>{self.date(facts.modified)}</li>'
            if facts.modified != facts.published
            else ""
        )
        tags = (
            f'<div class="post-tags clr"><span class="owp-tag-texts">Позначки</span><span class="owp-sep">:</span> {self.tags(facts)}</div>'
            if facts.tags
            else ""
        )
        related = "".join(
            f'<article class="related-post clr col span_1_of_3 col-{n}"><h3 class="related-post-title"><a href="{other.url}" rel="bookmark">{text(other.title)}</a></h3><time class="published" datetime="{other.published.isoformat()}"><i class="icon-clock"></i>{self.date(other.published)}</time></article>'
            for n, other in enumerate(facts.newest[:3], 1)
        )
        return f"""<div id="outer-wrap" class="site clr"><div id="wrap" class="clr">{masthead(facts)}
<main id="main" class="site-main clr" role="main"><header class="page-header"><div class="container clr page-header-inner"><h1 class="page-header-title clr" itemprop="headline">Новини обласної ради</h1></div></header>
<div id="content-wrap" class="container clr"><div id="primary" class="content-area clr"><div id="content" class="site-content clr">
<article id="post-{facts.number}">
<header class="entry-header clr"><h2 class="single-post-title entry-title" itemprop="headline">{text(facts.title)}</h2></header>
<ul class="meta ospm-default clr"><li class="meta-author" itemprop="name"><span class="screen-reader-text">Автор запису:</span><i class="icon-user" aria-hidden="true"></i><a href="{facts.site}/author/press/" title="Публікації" rel="author" itemprop="author">{text(facts.author)}</a></li><li class="meta-date" itemprop="datePublished"><span class="screen-reader-text">Запис опубліковано:</span><i class="icon-clock" aria-hidden="true"></i>{self.date(facts.published)}</li>{changed}<li class="meta-cat"><span class="screen-reader-text">Категорія:</span><i class="icon-folder" aria-hidden="true"></i>{self.categories(facts)}</li></ul>
<div class="entry-content clr" itemprop="text">
{facts.content}
</div>
{tags}
{self.navigation(facts)}
<section id="related-posts" class="clr"><h3 class="theme-heading related-posts-title"><span class="text">Вам може сподобатися</span></h3><div class="oceanwp-row clr">{related}</div></section>
{comments(facts)}
</article></div></div>{sidebar(facts)}</div></main></div></div>"""

    def navigation(self, facts):
        sides = "".join(
            f'<div class="nav-{side}"><a href="{other.url}" rel="{rel}"><span class="title"><i class="fas fa-long-arrow-alt-{way}"></i> {label}</span><span class="post-title">{text(other.title)}</span></a></div>'
            for side, rel, way, label, other in (
                ("previous", "prev", "left", "Попередній запис", facts.older),
                ("next", "next", "right", "Наступний запис", facts.newer),
            )
            if other
        )
        return f'<nav class="navigation post-navigation" aria-label="Читати далі"><h2 class="screen-reader-text">Читати далі</h2><div class="nav-links">{sides}</div></nav>'

    def archive(self, shown, number, last):
        entries = "\n".join(
            f'<article id="post-{facts.number}" class="blog-entry clr large-entry {self.marks(facts)}"><div class="blog-entry-inner clr"><header class="blog-entry-header clr"><h2 class="blog-entry-title entry-title"><a href="{facts.url}" rel="bookmark">{text(facts.title)}</a></h2></header><ul class="meta clr"><li class="meta-date"><i class="icon-clock"></i>{self.date(facts.published)}</li></ul><div class="blog-entry-summary clr"><p>{text(facts.paragraphs[0][:90])}&hellip;</p></div><div class="blog-entry-readmore clr"><a href="{facts.url}">Продовжити читання</a></div></div></article>'
            for facts in shown
        )
        pages = "".join(
            f'<li><span aria-current="page" class="page-numbers current">{page}</span></li>'
            if page == number
            else f'<li><a class="page-numbers" href="{self.page_address(shown[0].site, page)}">{page}</a></li>'
            for page in range(1, last + 1)
        )
        return f"""<div id="outer-wrap"><main id="main" class="site-main clr"><header class="page-header"><h1 class="page-header-title clr">Новини</h1></header><div id="blog-entries" class="entries clr">{entries}</div><div class="oceanwp-pagination clr"><ul class="page-numbers">{pages}</ul></div></main>{sidebar(shown[0])}</div>"""

    def paged(self, number, last):
        return [page for page in range(1, last + 1) if page != number]
