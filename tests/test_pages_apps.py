"""Pages as JavaScript frameworks render them: comments in texts, low headings, chips. All are ours."""

import pytest

from newsarchive.pages import GenericArticle
from tests.test_pages_generic import ONE, PROSE, TWO, WORDS

URL = "https://rada.ua/news/sesiia"
SHORT = "Комісія розглянула звіт про виконання програми за рік."
DAY = "5 жовтня 2026, 14:05"
MENU = "<header><a href='/'>Рада</a><a href='/news'>Новини</a><a href='/about'>Про раду</a></header>"
FOOT = "<footer>© 2026 Рада</footer>"
CARDS = "<h6>Схожі новини</h6><div class='MuiGrid-root'>" + "".join(
    f"<div class='MuiCard-root'><a href='/news/{n}'><h5>Депутати зустрілися з мешканцями громади {n}</h5>"
    f"<span>{n} вересня 2026, 10:00</span></a></div>"
    for n in (1, 2, 3)
)


def read(main, *, title=f"{WORDS} | Рада", head="", cls=GenericArticle):
    page = f"<html><head><title>{title}</title>{head}</head><body>{MENU}<main>{main}</main>{FOOT}</body></html>"
    return cls(page, URL).read()


def commented(text):
    """A paragraph as Svelte and Vue render it, for their programs to find their places again."""
    return f"<div class='block'><!--[5--><p><!--[--><!--[-1--><!--]-->{text}<!--]--></p><!--]--></div>"


def test_a_text_among_comments_is_as_dense_as_any():
    page = GenericArticle(f"<html><body>{MENU}<main>{commented(ONE)}{commented(TWO)}</main></body></html>", URL)

    assert page.density.chars[next(page.root.iter("main"))] == len(ONE) + len(TWO)


def test_a_heading_of_low_rank_that_the_window_says_is_the_headline_and_cards_below_make_no_list():
    """React with Material UI, which gives h4 to headlines and h5 to cards."""
    reading = read(
        f"<div><h4>{WORDS}</h4><span>Опубліковано: <!-- -->{DAY}</span><div>{PROSE}</div></div>{CARDS}",
        title=WORDS,
        head=f"<meta property='og:title' content='{WORDS}'><meta property='og:type' content='article'>",
    )

    assert (reading.refused, reading.title, reading.blocks[0], len(reading.blocks)) == (None, WORDS, ONE, 3)
    assert reading.published[0].value == f"Опубліковано: {DAY}"


def test_a_dash_in_such_a_headline_parts_no_site_s_name_from_it():
    title = "Обговорили права громад: «Сім'я — п'ять років підтримки»"

    assert read(f"<h4>{title}</h4><span>{DAY}</span>{PROSE}", title=title).title == title


LABELS = {
    "chips": "<div class='MuiChip-root'><span>екологія</span></div><div class='MuiChip-root'><span>сесія</span></div>",
    "tags": "<span>#сесія</span><span>#екологія</span>",
    "portrait": "<span class='MuiAvatar'></span><div class='MuiAvatar-root'>І</div>",
    "buttons": "<button>Поширити</button><button>Вподобати (<!-- -->2<!-- -->)</button>",
    "share in words": "<span>Поділитись у соцмережах</span>",
}


@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS)
def test_labels_and_buttons_are_none_of_a_short_text(labels):
    cards = CARDS.replace("<h5>", "<p>").replace("</h5>", "</p>")
    above = f"<h1>{WORDS}</h1><div><span>{DAY}</span></div><div><p>{SHORT}</p></div>"

    assert read(f"<article>{above}<div>{labels}</div>{cards}</article>").blocks == (SHORT,)


def test_nor_is_what_calls_to_share_above_other_articles():
    above = f"<h1>{WORDS}</h1><div><span>{DAY}</span><a href='/section/sesii'>Сесії</a></div><div><p>{SHORT}</p></div>"
    share = "<div><span>#сесія</span></div><div><span>Поділитися:</span><a href='https://t.me/share/url?url=x'>Telegram</a></div>"
    others = "".join(
        f"<article><a href='/news/{number}'><img src='/{number}.jpg'></a><div><time>{number} вересня 2026</time>"
        f"<h3><a href='/news/{number}'>Депутати зустрілися з мешканцями громади</a></h3><p>{said}</p></div></article>"
        for number, said in enumerate((ONE, TWO, f"{TWO} {ONE}"))
    )

    page = f"<article>{above}{share}<section><h2>Читайте також</h2>{others}</section></article>"

    assert read(page).blocks == (SHORT,)


def test_who_wrote_it_may_stand_in_one_row_with_the_day():
    row = f"<div><span>{DAY}</span><a href='/c/1'>Сесії</a><span>Автор: Ігор Бондаренко</span><span>107</span></div>"

    assert read(f"<h1>{WORDS}</h1>{row}{PROSE}").author == "Ігор Бондаренко"


def test_a_rubric_may_be_asked_of_the_list_by_a_parameter():
    assert read(f"<h1>{WORDS}</h1><p>{DAY} · <a href='/news?rozdil=sesii'>Сесії</a></p>{PROSE}").section == "Сесії"
    assert read(f"<h1>{WORDS}</h1><p>{DAY} · <a href='/news?author=7'>Ігор</a></p>{PROSE}").section is None


def test_a_table_between_paragraphs_stays_where_the_second_opinion_lacks_it(monkeypatch):
    known = [ONE, TWO]
    monkeypatch.setattr("newsarchive.pages.prose._second_opinion", lambda *_: known)
    rows = "<tr><td>Громада</td><td>Сума</td></tr><tr><td>Полонська</td><td>927</td></tr>"
    table = f"<div class='block'><table>{rows}</table></div>"

    reading = read(f"<h1>{WORDS}</h1><p>{DAY}</p>{commented(ONE)}{table}{commented(TWO)}")

    assert reading.blocks == (ONE, "Громада Сума", "Полонська 927", TWO)


def test_a_text_is_found_though_a_short_paragraph_in_a_box_of_its_own_has_the_most_commas():
    short = "Дороги, школи, лікарні, ліси, води, парки."
    page = f"<main>{commented(ONE)}{commented(short)}{commented(TWO)}</main>"
    own = GenericArticle(f"<html><body>{MENU}{page}{FOOT}</body></html>", URL)

    assert short in " ".join(own.read_blocks(own.density.best()))


def test_comments_are_none_of_a_headline_that_stands_above_a_text():
    """Qwik numbers each text in a comment before it."""
    title = (
        "Про внесення змін до рішення сесії районної ради «Про районний бюджет на 2026 рік» зі змінами, внесеними торік"
    )
    own = f"<article><h1><!--t=1-->{title}<!----></h1><p>{DAY}</p><div>{PROSE}</div></article>"

    assert read(own, title=title).blocks[0] == ONE


def test_a_row_of_boxes_above_a_short_text_is_none_of_it():
    """Ant Design: each fact in a box of its own, the rubric and the tags on chips within."""
    facts = ("<span class='ant-tag'>Сесії</span>", "<span>Автор<!-- -->: <!-- -->Ігор Бондаренко</span>", "<i></i> 18")
    row = "".join(f"<div class='ant-space-item'>{fact}</div>" for fact in (f"<span>{DAY}</span>", *facts))
    tags = "<div class='ant-space'><span class='ant-tag'>рада</span><span class='ant-tag'>сесія</span></div>"
    texts = f"<div class='ant-row'><p>{SHORT}</p></div><div class='ant-row'><p>{ONE}</p></div>"

    reading = read(f"<article><h2>{WORDS}</h2><div class='ant-space'>{row}</div><div></div>{texts}{tags}</article>")

    assert (reading.blocks, reading.author) == ((SHORT, ONE), "Ігор Бондаренко")


def test_the_one_title_that_leads_nowhere_is_the_headline_where_those_of_cards_lead_to_others():
    """Vuetify: titles are no headings, and the window says the same on each page."""
    title, when = "<div class='v-card__title{}'>{}</div>", "<div class='v-card__subtitle'><i></i> {}</div>"
    card = title.format("", "Депутати зустрілися з мешканцями громади") + when.format("05.09.2026")
    cards = "".join(f"<a href='/news/{number}' class='v-card'>{card}</a>" for number in (1, 2, 3))
    text = f"<div class='v-card__text'>{PROSE}</div>"
    own = f"<div class='v-card'>{title.format(' text-h5', WORDS)}{when.format(DAY)}{text}</div>"

    reading = read(f"{own}<div>Інші новини</div><div class='row'>{cards}</div>", title="Сайт ради")

    assert (reading.refused, reading.title, reading.blocks[0]) == (None, WORDS, ONE)
    assert read(f"<div>Новини</div><div class='row'>{cards}</div>", title="Сайт ради").refused == "a list"
