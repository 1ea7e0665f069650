"""Drupal 7 and its successors: no links between articles unless a module prints them, and pagers that say prev."""

# ruff: noqa: E501 - markup stands in the lines it makes

from tests.helpers.reconstruct.facts import Made, article, attr, beside, link, minute, text


class Drupal:
    """Drupal 8 to 10 with Bartik's or Olivero's classes, and a view of latest news with a pager of its own."""

    name = "drupal"
    generator = "Drupal 10 (https://www.drupal.org)"
    list_path = "/news"

    def address(self, site, post):
        return f"{site}/news/{post.slug}"

    def page_address(self, site, number):
        return f"{site}{self.list_path}" + (f"?page=0%2C{number - 1}" if number > 1 else "")

    def article(self, facts):
        """Make an article's page."""
        return Made(
            url=facts.url,
            html=self.document(
                facts,
                facts.title,
                self.head(facts),
                "path-node page-node-type-article has-one-sidebar",
                self.single(facts),
            ),
            expected=self.expected(facts),
            captured=facts.captured,
        )

    def expected(self, facts):
        return article(
            facts,
            facts.published.isoformat(),
            "time",
            facts.published,
            previous=None,
            next=None,
            section=facts.section,
            aliases=(f"{facts.site}/node/{facts.number}",),
            **beside(facts),
        )

    def head(self, facts):
        return f"""<meta name="Generator" content="{self.generator}" />
<link rel="canonical" href="{facts.url}" />
<link rel="shortlink" href="{facts.site}/node/{facts.number}" />
"""

    def document(self, facts, title, head, body_class, content):
        return f"""<!DOCTYPE html>
<html lang="uk" dir="ltr" prefix="schema: http://schema.org/">
<head>
<meta charset="utf-8" />
{head}<title>{text(facts.window(title))}{text(facts.council)}</title>
<link rel="stylesheet" media="all" href="/core/assets/vendor/normalize-css/normalize.css?s1" />
</head>
<body class="{body_class}">
{content}
<script type="application/json" data-drupal-selector="drupal-settings-json">{{"path":{{"baseUrl":"\\/","currentPath":"node\\/{facts.number}"}}}}</script>
</body>
</html>
"""

    def date(self, moment):
        return f"{('Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Нд')[moment.weekday()]}, {moment:%d/%m/%Y - %H:%M}"

    def field(self, facts):
        """Name the field of the text: a site's builder may have made one of their own."""
        return "field-tekst" if facts.newer is None else "body"

    def teaser(self, other):
        return f"""<div class="views-row"><article about="{other.url}" class="node node--type-article node--promoted node--view-mode-teaser clearfix"><header><h2 class="node__title"><a href="{other.url}" rel="bookmark"><span class="field field--name-title field--type-string field--label-hidden">{text(other.title)}</span></a></h2><div class="node__meta"><span>Опубліковано <span class="field field--name-created field--type-created field--label-hidden"><time datetime="{other.published.isoformat()}" class="datetime">{self.date(other.published)}</time></span></span></div></header></article></div>"""

    def row(self, facts):
        """Print an entry of a view of fields."""
        return f'<div class="views-row"><div class="views-field views-field-created"><span class="field-content">{self.date(facts.published)}</span></div><div class="views-field views-field-title"><span class="field-content"><a href="{facts.url.removeprefix(facts.site)}" hreflang="uk">{text(facts.title)}</a></span></div></div>'

    def block(self, facts):
        """Print a view of the latest news, whose pager names pages of itself as previous and next."""
        return f"""<div class="views-element-container block block-views"><h2>Останні новини</h2><div class="view view-latest-news"><div class="view-content">{"".join(map(self.teaser, facts.newest))}</div>
<nav class="pager" role="navigation" aria-label="Нумерація"><ul class="pager__items js-pager__items"><li class="pager__item pager__item--previous"><a href="?page=0%2C0" title="Перейти на попередню сторінку" rel="prev"><span class="visually-hidden">Попередня сторінка</span><span aria-hidden="true">&lsaquo;&lsaquo;</span></a></li><li class="pager__item pager__item--next"><a href="?page=0%2C2" title="Перейти на наступну сторінку" rel="next"><span class="visually-hidden">Наступна сторінка</span><span aria-hidden="true">&rsaquo;&rsaquo;</span></a></li></ul></nav></div></div>"""

    def frame(self, facts, main):
        return f"""<div class="dialog-off-canvas-main-canvas" data-off-canvas-main-canvas><div id="page-wrapper"><header id="header" class="header"><div class="site-branding__name"><a href="/" rel="home">{text(facts.council)}</a></div><div class="today"><time datetime="{facts.captured.isoformat()}">{facts.captured:%d.%m.%Y}</time></div></header>
<div id="main-wrapper"><main id="content" class="column main-content" role="main"><section class="section">{main}</section></main>
<div id="sidebar-second" class="column sidebar"><aside class="section" role="complementary">{self.block(facts)}</aside></div></div></div></div>"""

    def single(self, facts):
        tags = "".join(
            f'<div class="field__item"><a href="/tags/{n}" property="schema:about" hreflang="uk">{text(tag)}</a></div>'
            for n, tag in enumerate(facts.tags)
        )
        return self.frame(
            facts,
            f"""<div class="block block-core block-page-title-block"><h1 class="title page-title"><span property="schema:name" class="field field--name-title field--type-string field--label-hidden">{text(facts.title)}</span></h1></div>
<div class="block block-system block-system-main-block"><div class="content">
<article data-history-node-id="{facts.number}" role="article" about="{facts.url.removeprefix(facts.site)}" typeof="schema:Article" class="node node--type-article node--promoted node--view-mode-full clearfix">
<header><span property="schema:name" content="{attr(facts.title)}" class="rdf-meta hidden"></span>
<div class="node__meta"><article typeof="schema:Person" about="/user/1" class="profile"></article><span>Опубліковано <span class="field field--name-uid field--type-entity-reference field--label-hidden"><span lang="" about="/user/1" typeof="schema:Person" property="schema:name" datatype="" class="username">{text(facts.author)}</span></span> - <span class="field field--name-created field--type-created field--label-hidden"><time datetime="{facts.published.isoformat()}" title="{self.date(facts.published)}" class="datetime">{self.date(facts.published)}</time></span></span></div></header>
<div class="node__content clearfix">
<div property="schema:text" class="clearfix text-formatted field field--name-{self.field(facts)} field--type-text-with-summary field--label-hidden field__item">
{facts.bare_content}
</div>
<div class="field field--name-field-rubryka field--type-entity-reference field--label-inline clearfix"><div class="field__label">Рубрика</div><div class="field__item"><a href="/taxonomy/term/3" hreflang="uk">{text(facts.section)}</a></div></div>
<div class="field field--name-field-tags field--type-entity-reference field--label-above clearfix"><h3 class="field__label">Теги</h3><div class="links field__items">{tags}</div></div>
{self.files(facts)}<div class="node__links"><ul class="links inline"><li class="statistics-counter">109 переглядів</li><li class="comment-forbidden">Увійдіть або зареєструйтесь, щоб додавати коментарі</li></ul></div>
</div></article></div></div>""",
        )

    def files(self, facts):
        """Print a field of files."""
        items = "".join(
            f'<div class="field__item"><span class="file file--mime-application-pdf file--application-pdf"><a href="{url}" type="application/pdf; length=120345">{text(title)}</a></span></div>'
            for url, title in facts.files
        )
        return f'<div class="field field--name-field-file field--type-file field--label-above"><div class="field__label">Файл</div><div class="field__items">{items}</div></div>'

    def listing(self, shown, number, last):
        """Make a page of the list of news: the second of two pagers on its page, so that its parameter has two parts."""
        site = shown[0].site
        rows = "".join(map(self.teaser if number == 1 else self.row, shown))
        pages = "".join(
            f'<li class="pager__item is-active"><a href="?page=0%2C{page - 1}" title="Поточна сторінка" aria-current="page"><span class="visually-hidden">Поточна сторінка</span>{page}</a></li>'
            if page == number
            else f'<li class="pager__item"><a href="?page=0%2C{page - 1}" title="Перейти на сторінку {page}"><span class="visually-hidden">Сторінка</span>{page}</a></li>'
            for page in range(1, last + 1)
        )
        following = (
            f'<li class="pager__item pager__item--next"><a href="?page=0%2C{number}" rel="next"><span class="visually-hidden">Наступна сторінка</span></a></li>'
            if number < last
            else ""
        )
        previous = (
            f'<li class="pager__item pager__item--previous"><a href="?page=0%2C{number - 2}" rel="prev"><span class="visually-hidden">Попередня сторінка</span></a></li>'
            if number > 1
            else ""
        )
        main = f"""<h1 class="title page-title">Новини</h1><div class="views-element-container"><div class="view view-news"><div class="view-content">{rows}</div>
<nav class="pager" role="navigation"><ul class="pager__items js-pager__items">{previous}{pages}{following}</ul></nav></div></div>"""
        page = f"""<div id="page-wrapper"><main id="content" class="column main-content"><section class="section">{main}</section></main></div>"""
        return Made(
            url=self.page_address(site, number),
            html=self.document(
                shown[0], "Новини", f'<meta name="Generator" content="{self.generator}" />\n', "path-news", page
            ),
            expected={
                "links": [facts.url for facts in shown],
                "pager": [f"{site}{self.list_path}?page=0%2C{page - 1}" for page in self.paged(number, last)],
            },
        )

    def paged(self, number, last):
        around = [number - 1, *range(1, last + 1)] if number > 1 else list(range(1, last + 1))
        return list(dict.fromkeys(page for page in around if page != number))


class Drupal7(Drupal):
    """Drupal 7 with Bartik: the date is an attribute of the words «published by», and flippy links articles."""

    name = "drupal7"
    generator = "Drupal 7 (http://drupal.org)"

    def page_address(self, site, number):
        return f"{site}{self.list_path}" + (f"?page={number - 1}" if number > 1 else "")

    def article(self, facts):
        marks = f"html not-front not-logged-in one-sidebar sidebar-second page-node page-node- page-node-{facts.number} node-type-article i18n-uk"
        return Made(
            url=facts.url,
            html=self.document(facts, facts.title, self.head(facts), marks, self.single(facts)),
            expected=article(
                facts,
                facts.published.isoformat(),
                "time",
                facts.published,
                previous=link(facts.older, None),
                next=link(facts.newer, None),
                section=facts.section,
                aliases=(f"{facts.site}/node/{facts.number}",),
                **beside(facts),
            ),
            captured=facts.captured,
        )

    def frame(self, facts, main):
        latest = "".join(
            f'<div class="views-row"><div class="views-field views-field-title"><span class="field-content"><a href="{other.url}">{text(other.title)}</a></span></div><div class="views-field views-field-created"><span class="field-content">{self.date(other.published)}</span></div></div>'
            for other in facts.newest
        )
        return f"""<div id="page-wrapper"><div id="page"><div id="header"><div id="name-and-slogan"><strong><a href="/">{text(facts.council)}</a></strong></div></div>
<div id="main-wrapper"><div id="main" class="clearfix"><div id="content" class="column"><div class="section">{main}</div></div>
<div id="sidebar-second" class="column sidebar"><div class="section"><div class="block block-views"><h2>Останні новини</h2><div class="view view-latest"><div class="view-content">{latest}</div><div class="item-list"><ul class="pager"><li class="pager-previous first"><a title="Перейти на попередню сторінку" href="/news?page=0">&lsaquo; назад</a></li><li class="pager-next last"><a title="Перейти на наступну сторінку" href="/news?page=2">далі &rsaquo;</a></li></ul></div></div></div></div></div></div></div></div></div>"""

    def single(self, facts):
        tags = "".join(
            f'<li class="taxonomy-term-reference-{n}" rel="dc:subject"><a href="/taxonomy/term/{n}" typeof="skos:Concept" property="rdfs:label skos:prefLabel" datatype="">{text(tag)}</a></li>'
            for n, tag in enumerate(facts.tags)
        )
        block = (
            f'<div class="field field-name-field-tags field-type-taxonomy-term-reference field-label-above clearfix"><h3 class="field-label">Мітки: </h3><ul class="links">{tags}</ul></div>'
            if facts.tags
            else ""
        )
        flippy = "".join(
            f'<li class="{side}"><a href="{other.url.removeprefix(facts.site)}">{label}</a></li>'
            if other
            else f'<li class="{side}"><span class="empty">{label}</span></li>'
            for side, label, other in (
                ("prev", "&lsaquo; Попередня", facts.older),
                ("next", "Наступна &rsaquo;", facts.newer),
            )
        )
        return self.frame(
            facts,
            f"""<a id="main-content"></a><h1 class="title" id="page-title">{text(facts.title)}</h1>
<div class="region region-content"><div id="block-system-main" class="block block-system"><div class="content">
<div id="node-{facts.number}" class="node node-article node-promoted clearfix" about="{facts.url.removeprefix(facts.site)}" typeof="sioc:Item foaf:Document"><span property="dc:title" content="{attr(facts.title)}" class="rdf-meta element-hidden"></span>
<div class="meta submitted"><span property="dc:date dc:created" content="{facts.published.isoformat()}" datatype="xsd:dateTime" rel="sioc:has_creator">Опубліковано <span class="username" xml:lang="" about="/users/press" typeof="sioc:UserAccount" property="foaf:name" datatype="">{text(facts.author)}</span> - {self.date(facts.published)}</span></div>
<div class="content clearfix"><div class="field field-name-{self.field(facts)} field-type-text-with-summary field-label-hidden"><div class="field-items"><div class="field-item even" property="content:encoded">
{facts.bare_content}
</div></div></div><div class="field field-name-field-rubryka field-type-taxonomy-term-reference field-label-inline clearfix"><h3 class="field-label">Рубрика: </h3><ul class="links inline"><li class="taxonomy-term-reference-0"><a href="/taxonomy/term/3" typeof="skos:Concept" property="rdfs:label skos:prefLabel" datatype="">{text(facts.section)}</a></li></ul></div>{block}{self.files(facts)}</div>
<ul class="flippy">{flippy}</ul>
<div class="link-wrapper"><ul class="links inline"><li class="statistics_counter first last"><span>109 переглядів</span></li></ul></div></div></div></div></div>""",
        )

    def files(self, facts):
        items = "".join(
            f'<div class="field-item even"><span class="file"><img class="file-icon" alt="PDF icon" title="application/pdf" src="/modules/file/icons/application-pdf.png" /> <a href="{url}" type="application/pdf; length=120345">{text(title)}</a></span></div>'
            for url, title in facts.files
        )
        return f'<div class="field field-name-field-file field-type-file field-label-above"><div class="field-label">Файл:&nbsp;</div><div class="field-items">{items}</div></div>'

    def listing(self, shown, number, last):
        site = shown[0].site
        rows = "".join(
            f'<div id="node-{facts.number}" class="node node-article node-promoted node-teaser clearfix" about="{facts.url.removeprefix(site)}"><h2><a href="{facts.url.removeprefix(site)}">{text(facts.title)}</a></h2><div class="meta submitted"><span property="dc:date dc:created" content="{facts.published.isoformat()}">Опубліковано {text(facts.author)} - {self.date(minute(facts.published))}</span></div><div class="content clearfix"><p>{text(facts.paragraphs[0])}</p></div><div class="link-wrapper"><ul class="links inline"><li class="node-readmore first"><a href="{facts.url.removeprefix(site)}" rel="tag" title="{attr(facts.title)}">Докладніше</a></li></ul></div></div>'
            for facts in shown
        )
        pages = "".join(
            f'<li class="pager-current">{page}</li>'
            if page == number
            else f'<li class="pager-item"><a title="Перейти на сторінку {page}" href="/news?page={page - 1}">{page}</a></li>'
            for page in range(1, last + 1)
        )
        page = self.frame(
            shown[0],
            f"""<h1 class="title" id="page-title">Новини</h1>{rows}<div class="item-list"><ul class="pager">{pages}</ul></div>""",
        )
        return Made(
            url=self.page_address(site, number),
            html=self.document(
                shown[0],
                "Новини",
                f'<meta name="Generator" content="{self.generator}" />\n',
                "html not-front not-logged-in page-news",
                page,
            ),
            expected={
                "links": [facts.url for facts in shown],
                "pager": [f"{site}/news?page={page - 1}" for page in range(1, last + 1) if page != number],
            },
        )


class Backdrop(Drupal7):
    """Backdrop with Basis: every page is called ``page``, a node says how it is shown, and its day is only printed."""

    name = "backdrop"
    generator = "Backdrop CMS 1 (https://backdropcms.org)"

    def article(self, facts):
        return Made(
            url=facts.url,
            html=self.document(
                facts,
                facts.title,
                self.head(facts),
                f"page node-type-post page-node-{facts.number}",
                self.single(facts),
            ),
            expected=article(
                facts,
                self.submitted(facts),
                "printed",
                minute(facts.published),
                previous=None,
                next=None,
                section=None,
                aliases=(f"{facts.site}/node/{facts.number}",),
                **beside(facts) | {"author": None},
            ),
            captured=facts.captured,
        )

    def submitted(self, facts):
        day = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[facts.published.weekday()]
        hour = facts.published.hour % 12 or 12
        half = "am" if facts.published.hour < 12 else "pm"
        return f"{day}, {facts.published:%d/%m/%Y} - {hour}:{facts.published:%M}{half} by admin"

    def frame(self, facts, main):
        return f"""<div class="layout--moscone-flipped layout"><header class="l-header" role="banner"><div class="header-site-name-wrapper"><a href="/" class="header-site-name-link" rel="home"><strong>{text(facts.council)}</strong></a></div><ul class="menu-dropdown menu"><li class="first leaf"><a href="/">Головна</a></li><li class="last leaf"><a href="/about">Про раду</a></li></ul></header>
<div class="l-wrapper"><div class="l-wrapper-inner container container-fluid">{main}</div></div>
<footer class="l-footer"><span>Powered by <a href="https://backdropcms.org">Backdrop CMS</a></span></footer></div>"""

    def node(self, facts, mode, title, content):
        return f"""<article id="node-{facts.number}" class="node node-post promoted view-mode-{mode} clearfix">{title}<footer><p class="submitted">{text(self.submitted(facts))}</p></footer>
<div class="content clearfix">{content}</div></article>"""

    def body(self, content):
        return f'<div class="field field-name-body field-type-text-with-summary field-label-hidden"><div class="field-items"><div class="field-item even">{content}</div></div></div>'

    def single(self, facts):
        tags = "".join(
            f'<div class="field-item"><a href="/tags/{n}">{text(tag)}</a></div>' for n, tag in enumerate(facts.tags)
        )
        field = f'<div class="field field-name-field-tags field-type-taxonomy-term-reference field-label-hidden"><div class="field-items">{tags}</div></div>'
        content = self.body(facts.bare_content) + (field if facts.tags else "") + self.files(facts)
        return self.frame(
            facts,
            f"""<div class="l-top"><nav class="breadcrumb"><ol><li><a href="/">Головна</a></li></ol></nav><h1 class="page-title">{text(facts.title)}</h1></div>
<div class="l-middle row"><main class="l-content col-md-9" role="main">{self.node(facts, "full", "", content)}</main></div>""",
        )

    def listing(self, shown, number, last):
        site = shown[0].site
        rows = ""
        for facts in shown:
            url = facts.url.removeprefix(site)
            title = f'<h2><a href="{url}" rel="bookmark">{text(facts.title)}</a></h2>'
            more = f'<ul class="links inline"><li class="node-readmore odd first last"><a href="{url}" rel="tag" title="{attr(facts.title)}">Read more</a></li></ul>'
            rows += self.node(facts, "teaser", title, self.body(f"<p>{text(facts.paragraphs[0])}</p>") + more)
        pages = "".join(
            f'<li class="pager-current odd">{page}</li>'
            if page == number
            else f'<li class="pager-item"><a title="Go to page {page}" href="/news{f"?page={page - 1}" if page > 1 else ""}">{page}</a></li>'
            for page in range(1, last + 1)
        )
        return Made(
            url=self.page_address(site, number),
            html=self.document(
                shown[0],
                "Новини",
                f'<meta name="Generator" content="{self.generator}" />\n',
                "page",
                self.frame(shown[0], f"""{rows}<div class="item-list"><ul class="pager">{pages}</ul></div>"""),
            ),
            expected={
                "links": [facts.url for facts in shown],
                "pager": [self.page_address(site, page) for page in range(1, last + 1) if page != number],
            },
        )
