"""The pages of a hostile site: good articles in tagDiv's markup, the list that names them, and what bad ones share."""

from __future__ import annotations

import html
import random
from dataclasses import dataclass

from tests.helpers.pages import page

_SENTENCES = (
    "Депутати розглянули питання про обласний бюджет і підтримали зміни до нього",
    "Голова ради подякував громадам за підготовку закладів освіти до опалювального сезону",
    "Комісія заслухала звіт про стан доріг місцевого значення",
    "Обласна лікарня отримає нове обладнання для реанімаційного відділення",
    "Учасники наради обговорили допомогу внутрішньо переміщеним особам",
    "Громадам передадуть шкільні автобуси, закуплені спільно з державою",
    "Рішення оприлюднено, і кожен мешканець може з ним ознайомитися",
    "Захід відбувся за участю представників районних рад і міжнародних партнерів",
    "Йшлося про відновлення мостів, укриттів та під'їзних шляхів",
    "Бібліотеки краю поповнилися книжками українських видавництв",
    "Проєкт впроваджується за фінансової підтримки уряду Швеції",
    "Наступне засідання призначено на четвер, його транслюватимуть наживо",
    "Волонтери передали військовим генератори, медикаменти й теплий одяг",
    "Заступник голови розповів про чергу на реєстрацію земельних ділянок",
)


@dataclass(frozen=True, slots=True)
class Story:
    """What a reader sees of an article."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def body(self):
        """The text as the archive holds it."""
        return "\n\n".join(self.paragraphs)

    @property
    def content(self):
        """The text as the page's source holds it."""
        return "".join(f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in self.paragraphs)


def story(key, *, paragraphs=3):
    """Give a story of its own for each key, always the same."""
    chosen = random.Random(f"story of {key}")
    made = tuple(
        f"{'. '.join(chosen.sample(_SENTENCES, 3))}. Звернення № {chosen.randrange(10**6)}." for _ in range(paragraphs)
    )
    return Story(f"{chosen.choice(_SENTENCES)}: {chosen.randrange(10**4)}", made)


def article(told, **marks):
    """Give the page of an article; ``marks`` are those of ``tests.helpers.pages.page``."""
    told = story(told) if isinstance(told, str) else told
    return page(**{"title": told.title, "content": told.content, "published": "2023-05-16T14:05:00+03:00"} | marks)


def front(links, *, body_class="home blog", head="", canonical="{site}/"):
    """Give the page of a list: a teaser for each address."""
    own = f'<link rel="canonical" href="{canonical}" />' if canonical else ""
    teasers = "".join(
        '<div class="td_module_10 td_module_wrap"><h3 class="entry-title td-module-title">'
        f'<a href="{html.escape(link)}" rel="bookmark">Новина</a></h3></div>\n'
        for link in links
    )
    return (
        f'<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Обласна рада</title>{own}{head}</head>'
        f'<body class="{body_class}"><div class="td-main-content">{teasers}</div></body></html>'
    )


def category(links):
    """Give the page of a list that is not the site's home page."""
    return front(links, body_class="archive category", canonical=None)


def plain(title, *paragraphs, body_class="", head=""):
    """Give a page that bears no mark of an article or of a list."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f'<body class="{body_class}"><h1>{title}</h1>{body}</body></html>'
    )


def good(number, count):
    """Give one of a site's good articles, with its neighbours."""
    beside = {"previous": number - 1, "next": number + 1}
    sides = {side: f"{{site}}/good-{n}/" for side, n in beside.items() if 1 <= n <= count}
    return article(f"good-{number}", **sides)


def sitemap(*addresses, root="urlset", entry="url"):
    """Give a sitemap, or with ``sitemapindex`` and ``sitemap`` an index of them."""
    entries = "".join(f"<{entry}><loc>{html.escape(address)}</loc></{entry}>" for address in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</{root}>'
    )


def feed(*addresses, more=""):
    """Give an RSS feed."""
    items = "".join(f"<item><title>Новина</title><link>{html.escape(url)}</link></item>" for url in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{items}{more}</channel></rss>'
