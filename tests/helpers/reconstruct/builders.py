"""WordPress under page builders and magazine themes: Elementor, Divi, Avada, JNews."""

# ruff: noqa: E501 - markup stands in the lines it makes

from tests.helpers.reconstruct.facts import link, text
from tests.helpers.reconstruct.wordpress import WordPress, comments, masthead, sharing, sidebar


class Elementor(WordPress):
    """Elementor's theme builder: another heading widget before the title's, label and title in one anchor."""

    name = "elementor"
    body_class = "elementor-default elementor-template-full-width elementor-kit-5 elementor-page-999"

    def raw(self, facts):
        return self.date(facts.published), "printed"

    def modified(self, facts):
        return facts.modified if facts.seo else None

    def widget(self, kind, content, more=""):
        return f'<div class="elementor-element elementor-element-1a2b3c elementor-widget elementor-widget-{kind}{more}" data-element_type="widget" data-widget_type="{kind}.default"><div class="elementor-widget-container">{content}</div></div>'

    def single(self, facts):
        tags = (
            f'<li class="elementor-icon-list-item elementor-inline-item"><span class="elementor-icon-list-text elementor-post-info__item elementor-post-info__item--type-terms"><span class="elementor-post-info__terms-list">{self.tags(facts)}</span></span></li>'
            if facts.tags
            else ""
        )
        info = f"""<ul class="elementor-inline-items elementor-icon-list-items elementor-post-info">
<li class="elementor-icon-list-item elementor-inline-item" itemprop="author"><a href="{facts.site}/author/press/"><span class="elementor-icon-list-icon"><i class="far fa-user-circle"></i></span><span class="elementor-icon-list-text elementor-post-info__item elementor-post-info__item--type-author">{text(facts.author)}</span></a></li>
<li class="elementor-icon-list-item elementor-inline-item" itemprop="datePublished"><a href="{facts.site}/{facts.published:%Y/%m/%d}/"><span class="elementor-icon-list-text elementor-post-info__item elementor-post-info__item--type-date"><time>{self.date(facts.published)}</time></span></a></li>
<li class="elementor-icon-list-item elementor-inline-item" itemprop="about"><span class="elementor-icon-list-text elementor-post-info__item elementor-post-info__item--type-terms"><span class="elementor-post-info__terms-list"><a href="{facts.site}/category/{facts.section_path}/" class="elementor-post-info__terms-list-item">{text(facts.section)}</a></span></span></li>{tags}</ul>"""
        latest = "".join(
            f'<article class="elementor-post elementor-grid-item post type-post"><div class="elementor-post__text"><h3 class="elementor-post__title"><a href="{other.url}">{text(other.title)}</a></h3><div class="elementor-post__meta-data"><span class="elementor-post-date">{self.date(other.published)}</span></div></div></article>'
            for other in facts.newest[:3]
        )
        posts = f'<div class="elementor-posts-container elementor-posts elementor-grid">{latest}</div>'
        slogan = f'<h1 class="elementor-heading-title elementor-size-default">{text(facts.council)}</h1>'
        title = f'<h1 class="elementor-heading-title elementor-size-default">{text(facts.title)}</h1>'
        return f"""<div data-elementor-type="header" class="elementor elementor-10 elementor-location-header">{self.widget("heading", slogan)}{masthead(facts)}</div>
<div data-elementor-type="single-post" data-elementor-id="999" class="elementor elementor-999 elementor-location-single post-{facts.number} {self.marks(facts)}" data-elementor-post-type="elementor_library">
<section class="elementor-section elementor-top-section"><div class="elementor-container"><div class="elementor-column"><div class="elementor-widget-wrap">
{self.widget("theme-post-title", title, " elementor-page-title elementor-widget-heading")}
{self.widget("post-info", info)}
{self.widget("theme-post-content", facts.content)}
{self.widget("share-buttons", '<div class="elementor-share-btn elementor-share-btn_facebook"><span class="elementor-share-btn__title">Facebook</span></div>')}
{self.widget("post-navigation", self.navigation(facts))}
{self.widget("posts", posts)}
</div></div></div></section></div>"""

    def navigation(self, facts):
        sides = "".join(
            f'<div class="elementor-post-navigation__{rel} elementor-post-navigation__link">{self.anchor(rel, icon, label, other)}</div>'
            for rel, icon, label, other in (
                ("prev", "left", "Попередня", facts.older),
                ("next", "right", "Наступна", facts.newer),
            )
        )
        return f'<div class="elementor-post-navigation" role="navigation" aria-label="Навігація записів">{sides}</div>'

    def anchor(self, rel, icon, label, other):
        if other is None:
            return ""
        words = f'<span class="elementor-post-navigation__link__{rel}"><span class="post-navigation__{rel}--label">{label}</span><span class="post-navigation__{rel}--title">{text(other.title)}</span></span>'
        arrow = f'<span class="post-navigation__arrow-wrapper post-navigation__arrow-{rel}"><i class="fa fa-angle-{icon}" aria-hidden="true"></i><span class="elementor-screen-only">{rel.capitalize()}</span></span>'
        return f'<a href="{other.url}" rel="{rel}">{arrow + words if rel == "prev" else words + arrow}</a>'

    def archive(self, shown, number, last):
        entries = "".join(
            f'<article class="elementor-post elementor-grid-item post-{facts.number} post type-post"><a class="elementor-post__thumbnail__link" href="{facts.url}" tabindex="-1"><div class="elementor-post__thumbnail"><img src="/small.jpg" alt="" /></div></a><div class="elementor-post__text"><h3 class="elementor-post__title"><a href="{facts.url}">{text(facts.title)}</a></h3><div class="elementor-post__excerpt"><p>{text(facts.paragraphs[0][:90])}</p></div><a class="elementor-post__read-more" href="{facts.url}">Читати далі »</a></div></article>'
            for facts in shown
        )
        posts = f'<div class="elementor-posts-container elementor-posts elementor-grid">{entries}</div><nav class="elementor-pagination" aria-label="Сторінки">{self.numbers(shown[0].site, number, last)}</nav>'
        return f'<div data-elementor-type="archive" class="elementor elementor-7 elementor-location-archive">{masthead(shown[0])}{self.widget("archive-posts", posts)}</div>'


class Divi(WordPress):
    """Divi: the date is a bare ``span.published``, as it is in every teaser of the blog module."""

    name = "divi"
    body_class = (
        "et_button_no_icon et_pb_button_helper_class et_fixed_nav et_show_nav et_right_sidebar et_divi_theme et-db"
    )

    def raw(self, facts):
        return self.date(facts.published), "printed"

    def modified(self, facts):
        return facts.modified if facts.seo else None

    def shown(self, facts):
        return {} if facts.seo else {"tags": ()}

    def head(self, facts):
        tags = "".join(f'<meta property="article:tag" content="{text(tag)}" />\n' for tag in facts.tags)
        return super().head(facts) + (tags if facts.seo else "")

    def single(self, facts):
        return self.plain(facts) if facts.older else self.built(facts)

    def built(self, facts):
        """Print a layout of the theme builder: no element holds the article alone."""
        latest = "".join(
            f'<article class="et_pb_post clearfix post type-post"><h2 class="entry-title"><a href="{other.url}">{text(other.title)}</a></h2><p class="post-meta"><span class="published">{self.date(other.published)}</span></p></article>'
            for other in facts.newest[:3]
        )
        return f"""<div id="page-container"><div id="et-boc" class="et-boc">{masthead(facts)}<div id="et-main-area"><div id="main-content" class="et-l et-l--body"><div class="et_builder_inner_content et_pb_gutters3">
<div class="et_pb_section et_pb_section_0_tb_body"><div class="et_pb_module et_pb_blog_0_tb_body et_pb_posts">{latest}</div></div>
<div class="et_pb_section et_pb_section_1_tb_body"><div class="et_pb_module et_pb_post_title et_pb_post_title_0_tb_body"><div class="et_pb_title_container"><h1 class="entry-title">{text(facts.title)}</h1><p class="et_pb_title_meta_container"> від <span class="author vcard"><a href="{facts.site}/author/press/" title="Дописи" rel="author">{text(facts.author)}</a></span> | <span class="published">{self.date(facts.published)}</span> | {self.categories(facts)}</p></div></div>
<div class="et_pb_module et_pb_post_content et_pb_post_content_0_tb_body">
{facts.content}
</div>
{self.navigation(facts)}
</div></div></div></div></div></div>"""

    def plain(self, facts):
        latest = "".join(
            f'<article class="et_pb_post clearfix post type-post"><h2 class="entry-title"><a href="{other.url}">{text(other.title)}</a></h2><p class="post-meta"><span class="published">{self.date(other.published)}</span></p></article>'
            for other in facts.newest[:3]
        )
        return f"""<div id="page-container">{masthead(facts)}<div id="et-main-area"><div id="main-content">
<div class="et_pb_section"><div class="et_pb_blog_0 et_pb_posts et_pb_module">{latest}</div></div>
<div class="container"><div id="content-area" class="clearfix"><div id="left-area">
<article id="post-{facts.number}" class="et_pb_post {self.marks(facts)}">
<div class="et_post_meta_wrapper"><h1 class="entry-title">{text(facts.title)}</h1>
<p class="post-meta"> від <span class="author vcard"><a href="{facts.site}/author/press/" title="Дописи" rel="author">{text(facts.author)}</a></span> | <span class="published">{self.date(facts.published)}</span> | {self.categories(facts)} | <span class="comments-number"><a href="{facts.url}#respond">0 Коментарі</a></span></p></div>
<div class="entry-content">
{facts.content}
{sharing(facts)}
</div>
<div class="et_post_meta_wrapper"><section id="comment-wrap">{comments(facts)}</section></div>
</article>
{self.navigation(facts)}
</div>{sidebar(facts)}</div></div></div></div></div>"""

    def navigation(self, facts):
        older = (
            f'<span class="nav-previous"><a href="{facts.older.url}" rel="prev"><span class="meta-nav">&larr; </span><span class="nav-label">{text(facts.older.title)}</span></a></span>'
            if facts.older
            else ""
        )
        newer = (
            f'<span class="nav-next"><a href="{facts.newer.url}" rel="next"><span class="nav-label">{text(facts.newer.title)}</span><span class="meta-nav"> &rarr;</span></a></span>'
            if facts.newer
            else ""
        )
        return f'<div class="et_pb_module et_pb_posts_nav et_pb_post_nav_0_tb_body nav-single">{older}{newer}</div>'

    def archive(self, shown, number, last):
        entries = "".join(
            f'<article id="post-{facts.number}" class="et_pb_post {self.marks(facts)}"><h2 class="entry-title"><a href="{facts.url}">{text(facts.title)}</a></h2><p class="post-meta"><span class="published">{self.date(facts.published)}</span></p>{text(facts.paragraphs[0][:90])}</article>'
            for facts in shown
        )
        older = (
            f'<a href="{self.page_address(shown[0].site, number + 1)}">&laquo; Старіші записи</a>'
            if number < last
            else ""
        )
        newer = (
            f'<a href="{self.page_address(shown[0].site, number - 1)}">Наступні записи &raquo;</a>'
            if number > 1
            else ""
        )
        return f"""<div id="page-container"><div id="main-content"><div id="content-area" class="clearfix"><div id="left-area">{entries}<div class="pagination clearfix"><div class="alignleft">{older}</div><div class="alignright">{newer}</div></div></div>{sidebar(shown[0])}</div></div></div>"""

    def paged(self, number, last):
        return [page for page in (number + 1, number - 1) if 1 <= page <= last]


class Avada(WordPress):
    """Avada: the moment of the last change is hidden before the date, which no class marks."""

    name = "avada"
    body_class = "fusion-image-hovers fusion-pagination-sizing avada-has-rev-slider-styles layout-wide-mode"

    def raw(self, facts):
        return self.date(facts.published), "printed"

    def shown(self, facts):
        return {"previous": link(facts.older, None), "next": link(facts.newer, None), "modified": facts.modified}

    def single(self, facts):
        tags = (
            f'<span class="fusion-inline-sep">|</span><span class="meta-tags">Позначки: {self.tags(facts)}</span>'
            if facts.tags
            else ""
        )
        sides = "".join(
            f'<a href="{other.url}" rel="{rel}">{label}</a>'
            for rel, label, other in (("prev", "Назад", facts.older), ("next", "Вперед", facts.newer))
            if other
        )
        related = "".join(
            f'<li class="fusion-carousel-item"><h4 class="fusion-carousel-title"><a href="{other.url}">{text(other.title)}</a></h4><div class="fusion-carousel-meta"><span class="fusion-date">{self.date(other.published)}</span></div></li>'
            for other in facts.newest[:3]
        )
        return f"""<div id="boxed-wrapper"><div id="wrapper" class="fusion-wrapper">{masthead(facts)}
<section class="avada-page-titlebar-wrapper"><div class="fusion-page-title-bar"><div class="fusion-page-title-captions"><h1 class="entry-title">Новини</h1></div></div></section>
<main id="main" class="clearfix"><div class="fusion-row"><section id="content">
<div class="single-navigation clearfix">{sides}</div>
<article id="post-{facts.number}" class="post {self.marks(facts)}">
<h2 class="entry-title fusion-post-title">{text(facts.title)}</h2>
<div class="post-content">
{facts.content}
</div>
<div class="fusion-meta-info"><div class="fusion-meta-info-wrapper">Від <span class="vcard"><span class="fn"><a href="{facts.site}/author/press/" title="Дописи" rel="author">{text(facts.author)}</a></span></span><span class="fusion-inline-sep">|</span><span class="updated rich-snippet-hidden">{facts.modified.isoformat()}</span><span>{self.date(facts.published)}</span><span class="fusion-inline-sep">|</span>{self.categories(facts)}{tags}<span class="fusion-inline-sep">|</span><span class="fusion-comments"><a href="{facts.url}#respond">0 коментарів</a></span></div></div>
<div class="fusion-sharing-box fusion-single-sharing-box"><h4>Поділіться!</h4></div>
<section class="related-posts single-related-posts"><ul class="fusion-carousel-holder">{related}</ul></section>
{comments(facts)}
</article></section>{sidebar(facts)}</div></main></div></div>"""

    def archive(self, shown, number, last):
        site = shown[0].site
        entries = "".join(
            f'<article id="post-{facts.number}" class="fusion-post-medium post fusion-clearfix {self.marks(facts)}"><div class="fusion-post-content post-content"><h2 class="entry-title fusion-post-title"><a href="{facts.url}">{text(facts.title)}</a></h2><div class="fusion-post-content-container"><p>{text(facts.paragraphs[0][:90])} [...]</p></div></div></article>'
            for facts in shown
        )
        pages = "".join(
            f'<span class="current">{page}</span>'
            if page == number
            else f'<a href="{self.page_address(site, page)}" class="inactive">{page}</a>'
            for page in range(1, last + 1)
        )
        following = (
            f'<a class="pagination-next" rel="next" href="{self.page_address(site, number + 1)}"><span class="page-text">Далі</span></a>'
            if number < last
            else ""
        )
        return f"""<div id="wrapper"><main id="main"><section id="content"><div id="posts-container" class="fusion-blog-archive"><div class="fusion-posts-container">{entries}</div><div class="pagination clearfix">{pages}{following}</div></div></section>{sidebar(shown[0])}</main></div>"""

    def paged(self, number, last):
        return [page for page in range(1, last + 1) if page != number]


class JNews(WordPress):
    """JNews: no ``article`` at all, tags and sharing inside the text's element, the date in a link."""

    name = "jnews"
    subtitle = "Подробиці – у матеріалі пресслужби"
    body_class = "jeg_toggle_light jeg_single_tpl_1 jnews jsc_normal"

    def raw(self, facts):
        return self.date(facts.published), "printed"

    def modified(self, facts):
        return facts.modified if facts.seo else None

    def shown(self, facts):
        return {"lead": self.subtitle}

    def teaser(self, other):
        return f'<article class="jeg_post jeg_pl_sm"><div class="jeg_postblock_content"><h3 class="jeg_post_title"><a href="{other.url}">{text(other.title)}</a></h3><div class="jeg_post_meta"><div class="jeg_meta_date"><a href="{other.url}"><i class="fa fa-clock-o"></i> {self.date(other.published)}</a></div></div></div></article>'

    def column(self, facts):
        return f'<div class="jeg_sidebar col-md-4"><div class="jegStickyHolder"><div class="widget widget_jnews_module_block_9"><div class="jeg_postblock_9 jeg_postblock jeg_module_hook"><div class="jeg_posts">{"".join(map(self.teaser, facts.newest))}</div></div></div></div></div>'

    def single(self, facts):
        tags = f'<div class="jeg_post_tags"><span>Позначки:</span> {self.tags(facts)}</div>' if facts.tags else ""
        return f"""<div class="jeg_viewport"><div class="jeg_header_wrapper"><div class="jeg_nav_item jeg_top_date">Субота, 21 Листопада, 2026</div></div>
<div class="post-wrapper"><div class="post-wrap"><div class="jeg_main"><div class="jeg_container"><div class="jeg_content jeg_singlepage"><div class="container"><div class="row"><div class="jeg_main_content col-md-8"><div class="jeg_inner_content">
<div class="jeg_breadcrumbs jeg_breadcrumb_container"><span class="breadcrumb_last_link"><a href="{facts.site}/category/{facts.section_path}/">{text(facts.section)}</a></span></div>
<div class="entry-header"><h1 class="jeg_post_title">{text(facts.title)}</h1><h2 class="jeg_post_subtitle">{text(self.subtitle)}</h2>
<div class="jeg_meta_container"><div class="jeg_post_meta jeg_post_meta_1"><div class="meta_left"><div class="jeg_meta_author"><span class="meta_text">від</span> <a href="{facts.site}/author/press/">{text(facts.author)}</a></div><div class="jeg_meta_date"><a href="{facts.url}">{self.date(facts.published)}</a></div><div class="jeg_meta_category"><span><span class="meta_text">в</span> {self.categories(facts)}</span></div></div><div class="meta_right"><div class="jeg_meta_comment"><a href="{facts.url}#respond"><i class="fa fa-comment-o"></i> 0</a></div></div></div></div></div>
<div class="jeg_share_top_container"><div class="jeg_share_button"><a href="http://www.facebook.com/sharer.php?u=x" class="jeg_btn-facebook expanded"><span>Share on Facebook</span></a></div></div>
<div class="entry-content no-share"><div class="jeg_share_button share-float jeg_sticky_share clearfix"></div><div class="content-inner ">
{facts.content}
{tags}
<div class="jeg_share_bottom_container"><div class="jeg_share_button"><span>Поширити</span></div></div>
</div></div>
<div class="jnews_prev_next_container">{self.navigation(facts)}</div>
<div class="jnews_related_post_container"><div class="jeg_postblock_21 jeg_postblock"><div class="jeg_posts">{"".join(map(self.teaser, facts.newest[:3]))}</div></div></div>
</div></div>{self.column(facts)}</div></div></div></div></div></div></div></div>"""

    def navigation(self, facts):
        sides = "".join(
            f'<a href="{other.url}" class="post {side}-post"><span class="caption">{label}</span><h3 class="post-title">{text(other.title)}</h3></a>'
            for side, label, other in (
                ("prev", "Попередня публікація", facts.older),
                ("next", "Наступна публікація", facts.newer),
            )
            if other
        )
        return f'<div class="jeg_prevnext_post">{sides}</div>'

    def archive(self, shown, number, last):
        site = shown[0].site
        entries = "".join(
            f'<article class="jeg_post jeg_pl_md_2 format-standard"><div class="jeg_thumb"><a href="{facts.url}"><img src="/small.jpg" alt="" /></a></div><div class="jeg_postblock_content"><h3 class="jeg_post_title"><a href="{facts.url}">{text(facts.title)}</a></h3><div class="jeg_post_excerpt"><p>{text(facts.paragraphs[0][:90])}</p><a href="{facts.url}" class="jeg_readmore">Читати</a></div></div></article>'
            for facts in shown
        )
        pages = "".join(
            f'<span class="page_number active">{page}</span>'
            if page == number
            else f'<a class="page_number" data-id="{page}" href="{self.page_address(site, page)}">{page}</a>'
            for page in range(1, last + 1)
        )
        following = (
            f'<a class="page_nav next" data-id="{number + 1}" href="{self.page_address(site, number + 1)}"><span class="navtext">Далі</span></a>'
            if number < last
            else ""
        )
        return f"""<div class="jeg_viewport"><div class="jeg_content"><div class="jeg_main_content"><div class="jeg_archive_header"><h1 class="jeg_archive_title">Новини</h1></div><div class="jnews_category_content_wrapper"><div class="jeg_postblock_3 jeg_postblock jeg_module_hook"><div class="jeg_posts jeg_load_more_flag">{entries}</div></div><div class="jeg_navigation jeg_pagination jeg_pagenav_1 jeg_aligncenter"><span class="page_info">Сторінка {number} з {last}</span>{pages}{following}</div></div></div>{self.column(shown[0])}</div></div>"""

    def paged(self, number, last):
        return [page for page in range(1, last + 1) if page != number]
