"""What generators of static sites print, after themes of Hugo: contents, lists of terms, folders. All are ours."""

from newsarchive.pages import GenericArticle
from tests.test_pages_generic import PROSE, WORDS

URL = "https://rada.ua/2026/10/sesiia/"


def read(body, *, url=URL, head="", title=WORDS):
    menu = "<header><nav><a href='/'>Рада</a><a href='/post/'>Новини</a></nav></header>"
    page = f"<html><head><title>{title}</title>{head}</head><body>{menu}<main>{body}</main></body></html>"
    return GenericArticle(page, url).read()


def test_a_table_of_contents_takes_no_heading_from_a_text():
    """«Розділ» is a label of a rubric elsewhere."""
    parts = "".join(f"<h2 id='r{n}'>Розділ {n}. Дороги<a hidden href='#r{n}'>#</a></h2>{PROSE}" for n in (1, 2))
    contents = "<ul><li><a href='#r1'>Розділ 1. Дороги</a></li><li><a href='#r2'>Розділ 2. Дороги</a></li></ul>"
    page = f"<header><h1>{WORDS}</h1><span>5 жовтня 2026</span></header><div class='toc'>{contents}</div>"

    reading = read(f"<article>{page}<div class='post-content'>{parts}</div></article>")

    assert [block[:8] for block in reading.blocks if block.startswith("Розділ")] == ["Розділ 1", "Розділ 2"]


def test_the_days_of_a_list_of_rubrics_are_its_entries():
    """Hugo's Stack: each rubric is a card, with the day of the newest article in it."""
    entries = "".join(
        f"<article><a href='/categories/{n}/'><div class='article-details'><h2 class='article-title'>{name}</h2>"
        f"<footer class='article-time'><time datetime='2026-0{n}-22'>22.0{n}.2026</time></footer></div></a></article>"
        for n, name in enumerate(("Сесії", "Бюджет", "Громади", "Комісії", "Новини"), 1)
    )
    own = "<header><h3>Секція</h3><div><h3>5 сторінок</h3><h1>Categories</h1></div></header>"
    body = f"{own}<section class='article-list--compact'>{entries}</section><footer>© 2026 Рада</footer>"

    assert read(body, url="https://rada.ua/categories/", title="Categories").refused == "not an article"


def test_a_day_that_leads_to_its_archive_is_the_article_s_own():
    day = "<a href='/2026/10/'><time datetime='2026-10-05T14:05:00+03:00'>5 жовтня 2026</time></a>"

    assert read(f"<h1>{WORDS}</h1><p>{day}</p>{PROSE}").published[0].value == "2026-10-05T14:05:00+03:00"


def test_a_tag_of_one_article_is_a_list():
    """Hugo's Ananke: the day stands above the only entry's title."""
    entry = f"<div><div>5 жовтня 2026</div><h1><a href='/2026/10/sesiia/'>{WORDS}</a></h1><div>{PROSE}</div></div>"
    body = f"<article><p>Сторінки з позначкою «ВПО»</p></article><section><div class='mb4'>{entry}</div></section>"
    term = "https://rada.ua/tags/vpo/"

    assert read(body, url=term, title="ВПО").refused == "a list"
    assert read(f"<h1>{WORDS}</h1><p>5 жовтня 2026</p>{PROSE}", url=term).refused is None


def test_the_folder_of_a_file_is_no_rubric_where_one_is_printed():
    head = "<meta property='article:section' content='Post'><meta property='og:type' content='article'>"
    rubric = "<header><a href='/categories/hromady/'>Громади</a></header>"

    article = f"<h1>{WORDS}</h1><p>5 жовтня 2026</p><div class='post-content'>{PROSE}</div>"

    assert read(f"<article>{rubric}{article}</article>", head=head).section == "Громади"
    assert read(f"<article>{article}</article>", head=head).section == "Post"
    assert read(f"<article>{rubric}{article}</article>", head=head.replace("Post", "Бюджет")).section == "Бюджет"


def test_who_signed_an_article_stands_below_its_document():
    pdf = "<p><a href='/files/rishennia.pdf'>Додаток до розпорядження</a></p><p>Пресслужба районної ради</p>"
    share = "<div><span>Джерело</span></div>"

    reading = read(f"<h1>{WORDS}</h1><div>5 жовтня 2026, 14:05</div><div>{pdf}</div>{share}")

    assert reading.blocks == ("Додаток до розпорядження", "Пресслужба районної ради")


def test_one_sentence_above_two_other_articles_in_its_element_is_the_text():
    """djangocms-blog: the headline is an h2, and what is related stands within the article's element."""
    said = "У сесійній залі відкрили виставку робіт юних художників."

    def entry(heading, day, below):
        by = "<li>від <a href='/author/ihor/'>Ігор Бондаренко</a></li>"
        meta = (
            f"<ul class='post-detail'>{by}<li>{day} р.</li></ul><ul class='post-detail tags'><li><a>рада</a></li></ul>"
        )
        head = f"<header>{heading}{meta}</header><div class='blog-visual'></div>"
        return f"<article class='post-item'>{head}{below}</article>"

    def other(name, title):
        lead, url = f"<div class='blog-lead'><p>{PROSE}</p></div>", f"/uk/novyny/2026/04/20/{name}/"
        footer = f"<footer><a href='{url}'>далі »</a></footer>"
        return entry(f"<h3><a href='{url}'>{title}</a></h3>", "20 квітня 2026", f"{lead}{footer}")

    related = other("prohrama", "Програма підтримки громад") + other("zvernennia", "Звернення до ради")
    gallery = "<div class='gallery'><a href='/img/1.jpg'><img src='/img/1-s.jpg'></a></div>"
    own = f"<div class='blog-content'><p>{said}</p>{gallery}</div>"
    article = entry(f"<h2>{WORDS}</h2>", "9 січня 2022", f"{own}<section>{related}</section>")
    menu = "<ul class='nav'><li><a href='/uk/'>Головна</a></li><li><a href='/uk/novyny/'>Новини</a></li></ul>"
    page = f"<html><head><title>{WORDS} - Рада</title></head><body>{menu}<div class='app'>{article}</div></body></html>"

    reading = GenericArticle(page, "https://rada.ua/uk/novyny/2022/01/09/sesiia/").read()

    assert (reading.blocks, reading.author) == ((said,), "Ігор Бондаренко")
