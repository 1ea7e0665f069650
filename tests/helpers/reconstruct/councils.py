"""The councils' saved pages: the templates of the software that each site has, under addresses of its own form.

Which theme a WordPress has, which version a Joomla, and what stands around the text of the councils' own software
nobody has seen: the choice is made so that many are tried on some council.

``python -m tests.helpers.reconstruct.councils`` writes tests/sites and the example's page anew; the pages of
Khmelnytskyi, made by hand, it leaves alone.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from newsarchive.demo.news import slug_of
from tests.helpers.reconstruct import TEMPLATES, sample, save

TESTS = Path(__file__).parents[2]
APOSTROPHE = re.compile(r"(?<=\w)['’ʼ´`‘](?=\w)")


@dataclass(frozen=True, kw_only=True)
class Council:
    """One saved page of one council."""

    spider: str
    council: str
    site: str
    template: str
    address: Any = None
    """``address(site, post)`` where the site's form is another than the template's."""
    changes: Any = None
    """``changes(facts)``: what this site has otherwise."""
    print: Any = None
    """``print(made, facts)``: what this site prints otherwise."""
    sites: Path = TESTS / "sites"

    @property
    def every(self):
        """The site's articles, oldest first."""
        address = self.address or TEMPLATES[self.template].address
        return sample(f"council/{self.spider}/{self.template}", address, site=self.site, council=self.council)

    def listing(self):
        """Make the first page of the list of news."""
        return TEMPLATES[self.template].listing(list(reversed(self.every))[:5], 1, 4)

    def make(self):
        """Give the name of the page's folder, and the page: an article with debris and an apostrophe."""
        template, every = TEMPLATES[self.template], self.every
        facts = next(facts for facts in every[1:-1:2] if APOSTROPHE.search("\n".join(facts.paragraphs)))
        facts = self.changes(facts) if self.changes else facts
        made = template.article(facts)
        made = self.print(made, facts) if self.print else made
        assert facts.captured > facts.published
        word = re.search(r"[a-z]{4,}", slug_of(facts.title, set()))[0]
        return f"{facts.published:%Y-%m-%d}-{word}", made

    def folder(self, name):
        return self.sites / self.spider / name


def _form(form):
    """Give addresses by a form with ``{slug}`` and ``{number}``."""
    return lambda site, post: site + form.format(slug=post.slug, number=post.number)


def _cyrillic(site, post):
    """Give WordPress's address in Cyrillic letters, cut after some 200 bytes of escapes."""
    words = re.sub(r"\W+", "-", post.title.lower()).strip("-")
    while len(quote(words)) > 200:
        words = words[:-1]
    return f"{site}/news/{quote(words)}/"


def _with_yi(site, post):
    """Give an address whose romanization leaves ї as it is."""
    return (
        f"{site}/novyny-ta-publikacii/{slug_of(post.title.lower().replace('ї', 'qq'), set()).replace('qq', '%D1%97')}"
    )


def _small_escapes(made, facts):
    """Print escapes in small letters, as WordPress does."""
    printed = re.sub(r"(?:%[0-9A-F]{2})+", lambda found: found[0].lower(), made.html)
    return replace(made, html=printed)


def _alone(facts):
    """Name no neighbours."""
    return replace(facts, older=None, newer=None)


def _back(made, facts):
    """Print no navigation but the way back to the list."""
    back = f'<a href="{facts.site}/blog/category/news" class="back">Повернутися назад</a>'
    return replace(made, html=re.sub(r'(?s)<nav class="navigation post-navigation".*?</nav>', back, made.html))


def _others(made, facts):
    """Print the titles of other news behind the text, in the place of its neighbours."""
    others = "".join(f'<li><a href="{other.url}">{other.title}</a></li>' for other in facts.newest[:3])
    block = f'<div class="other-news"><h3>Інші новини</h3><ul>{others}</ul></div>'
    return replace(made, html=re.sub(r'(?s)<nav class="navigation post-navigation".*?</nav>', block, made.html))


def _contact(made, facts):
    """Print how to reach the editors at the end of the text."""
    contact = '<div class="contact-us">Пишіть нам: пошта, телефон, приймальня.</div>'
    return replace(made, html=made.html.replace(facts.content, f"{facts.content}\n{contact}"))


COUNCILS = (
    Council(
        spider="cherkasy", council="Черкаська обласна рада", site="https://oblradack.gov.ua", template="generatepress"
    ),
    Council(spider="chernihiv", council="Чернігівська обласна рада", site="https://chor.gov.ua", template="k2"),
    Council(
        spider="chernivtsi",
        council="Чернівецька обласна рада",
        site="https://bukrada.gov.ua",
        template="wordpress",
        address=_with_yi,
        changes=_alone,
        print=_others,
    ),
    Council(
        spider="dnipropetrovsk",
        council="Дніпропетровська обласна рада",
        site="https://oblrada.dp.gov.ua",
        template="wordpress",
        address=_cyrillic,
        print=_small_escapes,
    ),
    Council(
        spider="ivano_frankivsk",
        council="Івано-Франківська обласна рада",
        site="https://orada.if.ua",
        template="elementor",
        address=_form("/news/{slug}"),
    ),
    Council(
        spider="kharkiv", council="Харківська обласна рада", site="https://oblrada-kharkiv.gov.ua", template="wordpress"
    ),
    Council(spider="kherson", council="Херсонська обласна рада", site="http://khor.gov.ua", template="oceanwp"),
    Council(
        spider="kirovohrad",
        council="Кіровоградська обласна рада",
        site="https://oblrada.kr.ua",
        template="laravel-events",
    ),
    Council(
        spider="krym",
        council="Представництво Президента України в АРК",
        site="https://ppu.gov.ua",
        template="divi",
        address=_form("/press-center/{slug}/"),
    ),
    Council(
        spider="kyiv_city",
        council="Київська міська рада",
        site="https://kmr.gov.ua",
        template="drupal",
        address=_form("/uk/content/{slug}"),
    ),
    Council(spider="kyiv_oblast", council="Київська обласна рада", site="https://kor.gov.ua", template="october"),
    Council(spider="lviv", council="Львівська обласна рада", site="https://lvivoblrada.gov.ua", template="wordpress"),
    Council(
        spider="mykolaiv",
        council="Миколаївська обласна рада",
        site="https://www.mk-oblrada.gov.ua",
        template="numbered",
    ),
    Council(
        spider="odesa",
        council="Одеська обласна рада",
        site="https://oblrada.od.gov.ua",
        template="wordpress",
        address=_form("/blog/{slug}"),
        changes=_alone,
        print=_back,
    ),
    Council(
        spider="poltava",
        council="Полтавська обласна рада",
        site="https://oblrada-pl.gov.ua",
        template="drupal",
        address=_form("/news/{slug}-33"),
    ),
    Council(spider="poltava", council="Полтавська обласна рада", site="https://oblrada-pl.gov.ua", template="joomla15"),
    Council(spider="rivne", council="Рівненська обласна рада", site="https://ror.gov.ua", template="unixtime"),
    Council(spider="sumy", council="Сумська обласна рада", site="https://sorada.gov.ua", template="dle"),
    Council(spider="ternopil", council="Тернопільська обласна рада", site="https://te-rada.org", template="astra"),
    Council(spider="vinnytsia", council="Вінницька обласна рада", site="https://vinrada.gov.ua", template="flat"),
    Council(
        spider="volyn", council="Волинська обласна рада", site="https://new.volynrada.gov.ua", template="wordpress"
    ),
    Council(
        spider="zakarpattia",
        council="Закарпатська обласна рада",
        site="https://zakarpat-rada.gov.ua",
        template="block-theme",
        address=_form("/{slug}"),
    ),
    Council(
        spider="zaporizhzhia", council="Запорізька обласна рада", site="https://www.zor.gov.ua", template="laravel"
    ),
    Council(
        spider="zhytomyr",
        council="Житомирська обласна рада",
        site="https://zt.gov.ua",
        template="joomla3",
        address=_form("/pres-sluzhba/novyny/{number}-{slug}.html"),
    ),
    Council(
        spider="lviv_local",
        council="Прикладська міська рада",
        site="https://lviv-local.example",
        template="wordpress",
        print=_contact,
        sites=TESTS / "examples/lviv_local/tests/sites",
    ),
)


def write():
    """Write every page anew, and what must be read from it."""
    for council in COUNCILS:
        name, made = council.make()
        save(made, council.folder(name))


if __name__ == "__main__":
    write()
