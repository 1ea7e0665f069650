"""The day that a list shows beside an article is told, wherever it stands; no other is."""

from __future__ import annotations

from datetime import date

import pytest

from newsarchive.normalize import entries
from newsarchive.pages import AutoArticle, GenericArticle
from tests.helpers.build import NOW

URL = "https://rada.ua/novyny"
DAYS = [date(2026, 11, day) for day in (18, 12, 3)]
MONTHS = {11: "листопада"}


def words(day):
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def link(number, inner=None):
    title = f"Рада ухвалила рішення про школу номер {number}"
    return f"<a href='/novyny/rishennia-pro-shkolu-{number}'>{inner or title}</a>"


def listed(entry, wrap="div", before=""):
    """The days that a list of three tells, by the number of the article."""
    items = "".join(entry(100 + number, day) for number, day in enumerate(DAYS))
    page = AutoArticle(f"<html><body><h1>Новини</h1>{before}<{wrap}>{items}</{wrap}></body></html>", URL)
    told = [entries.listed(url, clues, NOW) for url, clues in page.days()]
    return {int(said.url[-3:]) - 100: said.published for said in told if said}


WHERE = {
    "in the entry": ("ul", lambda n, day: f"<li><span class=d>{day:%d.%m.%Y}</span> {link(n)}</li>"),
    "behind the title": ("ul", lambda n, day: f"<li>{link(n)} — {words(day)}</li>"),
    "between two elements": ("ul", lambda n, day: f"<li><img src=/a.png>{day:%d.%m.%Y}<br>{link(n)}</li>"),
    "before each": ("div", lambda n, day: f"<p>{words(day)}</p><h3>{link(n)}</h3>"),
    "after each": ("div", lambda n, day: f"<h3>{link(n)}</h3><p class=when>{day:%d/%m/%Y}</p>"),
    "in a list of terms": ("dl", lambda n, day: f"<dt>{words(day)}</dt><dd>{link(n)}</dd>"),
    "in a row": ("table", lambda n, day: f"<tr><td>{day:%d.%m.%y}</td><td>{link(n)}</td></tr>"),
    "for machines": ("ul", lambda n, day: f"<li>{link(n)} <time datetime={day:%Y-%m-%d}>торік</time></li>"),
    "in a linked card": (
        "div",
        lambda n, day: (
            "<div class=card>"
            + link(
                n,
                f"<img src=/a.png><h4>Рішення ради про школу {n}</h4><div><b>{day.day}</b> <i>{MONTHS[day.month]}</i> "
                f"<u>{day.year}</u></div>",
            )
            + "</div>"
        ),
    ),
}


@pytest.mark.parametrize(("wrap", "entry"), WHERE.values(), ids=WHERE)
def test_the_day_beside_a_title_is_told(wrap, entry):
    assert listed(entry, wrap) == dict(enumerate(DAYS))


def test_one_day_above_several_is_of_each():
    page = listed(lambda n, _: f"<li>{link(n)}</li>", "ul", before=f"<h4>{words(DAYS[0])}</h4>")

    assert page == dict.fromkeys(range(3), DAYS[0])


NOT_TOLD = {
    "of the title": lambda n, day: f"<li>{link(n, f'Сесія ради відбудеться {words(day)} у залі номер {n}')}</li>",
    "in a heading": lambda n, day: f"<li><h3>{link(n, f'Сесія {words(day)}, {n}')}</h3></li>",
    "of a change": lambda n, day: f"<li>{link(n)} <span>Оновлено {day:%d.%m.%Y}</span></li>",
    "in an excerpt": lambda n, day: (
        f"<li>{link(n)} <p>Сесія, яку скликано на {words(day)}, затвердить бюджет.</p></li>"
    ),
    "to come": lambda n, day: f"<li>{link(n)} <span>{day:%d.%m}.2027</span></li>",
    "before and after": lambda n, day: f"<p>{words(day)}</p><h3>{link(n)}</h3><p>{day:%d.%m.%Y}</p>",
}


@pytest.mark.parametrize("entry", NOT_TOLD.values(), ids=NOT_TOLD)
def test_a_day_that_is_none_of_the_articles_is_not_told(entry):
    assert listed(entry) == {}


def test_a_page_of_known_software_tells_its_days_itself():
    page = AutoArticle(
        "<html><head><meta name=generator content='WordPress 6.5'></head><body class='blog td-standard-pack'>"
        f"<div class=td-ss-main-content><div class=td_module_wrap><h3 class=entry-title>{link(100)}</h3>"
        "<time class=entry-date>12.11.2026</time></div></div></body></html>",
        URL,
    )

    assert list(page.days()) == []


PROSE = "<p>" + "Депутати обласної ради на пленарному засіданні розглянули питання порядку денного. " * 3 + "</p>"
TEASERS = "<ul>" + "".join(f"<li>{link(n)}</li>" for n in range(100, 106)) + "</ul>"


@pytest.mark.parametrize(
    ("content", "url", "doubtful"),
    [
        (f"<h1>Сесія обласної ради</h1>{PROSE}", f"{URL}/sesiia-oblasnoi-rady-1", True),
        (f"<h1>Сесія обласної ради</h1>{PROSE}<h2>Останні</h2>{TEASERS}", f"{URL}/sesiia-oblasnoi-rady-1", True),
        (f"<h1>Сесія обласної ради</h1><p>12.11.2026</p>{PROSE}", f"{URL}/sesiia-oblasnoi-rady-1", False),
        (f"<h1>Новини</h1>{TEASERS}", URL, False),
        (f"<h1>Рада</h1>{PROSE}{TEASERS}", "https://rada.ua/", False),
        (f"<nav><a href='/pro-radu'>Про раду</a></nav><h1>Про раду</h1>{PROSE}", "https://rada.ua/pro-radu", False),
    ],
)
def test_what_has_a_text_and_no_day_may_be_an_article(content, url, doubtful):
    page = GenericArticle(f"<html><head><title>Рада</title></head><body>{content}</body></html>", url)

    assert page.is_doubtful is doubtful
