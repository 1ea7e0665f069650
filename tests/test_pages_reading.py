"""What a page class sees on a page: one small page for each rule."""

import pytest

from newsarchive.items import Attachment, DateClue, Link
from newsarchive.pages import EMPTY, ArticlePage, BlockThemeArticle, TagDivArticle, WordPressArticle

URL = "https://rada.ua/novyna/"
SINGLE = "single single-post postid-7"


def page(article="", *, head="", body=SINGLE, cls=WordPressArticle, url=URL):
    """Give a page of WordPress core's markup."""
    return cls(f'<html lang="uk"><head>{head}</head><body class="{body}">{article}</body></html>', url)


def post(content="<p>Текст.</p>", *, header="<h1 class='entry-title'>Назва</h1>", footer="", **options):
    return page(
        f'<article id="post-7" class="post type-post">{header}'
        f'<div class="entry-content">{content}</div>{footer}</article>',
        **options,
    )


def blocks(content, **options):
    return list(post(content, **options).read().blocks)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p>Один <b>жир</b>ний.</p><p>Два</p>", ["Один жирний.", "Два"]),
        ("Один<br/>два<br>три", ["Один", "два", "три"]),
        ("<p>Розвитку<br />\n(SIDA).</p>", ["Розвитку", "(SIDA)."]),
        ("<ul><li>а</li><li>б</li></ul>хвіст", ["а", "б", "хвіст"]),
        ("<table><tr><th>А</th><td>1</td></tr><tr><td>Б</td><td>2</td></tr></table>", ["А 1", "Б 2"]),
        ("<p>в якому &nbsp;беруть  участь&nbsp;</p>", ["в якому  беруть участь"]),
        ("<p>об&#146;єкт\u2009і</p>", ["об\u2019єкт і"]),
        ("<h2>Підзаголовок</h2>текст<!-- x -->далі<div>блок</div>", ["Підзаголовок", "текстдалі", "блок"]),
        ("<p>а</p><script>x()</script><style>y</style><iframe>z</iframe><form>f</form>б", ["а", "б"]),
        ("<figure><img src='a.jpg'><figcaption>Підпис</figcaption></figure><p>а</p>", ["а"]),
        ("<p>а</p><div class='sharedaddy'>Поділитися</div><p class='wp-caption-text'>п</p>", ["а"]),
        ("<p>попередня стаття – так звалася рубрика</p>", ["попередня стаття – так звалася рубрика"]),
        ("", []),
    ],
)
def test_a_body_is_split_as_a_reader_sees_it(content, expected):
    assert expected == blocks(content)


@pytest.mark.parametrize(
    "beside",
    [
        "<p>Переглядів: 8 684</p>",
        "<div class='c'>Переглянули 12 разів</div>",
        "<p><strong>Читайте також:</strong> <a href='/n/7/'>Область оновлює школи</a></p>",
        "<h3>Читайте також</h3><ul><li><a href='/n/7/'>Школи</a></li><li><a href='/n/8/'>Дороги</a></li></ul>",
        "<p>Підписуйтесь на нас у <a href='https://t.me/rada'>Telegram</a> та <a href='viber://chat'>Viber</a>!</p>",
    ],
)
def test_what_plug_ins_put_below_each_text_is_none_of_it(beside):
    """It is another at each visit, or comes under all articles on one day: each would be edited."""
    assert blocks(f"<p>а</p>{beside}") == ["а"]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("<p>Переглядів на сайті стало 8684, удвічі більше.</p>", "Переглядів на сайті стало 8684, удвічі більше."),
        ("<p>Читайте також: <a href='/r.pdf'>рішення</a></p>", "Читайте також: рішення"),
        ("<p><em>Читайте також:</em> <a href='/'>усі новини ради</a></p>", "Читайте також: усі новини ради"),
        ("<p>Підписуйтесь <a href='https://petition.example/'>під петицією</a>.</p>", "Підписуйтесь під петицією."),
        (
            "<p>По темі безпеки виступив начальник управління: <a href='/n/7/'>він</a> просить уваги.</p>",
            "По темі безпеки виступив начальник управління: він просить уваги.",
        ),
    ],
)
def test_what_only_begins_so_is_told(told, said):
    assert blocks(f"<p>а</p>{told}") == ["а", said]


@pytest.mark.parametrize("within", ["<div>" * 1000, "<div>" * 5000, "<b><i><u>" * 5000, "<font color=red>" * 100_000])
def test_a_deeply_nested_page_is_read(within):
    assert blocks(f"<p>спершу</p>{within}<p>глибоко</p><!-- --><p>ще</p>") == ["спершу", "глибоко", "ще"]


@pytest.mark.parametrize("html", ["", "   ", "<!-- -->", "\x00", "текст", "<html></html>", "\ud800"])
def test_a_page_of_nothing_is_no_article(html):
    reading = ArticlePage(html, URL).read()

    assert reading.refused == "not an article"
    assert reading.blocks == ()


@pytest.mark.parametrize(
    ("header", "head", "expected"),
    [
        ("<h1 class='entry-title'>Тема  <i>рядка</i><br>два</h1>", "", "Тема рядка два"),
        ("<h1>Єдиний</h1>", "<title>Інше</title>", "Єдиний"),
        ("<h1>Рада</h1><h1>Справжня назва</h1>", "<title>Справжня назва - Рада</title>", "Справжня назва"),
        ("", "<title>Назва - з рискою | Рада</title><meta property='og:site_name' content='Рада'>", "Назва - з рискою"),
        ("", "<title>Рада » Назва</title><meta property='og:site_name' content='Рада'>", "Назва"),
        ("", "<title>Довга назва новини | Рада</title>", "Довга назва новини"),
        ("", "<title>Рада | Довга назва новини</title>", "Рада | Довга назва новини"),
        ("", "<title>Без сайту</title><meta property='og:title' content='Ні'>", "Без сайту"),
        ("", "", ""),
    ],
)
def test_the_headline_follows_the_plain_rule(header, head, expected):
    assert expected == page(header + "<p>т</p>", head=head, cls=ArticlePage).read().title


def test_date_clues_come_best_first_and_never_from_a_teaser():
    teaser = "<div class='td_module_wrap'>"
    "<time class='entry-date' datetime='2024-02-02T00:00:00+00:00'>02.02.2024</time></div>"
    head = (
        "<meta property='article:published_time' content='2023-05-16T12:00:00+00:00'>"
        "<meta property='article:modified_time' content='2023-05-17T12:00:00+00:00'>"
        '<script type=\'application/ld+json\'>{"@graph": [{"@type": ["NewsArticle"], "author": [{"name": "Прес"}],'
        ' "datePublished": "2023-05-16T12:00:01+00:00", "dateModified": "2023-05-18"}]}</script>'
    )
    header = (
        "<h1>Н</h1><span class='posted-on'>"
        "<time class='published' datetime='2023-05-16T15:00:02+00:00'>16.05.2023</time>"
        "<time class='updated' datetime='2023-05-19T00:00:00+03:00'>19.05.2023</time></span>"
    )
    content = "<p>у тексті <time datetime='2001-01-01'>1 січня</time></p>" + teaser
    reading = page(
        teaser + f"<article id='post-7'>{header}<meta itemprop='datePublished' content='2023-05-16T15:00:03+00:00'>"
        f"<div class='entry-content'>{content}</div></article>" + teaser,
        head=head,
        url="https://rada.ua/2023/05/16/novyna/",
    ).read()

    assert [(clue.source, clue.value) for clue in reading.published] == [
        ("meta", "2023-05-16T12:00:00+00:00"),
        ("json-ld", "2023-05-16T12:00:01+00:00"),
        ("time", "2023-05-16T15:00:03+00:00"),
        ("time", "2023-05-16T15:00:02+00:00"),
        ("printed", "16.05.2023"),
        ("url", "2023/05/16"),
    ]
    assert {"16.05.2023"} == {clue.printed for clue in reading.published[:4]}
    assert [clue.source for clue in reading.modified] == ["meta", "json-ld", "time"]
    assert reading.author == "Прес"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2023/05/16/novyna/", "2023/05/16"),
        ("news/2023-05-16-novyna.html", "2023/05/16"),
        ("20230516/novyna", "2023/05/16"),
        ("n1/2023/0516/c1-40.html", "2023/05/16"),
        ("2023/5/6/novyna", "2023/05/06"),
        ("news/20230516", "2023/05/16"),
        ("news/202305161", None),
        ("news/20231316", None),
        ("2023/05/novyna", None),
        ("sesiia-2023-05-16/", None),
    ],
)
def test_a_day_in_an_address_is_a_clue_where_it_is_a_part_of_its_own(path, expected):
    published = page("<h1>Новина</h1>", url=f"https://rada.ua/{path}").read().published

    assert [expected] == ([clue.value for clue in published] or [None])


def test_a_date_in_words_alone_is_a_clue():
    reading = post(header="<h1>Н</h1><div class='post-date'>16 травня 2023</div>").read()

    assert (DateClue(source="printed", value="16 травня 2023"),) == reading.published


@pytest.mark.parametrize("mark", ["modified", "wp-block-post-date__modified-date"])
def test_a_date_of_the_last_change_is_not_the_publication(mark):
    reading = post(header=f"<h1>Н</h1><div class='{mark}'><time datetime='2023-05-19'>19.05.2023</time></div>").read()

    assert reading.published == ()
    assert (DateClue(source="time", value="2023-05-19", printed="19.05.2023"),) == reading.modified


@pytest.mark.parametrize(
    ("body", "head", "article", "expected"),
    [
        (SINGLE, "", "", None),
        ("single single-news postid-5", "", "", None),
        ("", "<meta property='og:type' content='article'>", "", None),
        ("", '<script type=\'application/ld+json\'>[{"@type": "NewsArticle"}]</script>', "", None),
        (
            "",
            '<script type=\'application/ld+json\'>{"@type": "WebPage", "mainEntity": {"@type": "Article"}}</script>',
            "",
            None,
        ),
        ("", "<script type='application/ld+json'>{broken \"Article\"</script>", "", "not an article"),
        ("", f"<script type='application/ld+json'>{'[' * 100_000}\"Article\"</script>", "", "not an article"),
        ("", f"<script type='application/ld+json'>{'[' * 900}\"Article\"{']' * 900}</script>", "", "not an article"),
        ("", '<script type=\'application/ld+json\'>{"@type": "WebSite"}</script>', "", "not an article"),
        ("", "", "<article class='post type-post'></article>", None),
        ("", "", "<article class='post type-post'></article>" * 2, "not an article"),
        ("page page-id-2", "<meta property='og:type' content='article'>", "", "a static page"),
        ("home blog", "", "", "a list"),
        ("archive category", "<meta property='og:type' content='article'>", "", "a list"),
        ("error404", "", "", "not found"),
        ("attachment single single-attachment postid-5", "", "", "an attachment"),
        ("single-product", "", "", "not an article"),
        (SINGLE, "", "<form class='post-password-form'><p>Пароль</p></form>", "password required"),
    ],
)
def test_a_page_is_an_article_only_with_evidence(body, head, article, expected):
    text = "<div class='entry-content'><p>Текст.</p></div>"

    assert expected == page(article + text, head=head, body=body).read().refused


@pytest.mark.parametrize("content", ["", "<p> </p>", "<script>app()</script>", "<div id='app'></div>"])
def test_an_article_of_which_nothing_can_be_read_or_seen_is_empty(content):
    assert post(content).read().refused == EMPTY


def test_one_that_has_a_title_a_date_and_an_empty_place_for_its_text_is_one():
    dated = "<meta property='article:published_time' content='2023-05-16T15:00:00+03:00'>"

    assert post("", head=dated).read().refused is None
    assert post("", head=dated, header="").read().refused == EMPTY
    assert post("<p><br></p>", head=dated).read().refused is None
    assert post("<div id='app'></div>", head=dated).read().refused == EMPTY
    assert page("<div id='app'></div>", head=dated).read().refused == EMPTY


@pytest.mark.parametrize("content", ["<img src='/a.jpg'>", "<iframe src='/film'></iframe>", "<a href='/a.pdf'>Акт</a>"])
def test_an_article_may_be_a_photograph_a_film_or_a_file(content):
    assert post(content).read().refused is None


def test_a_text_that_no_mark_told_is_said_to_be_guessed():
    text = "Депутати обласної ради затвердили бюджет області на наступний рік. " * 5

    assert not post(f"<p>{text}</p>").read().guessed
    assert page(f"<div><p>{text}</p><p>{text}</p></div>").read().guessed


def test_a_page_refused_for_a_password_gives_its_neighbours_and_no_text():
    nav = "<nav class='post-navigation'><div class='nav-previous'><a href='/b/' rel='prev'>Друга новина</a></div></nav>"
    content = "<p>Цей вміст захищено.</p><form action='/wp-login.php?action=postpass'></form>"
    reading = post(content, footer=nav).read()

    assert reading.refused == "password required"
    assert reading.blocks == ()
    assert Link(url="https://rada.ua/b/", title="Друга новина") == reading.previous


def test_fields_beside_the_text_are_read():
    footer = (
        "<footer class='entry-footer'><span class='cat-links'><a href='/c/' rel='category tag'>Новини</a></span>"
        "<span class='tags-links'><a rel='tag'>сесія</a> <a rel='tag'>бюджет</a></span>"
        "<span class='author vcard'><a class='fn'>Прес</a></span></footer>"
    )
    reading = post(footer=footer, head="<meta property='og:image' content='/i.jpg'>").read()

    assert (reading.section, reading.tags, reading.author) == ("Новини", ("сесія", "бюджет"), "Прес")
    assert (reading.image, reading.language) == ("https://rada.ua/i.jpg", "uk")


def test_fields_that_only_machines_are_told_are_read_too():
    head = (
        "<meta property='article:section' content='Новини'><meta property='article:tag' content='а'>"
        "<meta property='article:tag' content='б'><meta name='author' content='Прес'>"
    )
    reading = page("<h1>Н</h1>", head=head).read()

    assert (reading.section, reading.tags, reading.author) == ("Новини", ("а", "б"), "Прес")


def test_files_and_photographs_are_attachments():
    content = (
        "<p><a href='/r.pdf'>Рішення</a> <a href='/r.pdf'></a><a href='/page/'>сторінка</a><a href='#a.pdf'>x</a></p>"
        "<figure><a href='/full.jpg'><img src='/small.jpg'></a><figcaption>Підпис</figcaption></figure>"
        "<div class='gallery'><img data-src='/lazy.jpg' src='data:image/gif;base64,x' alt='Зала'>"
        "<img class='emoji' src='/e.png'></div>"
        "<div class='related-posts'><img src='/other.jpg'></div><object data='/d.docx' title='Додаток'></object><img>"
    )
    reading = post(content).read()

    assert (
        Attachment(url="https://rada.ua/r.pdf", title="Рішення"),
        Attachment(url="https://rada.ua/full.jpg", title="Підпис", kind="image"),
        Attachment(url="https://rada.ua/lazy.jpg", title="Зала", kind="image"),
        Attachment(url="https://rada.ua/d.docx", title="Додаток"),
    ) == reading.attachments


def test_a_file_takes_its_title_from_the_first_link_that_has_words():
    reading = post("<a href='/r.pdf'><img src='/i.png' alt='x'></a><a href='/r.pdf'>Рішення</a>").read()

    assert Attachment(url="https://rada.ua/r.pdf", title="Рішення") in reading.attachments


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Зала засідань", "Зала засідань"),
        ("COVID-19", "COVID-19"),
        ("Сесія 12", "Сесія 12"),
        ("DSC_9098", None),
        ("IMG_20230516_101010", None),
        ("28-07-2023-4", None),
        ("130671218_3958449114174349_5413_n", None),
        ("0f8fad5b-d9cb-469f-a165-70867728950e", None),
        ("zal-1.jpg", None),
        ("Фото без опису", None),
        ("dsfs", None),
        ("", None),
    ],
)
def test_an_alternative_text_that_says_nothing_is_no_title(said, title):
    (photo,) = post(f"<p>а</p><img src='/a.jpg' alt='{said}'>").read().attachments

    assert photo.title == title


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        # The first byte is the key.
        ("2a484f416a585e", "bek@rt"),
        ("zz", "[email protected]"),
        ("00d0", "[email protected]"),
        ("", "[email protected]"),
    ],
)
def test_a_hidden_address_of_mail_is_put_back(hidden, shown):
    content = f"<p>Пошта: <a class='__cf_email__' data-cfemail='{hidden}'>[<b>email</b>&#160;protected]</a>.</p>"

    assert blocks(content) == [f"Пошта: {shown}."]


def test_what_stands_apart_in_the_body_is_read_and_is_no_text():
    class Apart(WordPressArticle):
        apart_css = ".when, .themes"
        date_css = (".when",)
        tags_css = ".themes a"

    html = "<div class='when'>30 січня 2025</div>Обговорювали<p>12.01.2024</p><p class='themes'>Теми: <a>мир</a></p>"
    reading = post(html, cls=Apart).read()

    assert reading.blocks == ("Обговорювали", "12.01.2024")
    assert reading.published == (DateClue(source="printed", value="30 січня 2025"),)
    assert reading.tags == ("мир",)


@pytest.mark.parametrize(
    ("line", "is_update"),
    [
        ("<p class='date modifydate'>П'ятниця, 15 березня 2019, 09:31</p>", True),
        ("<p class='date'>Останнє оновлення на П'ятниця, 15 березня 2019, 09:31</p>", True),
        ("<p class='date'>Оновлено: 15.03.2019 09:31</p>", True),
        ("<p class='date'>Опубліковано 15.03.2019 09:31</p>", False),
    ],
)
def test_a_date_of_the_last_change_is_known_by_its_class_or_its_words(line, is_update):
    reading = post(header=f"<h1 class='entry-title'>Назва</h1>{line}").read()
    told = reading.modified if is_update else reading.published

    assert [clue.source for clue in told] == ["printed"]
    assert (reading.published if is_update else reading.modified) == ()


@pytest.mark.parametrize(
    ("canonical", "url", "expected"),
    [
        ("https://www.rada.ua/slug/", "https://rada.ua/?p=7", "https://www.rada.ua/slug/"),
        ("https://rada.ua/", "https://rada.ua/slug/", "https://rada.ua/slug/"),
        ("https://rada.ua/", "https://rada.ua/?utm_source=x", "https://rada.ua/"),
        ("https://other.ua/slug/", "https://rada.ua/slug/", "https://rada.ua/slug/"),
        ("http://[bad", "https://rada.ua/slug/", "https://rada.ua/slug/"),
    ],
)
def test_a_page_is_believed_on_its_own_address_within_its_site(canonical, url, expected):
    assert expected == page(head=f"<link rel='canonical' href='{canonical}'>", url=url).read().url


def test_relative_addresses_follow_the_base_element():
    reading = post("<a href='r.pdf'>р</a>", head="<base href='https://rada.ua/files/'>").read()

    assert reading.attachments[0].url == "https://rada.ua/files/r.pdf"


def test_a_theme_of_unknown_names_is_read_by_density():
    text = "Обласна рада ухвалила рішення про бюджет. " * 5
    article = f"<div class='x1'><h1>Н</h1><div class='x2'><p>{text}</p><p>{text}</p></div></div><p>коротко</p>"

    assert page(article).read().blocks == (text.strip(), text.strip())
    assert page("<div><p>мало</p></div>").read().blocks == ()


def test_a_body_within_a_sidebar_is_not_the_article():
    article = "<aside><div class='entry-content'>Збоку</div></aside><main><div class='entry-content'>Текст</div></main>"

    assert page(article).read().blocks == ("Текст",)


def test_several_elements_make_a_body_where_they_stand_side_by_side():
    class VolynArticle(WordPressArticle):
        body_css = ".news > :is(p, ul)"

    article = "<div class='news'><p>а</p><span>ні</span><ul><li>б</li></ul></div><div class='news'><p>ні</p></div>"

    assert page(article, cls=VolynArticle).read().blocks == ("а", "б")


def test_a_wrong_selector_fails_where_it_is_written_and_is_named():
    with pytest.raises(TypeError, match=r"Broken\.body_css.*'p\[\['"):
        type("Broken", (ArticlePage,), {"body_css": (".ok", "p[[")})


def test_a_tagdiv_subtitle_is_the_lead():
    article = (
        "<article id='post-7'><header class='td-post-title'><h1 class='entry-title'>Н</h1>"
        "<p class='td-post-sub-title'>Вступ</p></header><div class='td-post-content'><p>Т</p></div></article>"
    )

    assert page(article, cls=TagDivArticle).read().lead == "Вступ"


def block_post(text, title="wp-block-post-title"):
    """Give an article as block themes print it."""
    day = '<div class="wp-block-post-date"><time datetime="2024-10-07T15:39:58+03:00">7 Жовтня, 2024</time></div>'
    main = f'<main><h1 class="{title}">До уваги громади</h1>{text}{day}</main>'
    return page(f'<div class="wp-site-blocks">{main}</div>', cls=BlockThemeArticle).read()


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("", None),
        ('<div class="wp-block-post-content"></div>', None),
        ('<div class="wp-block-post-author"><p>Пресслужба</p></div>', None),
        ('<div class="text"><p>Рада.</p></div>', EMPTY),
        ('<div class="foto"><img src="/a.jpg"></div>', EMPTY),
    ],
)
def test_a_block_theme_leaves_out_the_place_of_a_text_that_was_never_written(text, refused):
    read = block_post(text)

    assert (read.title, read.blocks, read.refused) == ("До уваги громади", (), refused)


def test_what_is_no_post_of_a_block_theme_has_a_place_for_its_text():
    assert block_post("", title="entry-title").refused == EMPTY
