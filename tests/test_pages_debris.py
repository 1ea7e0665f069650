"""What programs of small studios put around and into a text, and what of it an editor wrote. All pages are ours."""

import pytest

from newsarchive.pages import asides
from newsarchive.pages.blocks import line
from newsarchive.pages.tree import parse
from tests.test_pages_generic import ONE, PROSE, TWO, WORDS
from tests.test_pages_studios import SITE, read


@pytest.mark.parametrize("tag", ["b", "span"])
def test_a_headline_in_one_line_with_a_counter_is_not_sought_in_the_list_of_the_newest(tag):
    newest = "".join(f"<div><a href='/news/{n}'>{title}</a></div>" for n, title in enumerate((WORDS, ONE, TWO), 20))
    page = read(
        f"<header><a href='/'>{SITE}</a></header><main><{tag} class='title'>{WORDS}</{tag}>\n<span>Переглядів: 831"
        f"</span><div class='text'>{PROSE}</div><div class='d'>28 листопада 2026, 06:09</div></main>"
        f"<aside><h3>Головне</h3>{newest}</aside>",
        url="https://rada.ua/news/20",
    ).read()

    assert (page.refused, page.title, page.blocks) == (None, WORDS, (ONE, TWO, f"{ONE} {TWO}"))


COMMENTED = (
    "<div><b>Галина П.</b> <span>28.11.2026</span><p>Чому про це ніхто не сказав раніше, коли ще можна було щось"
    " змінити?</p></div><div><b>Житель</b> <span>29.11.2026</span><p>Дякую депутатам, які приїхали і побачили все"
    " на власні очі.</p></div>"
)


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        (f"<span class='title'>{WORDS}</span><br>", PROSE),
        (f"<div class='site__title'>{WORDS}</div>", f"<div>{ONE} {TWO}</div><div>{TWO} {ONE}</div>"),
    ],
    ids=["whole", "without the days beside the names"],
)
def test_below_a_heading_that_counts_comments_stands_no_text(headline, text):
    page = read(
        "<div id='left'><ul><li><a href='/'>Головна</a></li><li><a href='/novyny'>Новини</a></li></ul></div>"
        f"<div id='right'>{headline}<i>28.11.2026</i><br><div class='txt'>{text}</div><h4>Коментарі (2)</h4>{COMMENTED}"
        "</div>"
    ).read()

    assert " ".join(page.blocks) == line(parse(text))


def test_a_text_below_a_heading_that_counts_comments_is_the_article_s():
    page = read(
        f"<div class='row'><div class='col'><h1>{WORDS}</h1><div class='d'>28.11.2026</div><h6>Коментарі (2)</h6>"
        f"<div class='text'>{PROSE}</div></div></div>"
    ).read()

    assert page.blocks[0] == ONE


def beside_text(below, text=PROSE):
    """A page laid out with tables, whose place of the text no class tells, and what its program puts below the text."""
    return read(
        f"<table><tr><td colspan=2><a href='/'><img src='/logo.png' alt='{SITE}'></a><br><a href='/'>Головна</a> "
        "<a href='/novyny'>Новини</a></td></tr><tr><td><h3>Головне</h3><div><a href='/n/1'>Інше</a></div></td>"
        f"<td><h2 class='t'>{WORDS}</h2><div class='d'>28.11.2025</div><div class='txt'>{text}</div>{below}</td></tr>"
        f"<tr><td colspan=2>© 2026 {SITE}</td></tr></table>",
    ).read()


SIGNED = "Джерело: пресслужба обласної ради"


@pytest.mark.parametrize(
    ("text", "below"),
    [
        (PROSE, f"<div>{SIGNED}</div>"),
        (PROSE.replace("<p>", "<div><div>").replace("</p>", "</div></div>"), f"<div>{SIGNED}</div>"),
        (PROSE, "<div>Автор: Ірина Мельник</div><div>Джерело: <a href='https://obl.example/'>obl.example</a></div>"),
        (PROSE + f"<p class='source'>{SIGNED}</p>", ""),
    ],
    ids=["below it", "below boxes", "two lines", "in a class"],
)
def test_who_wrote_an_article_and_where_it_is_from_is_none_of_its_text_where_a_program_says_so(text, below):
    assert " ".join(beside_text(below, text).blocks) == line(parse(text)).removesuffix(SIGNED).rstrip()


@pytest.mark.parametrize(
    ("text", "below"),
    [
        (PROSE + f"<p>{SIGNED}</p>", ""),
        (f"<div>{ONE}</div><div>{TWO}</div><div>{SIGNED}</div>", ""),
        (f"{ONE}<br>{TWO}<div>{SIGNED}</div>", ""),
        (PROSE, f"<p>{SIGNED}</p>"),
    ],
    ids=["a paragraph", "a box as all paragraphs are", "behind lines", "a paragraph below"],
)
def test_what_an_editor_wrote_of_the_source_is_text(text, below):
    assert SIGNED in beside_text(below, text).blocks


CAPTION = "Фото: відкриття мосту, архів ради"


@pytest.mark.parametrize(
    "caption", [f"<div>{CAPTION}</div>", "<div><small>Міст</small></div>", "<small>Міст у Броді, 2025 рік</small>"]
)
def test_a_line_alone_with_a_photograph_in_its_box_is_a_caption_where_it_is_small_or_says_so(caption):
    text = f"<p>{ONE}</p><div class='b7'><img src='/1.jpg'>{caption}</div><p>{TWO}</p>"
    reading = beside_text("", text)

    assert reading.blocks == (ONE, TWO)
    assert [photograph.url for photograph in reading.attachments] == ["https://rada.ua/1.jpg"]


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{ONE}</p><div><img src='/1.jpg'><div>Остап Вишневецький, депутат</div></div><p>{TWO}</p>",
        f"<p>{ONE}</p><p>{CAPTION}</p><p>{TWO}</p>",
        f"<p>{ONE}</p><div><img src='/1.jpg'><p>{CAPTION}</p><p>{TWO}</p></div>",
    ],
    ids=["a name", "no photograph", "a text beside it"],
)
def test_a_line_that_nothing_marks_as_a_caption_is_text(text):
    assert " ".join(beside_text("", text).blocks) == line(parse(text))


ALSO = [("1 листопада 2025", "Рада затвердила бюджет області"), ("9 жовтня 2025", "У Броді відкрили нову школу")]
TERMS = "<dl>{}</dl>".format(
    "".join(f"<dt>{day}</dt><dd><a href='/n/{day[0]}'>{title}</a></dd>" for day, title in ALSO)
)
ROWS = "".join(f"<tr><td>{day}</td><td><a href='/n/{day[0]}'>{title}</a></td></tr>" for day, title in ALSO)


FILES = TERMS.replace("/n/", "/files/").replace("'>", ".pdf'>")


@pytest.mark.parametrize(
    ("others", "found"),
    [(TERMS, ["h3", "dl"]), (f"<table>{ROWS}</table>", ["h3", "table"]), (FILES, [])],
    ids=["terms", "a table", "documents"],
)
def test_the_days_of_announced_articles_are_none_of_a_text_but_documents_are(others, found):
    root = parse(f"<div><p>{ONE}</p><h3>Читайте також</h3>{others}</div>")

    assert [element.tag for element in asides.announced(root)] == found


def test_rows_of_announced_articles_are_none_of_a_text():
    page = read(
        f"<div id='wrap'><div><h1>{SITE}</h1></div><div class='row'><div id='right'><div>28.11.2025</div>"
        f"<span>{WORDS}</span>\n<span>Переглядів: 3</span><div><p>{ONE}</p></div><h3>Читайте також</h3>"
        f"<table>{ROWS}</table></div></div></div>"
    ).read()

    assert page.blocks == (ONE,)
