"""The councils' own software, of which only addresses and texts are known.

What stands around the text of the councils' own sites is made up after what their texts show: which blocks there are,
in which order, how their dates are written. Their class names are guesses.
"""

# ruff: noqa: E501 - markup stands in the lines it makes

from datetime import UTC

from tests.helpers.reconstruct.facts import Made, article, attr, in_words, minute, text
from tests.helpers.reconstruct.wordpress import document


class Own:
    """What the templates of this room share."""

    name = ""
    head = ""
    list_path = "/news"
    body_class = ""

    def page_address(self, site, number):
        return f"{site}{self.list_path}" + (f"?page={number}" if number > 1 else "")

    def article(self, facts):
        """Make an article's page."""
        return Made(
            url=facts.url,
            html=document(facts, facts.title, self.head, self.body_class, self.single(facts)),
            expected=self.expected(facts),
            captured=facts.captured,
        )

    def plain(self, facts, raw, published, source="printed", **shown):
        """Give what is read from a page that prints title, text and date alone."""
        bare = {"author": None, "section": None, "tags": (), "previous": None, "next": None}
        return article(facts, raw, source, published, **bare | shown)

    def listing(self, shown, number, last):
        """Make a page of the list of news."""
        site = shown[0].site
        return Made(
            url=self.page_address(site, number),
            html=document(shown[0], "Новини", self.head, self.body_class, self.archive(shown, number, last)),
            expected={
                "links": [facts.url for facts in shown],
                "pager": [self.page_address(site, page) for page in self.paged(number, last)],
            },
        )

    def paged(self, number, last):
        return [page for page in range(1, last + 1) if page != number]


class Laravel(Own):
    """Zaporizhzhia's: ``?page=N`` as Laravel prints it; a featured article stands before the page's heading."""

    name = "laravel"
    head = '<meta name="csrf-token" content="k2FtbBdWr1">\n<link href="/css/app.css?id=1f" rel="stylesheet">\n<script src="/js/app.js?id=2e" defer></script>\n'

    def address(self, site, post):
        return f"{site}/news/{post.number}"

    def date(self, moment):
        return f"{moment:%d.%m.%Y}"

    def expected(self, facts):
        return self.plain(facts, self.date(facts.published), facts.published.date())

    def featured(self, facts):
        other = facts.newest[0]
        return f'<div class="featured-news"><a href="{other.url}"><img src="/storage/news/main.jpg" alt="{attr(other.title)}"></a><div class="date">{self.date(other.published)}</div><h2><a href="{other.url}">{text(other.title)}</a></h2></div>'

    def single(self, facts):
        latest = "".join(
            f'<div class="news-item"><div class="date">{self.date(other.published)}</div><a href="{other.url}">{text(other.title)}</a></div>'
            for other in facts.newest
        )
        return f"""<div id="app"><header class="header"><a href="/" class="logo">{text(facts.council)}</a><div class="header-date">Субота, {in_words(facts.captured)}</div></header>
<main class="py-4"><div class="container">{self.featured(facts)}
<div class="news-detail"><h1>{text(facts.title)}</h1><div class="date">{self.date(facts.published)}</div>
<div class="text">
{facts.content}
</div><a href="/news" class="btn btn-back">Повернутися назад</a></div>
<div class="other-news"><h3>Інші новини</h3>{latest}</div>
<div class="events"><h3>Заходи</h3><div class="event"><div class="date">24.11.2026</div>Засідання комісії</div></div></div></main></div>"""

    def archive(self, shown, number, last):
        site = shown[0].site
        items = "".join(
            f'<div class="news-item"><div class="date">{self.date(facts.published)}</div><a href="{facts.url}" class="news-title">{text(facts.title)}</a><p>{text(facts.paragraphs[0][:120])}...</p></div>'
            for facts in shown
        )
        return f"""<div id="app"><main class="py-4"><div class="container"><h1>Новини</h1><div class="news-list">{items}</div>{self.pages(site, number, last)}</div></main></div>"""

    def pages(self, site, number, last):
        """Print Laravel's pager with Bootstrap's classes."""

        def way(rel, page, sign):
            return f'<li class="page-item"><a class="page-link" href="{site}{self.list_path}?page={page}" rel="{rel}" aria-label="{rel}">{sign}</a></li>'

        numbers = "".join(
            f'<li class="page-item active" aria-current="page"><span class="page-link">{page}</span></li>'
            if page == number
            else f'<li class="page-item"><a class="page-link" href="{site}{self.list_path}?page={page}">{page}</a></li>'
            for page in range(1, last + 1)
        )
        before = (
            way("prev", number - 1, "&lsaquo;")
            if number > 1
            else '<li class="page-item disabled" aria-disabled="true"><span class="page-link">&lsaquo;</span></li>'
        )
        after = way("next", number + 1, "&rsaquo;") if number < last else ""
        return f'<nav><ul class="pagination">{before}{numbers}{after}</ul></nav>'

    def listing(self, shown, number, last):
        made = super().listing(shown, number, last)
        around = ([number - 1] if number > 1 else []) + list(range(1, last + 1))
        site = shown[0].site
        made.expected["pager"] = list(
            dict.fromkeys(f"{site}{self.list_path}?page={page}" for page in around if page != number)
        )
        return made


class LaravelEvents(Laravel):
    """Kirovohrad's: news are events, the hour stands in the date, every picture is called «dsfs»."""

    name = "laravel-events"
    list_path = "/events"

    def address(self, site, post):
        return f"{site}/event/{post.slug}-"

    def date(self, moment):
        return f"{moment:%d.%m.%Y | %H:%M}"

    def expected(self, facts):
        return self.plain(facts, self.date(facts.published), minute(facts.published))

    def featured(self, facts):
        return ""

    def single(self, facts):
        return super().single(facts).replace("<h1>", '<img src="/storage/events/1.jpg" alt="dsfs"><h1>')


class Numbered(Own):
    """Mykolaiv's ``news.php?group=20&news=ID``: the date on a line of its own, a column of dated events, a calendar."""

    name = "numbered"

    def address(self, site, post):
        return f"{site}/news.php?group=20&news={post.number}"

    def page_address(self, site, number):
        return f"{site}/news?group=20" + (f"&page={number}" if number > 1 else "")

    def expected(self, facts):
        body = [*facts.paragraphs, "Пошта для звернень: press@rada.example"]
        return self.plain(facts, f"{facts.published:%d.%m.%Y}", facts.published.date(), body="\n\n".join(body))

    def single(self, facts):
        events = "".join(
            f'<div class="event"><div class="event-date">{other.published:%d.%m.%Y}</div><a href="{attr(other.url)}">{text(other.title)}</a></div>'
            for other in facts.newest
        )
        key = 0x5A
        hidden = f"{key:02x}" + "".join(f"{ord(letter) ^ key:02x}" for letter in "press@rada.example")
        return f"""<div class="banner">Сайт відновлює свою роботу після кібератаки</div><div class="header"><a href="/index.php">{text(facts.council)}</a><span class="today">{in_words(facts.captured)}</span></div>
<div class="wrap"><div class="left-column"><div class="news-page"><h1 class="news-title">{text(facts.title)}</h1><div class="news-date">{facts.published:%d.%m.%Y}</div>
<div class="news-text">
{facts.content}
<p>Пошта для звернень: <a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{hidden}">[email&#160;protected]</a></p>
</div><div class="views">Переглядів: 109</div><a href="/news?group=20" class="back">Повернутися назад</a></div></div>
<div class="right-column"><h3>Події</h3>{events}<div class="calendar"><div class="calendar-head">«« Листопад 2026 »»</div></div></div></div>"""

    def archive(self, shown, number, last):
        items = "".join(
            f'<div class="news-item"><a href="{attr(facts.url.removeprefix(facts.site))}" class="news-item-title">{text(facts.title)}</a><div class="news-date">{facts.published:%d.%m.%Y}</div></div>'
            for facts in shown
        )
        pages = "".join(
            f'<a class="page{" active" if page == number else ""}" data-page="{page}">{page}</a>'
            for page in range(1, last + 1)
        )
        return f"""<div class="wrap"><div class="left-column"><h1>Новини</h1><div class="news-list">{items}</div><div class="pages">{pages}</div></div><div class="right-column"><div class="event"><div class="event-date">24.11.2026</div></div></div></div>"""

    def listing(self, shown, number, last):
        made = super().listing(shown, number, last)
        site = shown[0].site
        made.expected["pager"] = [f"{site}/news?group=20&page={page}" for page in range(1, last + 1) if page != number]
        return made


class UnixTime(Own):
    """Rivne's: the slug is cut and ends in the second of publication; the page prints the day."""

    name = "unixtime"
    list_path = "/novyny"

    def address(self, site, post):
        return f"{site}/novyny/{post.slug[:50]}-{int(post.published.timestamp())}"

    def expected(self, facts):
        return self.plain(facts, str(int(facts.published.timestamp())), facts.published, "url")

    def single(self, facts):
        latest = "".join(
            f'<li><span class="date">{other.published:%d-%m-%Y}</span> <a href="{other.url}">{text(other.title)}</a></li>'
            for other in facts.newest
        )
        return f"""<header><a href="/">{text(facts.council)}</a><time class="clock">{facts.captured.astimezone(UTC):%H:%M} {in_words(facts.captured)}</time></header>
<main><section class="article"><h1>{text(facts.title)}</h1><span class="article-date">{facts.published:%d-%m-%Y}</span>
<div class="article-text">
{facts.content}
</div></section><section class="latest"><h2>Останні новини</h2><ul>{latest}</ul></section></main>"""

    def archive(self, shown, number, last):
        items = "".join(
            f'<div class="news-card"><span class="date">{facts.published:%d-%m-%Y}</span><h3><a href="{facts.url}">{text(facts.title)}</a></h3></div>'
            for facts in shown
        )
        pages = "".join(
            f"<span>{page}</span>"
            if page == number
            else f'<a href="{self.page_address(shown[0].site, page)}">{page}</a>'
            for page in range(1, last + 1)
        )
        return (
            f"""<main><h1>Новини</h1><div class="news-list">{items}</div><div class="pagination">{pages}</div></main>"""
        )

    def page_address(self, site, number):
        return f"{site}/novyny?page={number}" if number > 1 else f"{site}/novyny"

    def listing(self, shown, number, last):
        return super().listing(shown, number, last)


class Flat(Own):
    """Vinnytsia's flat ``.htm``: every article's page begins with the newest articles' teasers, and prints no date."""

    name = "flat"
    list_path = "/novini.htm"

    def address(self, site, post):
        return f"{site}/{post.slug}.htm"

    def expected(self, facts):
        return self.plain(facts, None, None, None)

    def single(self, facts):
        teasers = "".join(
            f'<div class="news-top"><a href="/{other.url.rsplit("/", 1)[1]}"><img src="/files/small.jpg" alt="Фото без опису"></a><h2><a href="/{other.url.rsplit("/", 1)[1]}">{text(other.title)}</a></h2><p>{text(other.title)} ....</p></div>'
            for other in facts.newest[:3]
        )
        return f"""<div id="wrapper"><div id="news-top-block">{teasers}</div><div id="menu"><a href="/index.htm">Головна</a></div>
<div id="content"><h1>{text(facts.title)}</h1>
<div class="page-text">
{facts.content}
</div></div><div id="footer">{text(facts.council)}</div></div>"""

    def archive(self, shown, number, last):
        items = "".join(
            f'<div class="news-item"><img src="/files/small.jpg" alt="Фото без опису"><h2><a href="/{facts.url.rsplit("/", 1)[1]}">{text(facts.title)}</a></h2><p>{text(facts.paragraphs[0][:90])} ....</p></div>'
            for facts in shown
        )
        pages = "".join(
            f"<b>{page}</b>" if page == number else f'<a href="{self.list_path}?page={page}">{page}</a>'
            for page in range(1, last + 1)
        )
        return f"""<div id="wrapper"><div id="content"><h1>Новини</h1><div class="news-list">{items}</div><div class="pages">{pages}</div></div></div>"""

    def listing(self, shown, number, last):
        made = super().listing(shown, number, last)
        site = shown[0].site
        made.expected["pager"] = [
            f"{site}{self.list_path}?page={page}" for page in range(1, last + 1) if page != number
        ]
        return made
