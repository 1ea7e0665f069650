"""What answers in place of the page that was asked for is known, and no article is ever taken for it."""

import json
from datetime import date
from pathlib import Path

import pytest

from newsarchive.items import Outcome, Route
from newsarchive.normalize.hosts import Hosts
from newsarchive.pages import ArticlePage, TagDivArticle
from newsarchive.visit import Site, visit, wordings
from newsarchive.visit.impostors import impostor, is_file
from tests.helpers.build import SITE, exchange
from tests.helpers.pages import LIST, TEXT, page

TEXTS = Path(__file__).parents[2] / "shared/data/council_texts.jsonl"
DECLARED = Site(
    sites=frozenset({"rada.example"}), hosts=Hosts.of("https://rada.example/"), pages={date.min: TagDivArticle}
)
MENU = "".join(f'<li><a href="/rozdil-{n}/">Розділ {n}</a></li>' for n in range(15))


def site_page(title="Обласна рада", main="", *, head="", body="page", menu=MENU, tail=""):
    """A page of a council's own software: no marks of articles, but menus."""
    return f"""<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>{title}</title>{head}</head>
<body class="{body}"><header><ul>{menu}</ul></header><main>{main}</main><footer>Обласна рада, 2026</footer>{tail}
</body></html>"""


def bare(title="", main="", *, head="", body=""):
    """A page of a server, a host or a wall: nothing but itself."""
    return f'<html><head><title>{title}</title>{head}</head><body class="{body}">{main}</body></html>'


def told(html, status=200, headers=(), cls=ArticlePage):
    read = cls(html, f"{SITE}/a/")
    found = impostor(read, read.read(), exchange(status=status, headers=headers))
    return found and found.why


def ended(body, status=200, headers=(), content_type="text/html; charset=utf-8", **fields):
    sent = ((b"Content-Type", content_type.encode()), *headers)
    learned = visit(DECLARED, exchange("a", body, status=status, headers=sent, **fields))
    return learned.outcome, learned.why


# -- False friends: none of these is refused


QUOTES = """<p>Відвідувачі бачили «404 Not Found», «Сторінку не знайдено», «Just a moment...», «Checking your
browser before accessing», «Error establishing a database connection» та «This domain is for sale». Щоб залишити
коментар, увійдіть.</p>"""
LOGIN_WIDGET = """<aside class="widget"><form name="loginform" id="loginform" action="/wp-login.php" method="post">
<input type="text" name="log"><input type="password" name="pwd"><input type="submit" value="Увійти"></form></aside>"""
SCRIPTS = """<script src="/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3"></script>
<script src="https://check.ddos-guard.net/check.js"></script>
<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>
<script src="https://www.google.com/recaptcha/api.js"></script><div class="cf-turnstile"></div>
<script>document.cookie = "seen=1"; if (0) { location.reload(); }</script>"""


@pytest.mark.parametrize(
    "title",
    [
        "Сайт обласної ради зазнав DDoS-атаки: відвідувачі бачили «Just a moment...»",
        "Помилка 404: чому сторінку не знайдено на сайті громади",
        "Домен продається: як купити адресу в зоні .UA",
        "Технічні роботи",
        "На сайті проводяться технічні роботи",
        "Увійдіть, щоб проголосувати за громадський бюджет",
        "Перевірка браузера",
        "404",
        "Сторінку не знайдено",
        "Внутрішня помилка сервера",
        "Сайт заблоковано",
        "Welcome to nginx!",
        "Access denied: кібератака на сервери ради",
    ],
)
@pytest.mark.parametrize(
    "content", [f"<p>{TEXT}</p>" * 5 + QUOTES, "<p>Фото.</p>", '<img src="/a.jpg">'], ids=["long", "short", "picture"]
)
def test_an_article_about_such_matters_is_one(title, content):
    made = page(title=title, content=content + LOGIN_WIDGET, head=SCRIPTS)

    assert told(made, cls=TagDivArticle) is None
    assert ended(made) == (Outcome.STORED, None)


@pytest.mark.parametrize("title", ["404", "Сторінку не знайдено", "Домен продається", "Вхід"])
def test_an_article_with_a_printed_date_and_a_text_is_one_whatever_its_title(title):
    made = page(title=title, published=None, content=f"<p>{TEXT}</p>" * 5).replace(
        '<header class="td-post-title">', '<header class="td-post-title"><span class="td-post-date">20.11.2026</span>'
    )

    assert told(made, cls=TagDivArticle) is None


def test_a_long_article_without_a_date_is_refused_for_no_other_heading_on_its_page():
    made = page(published=None, content=f"<p>{TEXT}</p>" * 5).replace("</body>", f"<h1>Вхід</h1>{LOGIN_WIDGET}</body>")

    assert told(made, cls=TagDivArticle) is None


@pytest.mark.parametrize(
    "made",
    [
        site_page(
            "Новини | Обласна рада", "<h1>Новини</h1><h2>Сторінку не знайдено</h2><h2>Технічні роботи</h2>" + QUOTES
        ),
        site_page("Технічні роботи – Обласна рада", "<h1>Технічні роботи</h1><p>Повідомлення.</p>"),
        site_page("Контакти", "<h1>Контакти</h1><p>Телефон.</p>" + LOGIN_WIDGET, tail=SCRIPTS),
        site_page("Обласна рада", "<h1>Обласна рада</h1>" + LOGIN_WIDGET, tail=SCRIPTS),
        site_page("Пошук", f"<h1>Результати пошуку: 404</h1><p>{TEXT}</p>"),
        site_page("Розпорядження 404 | Обласна рада", "<h1>Розпорядження 404</h1><p>Текст.</p>"),
        bare("Обласна рада", f"<h1>Про сайт</h1><p>{TEXT}</p>"),
        bare("Обласна рада", f"<p>Поради: увімкніть JavaScript<br>у браузері</p><p>{TEXT}</p>" + f"<p>{TEXT}</p>" * 15),
        site_page("Вхід | Обласна рада", "<h1>Вхід</h1><p>Вхід до будівлі ради – з площі.</p>"),
        LIST,
    ],
)
def test_a_list_or_a_page_of_the_site_is_none_of_them(made):
    assert told(made) is None


def test_a_php_warning_above_an_article_or_an_error_that_it_quotes_is_no_breakdown():
    warned = page(
        content=f"<br /><b>Warning</b>:  Undefined variable in <b>/a.php</b> on line <b>3</b><p>{TEXT}</p>" * 2
    )
    quoted = page(
        content=f"<p>{TEXT}</p><pre>Fatal error: Uncaught Error in a.php on line 3</pre><b>Fatal error</b> – це збій."
    )

    assert told(warned, cls=TagDivArticle) is None
    assert told(quoted, cls=TagDivArticle) is None


# -- Challenges


CLOUDFLARE = bare(
    "Just a moment...",
    "<h1>rada.example</h1><p>Verifying you are human.</p><noscript>Enable JavaScript and cookies to continue</noscript>"
    "<script>(function(){window._cf_chl_opt={cvId:'3'};}());</script>",
)
COOKIE = bare("", "<script>document.cookie='_ddn_intercept_2_=abc;path=/';window.location.reload();</script>")


@pytest.mark.parametrize(
    "made",
    [
        CLOUDFLARE,
        COOKIE,
        bare("Один момент…", "<h1>rada.example</h1><p>Перевіряємо.</p>"),
        bare("DDoS-Guard", '<script src="/.well-known/ddos-guard/js-challenge/index.js"></script><h1>Перевірка</h1>'),
        bare("You are being redirected...", "<noscript>Javascript is required.</noscript><script>var s={};</script>"),
        bare("", '<script>var sucuri_cloudproxy_js="",S="cz0n";</script>'),
        bare(
            "", '<iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=1">Request unsuccessful.</iframe>'
        ),
        bare("Проверка браузера", "<p>Подождите.</p><script>ipp_key='v1';</script>"),
        bare("", '<script src="/__qrator/qauth_utm_v2.js"></script>'),
        bare("One moment, please...", "<h1>Please wait while your request is being verified...</h1>"),
        bare("Making sure you&#39;re not a bot!", '<script id="anubis_challenge" type="application/json">{}</script>'),
        bare("Robot Challenge Screen", '<meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2Fa">'),
        bare("Захист", '<form><p>Доведіть, що Ви не робот</p><div class="g-recaptcha"></div></form>'),
        bare("Security", "<form><script src='https://www.google.com/recaptcha/api.js'></script></form><p>Доступ</p>"),
        bare("", "<p>You will be connected to rada.example in just a moment...</p><script>toNumbers('a')</script>"),
        bare("", "<script src='/aes.js'></script><script>document.cookie='__test='+slowAES.decrypt(c,2,a,b);</script>"),
        site_page("Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1>"),
    ],
)
def test_a_challenge_is_known(made):
    assert told(made) == "challenge"


@pytest.mark.parametrize(
    "header",
    [(b"CF-Mitigated", b"challenge"), (b"x-amzn-waf-action", b"captcha"), (b"X-Vercel-Mitigated", b"challenge")],
)
def test_a_challenge_that_says_so_in_a_header_is_known(header):
    assert told(bare("Обласна рада"), headers=(header,)) == "challenge"


@pytest.mark.parametrize(
    ("body", "status", "expected"),
    [
        (CLOUDFLARE, 503, (Outcome.LATER, "challenge")),
        (CLOUDFLARE, 403, (Outcome.REFUSED, "challenge")),
        ("busy", 503, (Outcome.LATER, "status 503")),
        ("no", 403, (Outcome.REFUSED, "status 403")),
        (CLOUDFLARE, 500, (Outcome.FAILED, "status 500")),
    ],
)
def test_a_wall_before_robots_txt_is_told_and_its_status_counts(body, status, expected):
    assert ended(body, status, route=Route.ROBOTS) == expected


def test_a_header_that_says_another_thing_is_no_challenge():
    assert told(page(), headers=((b"cf-mitigated", b"none"), (b"cf-ray", b"8f-KBP")), cls=TagDivArticle) is None


@pytest.mark.parametrize("status", [200, 401, 403, 429, 503])
def test_a_challenge_ends_as_one_whatever_its_status(status):
    assert ended(CLOUDFLARE, status) == (Outcome.REFUSED, "challenge")


# -- Logins


WP_LOGIN = bare(
    "Увійти \u2039 Обласна рада — WordPress",
    '<form id="loginform" action="/wp-login.php"><input type="password" name="pwd"></form>',
    body="login no-js login-action-login wp-core-ui locale-uk",
)


@pytest.mark.parametrize(
    "made",
    [
        WP_LOGIN,
        site_page("Вхід | Обласна рада", '<h1>Вхід</h1><form><input type="password"></form>'),
        site_page("Обласна рада", '<h1>Увійдіть, щоб переглянути</h1><form><input type="PASSWORD"></form>'),
        bare("Обласна рада", "<p>Для перегляду матеріалу необхідно авторизуватися.</p>"),
        page(title="Закрита новина", published=None, content="<p>Увійдіть, щоб прочитати цю новину.</p>"),
    ],
)
def test_a_login_is_known(made):
    assert told(made, cls=TagDivArticle) == "login"


@pytest.mark.parametrize(("body", "why"), [(WP_LOGIN, "login"), ("", "login"), (CLOUDFLARE, "challenge")])
def test_a_page_for_the_authorized_alone_is_a_login_unless_it_is_a_challenge(body, why):
    assert ended(body, 401) == (Outcome.REFUSED, why)


# -- Parked domains, suspended and empty servers


@pytest.mark.parametrize(
    "made",
    [
        bare("rada.example", '<script src="https://img.sedoparking.com/templates/x.js"></script>'),
        bare("", "<script>window.onload=function(){window.location.href='/lander'}</script>"),
        bare("rada.example is for sale", "<h1>rada.example</h1>"),
        bare("rada.example", "<p>The domain rada.example may be for sale. Click here to inquire.</p>"),
        site_page("Домен rada.example продається", "<h1>Домен rada.example продається</h1>"),
        site_page("Домен припарковано | imena.ua", "<p>Домен зареєстровано.</p>"),
        bare("Домен припаркован", "<p>Хостинг</p>"),
        bare("Account Suspended", "<h1>This Account has been suspended.</h1>"),
        bare("rada.example", "<p>Хостинг сайту заблоковано. Зверніться до служби підтримки.</p>"),
        bare("Сайт заблоковано", "<h1>Сайт заблоковано</h1>"),
        bare("Welcome to nginx!", "<h1>Welcome to nginx!</h1>"),
        bare("Apache2 Debian Default Page: It works", "<p>This is the default welcome page.</p>"),
        bare("", "<h1>It works!</h1>"),
        bare("IIS Windows Server", '<a href="https://go.microsoft.com"><img src="iisstart.png"></a>'),
        bare("Test Page for the HTTP Server on Fedora", "<h1>Fedora</h1>"),
        bare("Сайт знаходиться в розробці", "<h1>Сайт знаходиться в розробці</h1>"),
        bare("Обласна рада", "<h1>На сайті проводяться технічні роботи</h1>"),
        bare("Maintenance mode", "<h1>We'll be back soon!</h1>"),
        bare("Сайт только что создан.", "<h1>rada.example</h1>"),
    ],
)
def test_a_parked_suspended_or_unfinished_site_is_known(made):
    assert told(made) == "parked"


# -- Soft 404s


HEADINGS = """Сторінку не знайдено | Сторінка не знайдена | 404 | Помилка 404 | 404 - Сторінку не знайдено
Ой! Сторінку не знайдено. | Вибачте, такої сторінки не існує | Запитувана сторінка не знайдена | Матеріал не знайдено
На жаль, сторінки не знайдено | Матеріалу не знайдено | Стаття не знайдена | Статтю не знайдено! | Новину не знайдено
Матеріал видалено | Новину видалено | Публікацію знято з публікації | Статья удалена | The article has been removed
Публікацію не знайдено | Нічого не знайдено | Не знайдено | Сторінка відсутня | Сторінку видалено | Запис не існує
Такої сторінки немає | Сторінку не знайдено або видалено | Документ не знайдено | Страница не найдена
Ошибка 404. Страница не найдена | Материал не найден | Статья не найдена | Запрашиваемая страница не существует
Page not found | Not Found | 404 Not Found | Error 404 | Oops! That page can’t be found. | This page doesn't exist
The requested page could not be found | HTTP 404 | Article not found | Nothing found | File not found.
The page you are looking for doesn't exist""".replace("\n", " | ").split(" | ")


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_page_whose_heading_says_that_there_is_none_is_not_found(heading):
    assert told(site_page("Обласна рада", f"<h1>{heading}</h1><p>Поверніться на головну.</p>")) == "not found"
    assert told(site_page(f"{heading} | Обласна рада")) == "not found"
    assert told(site_page(f"Обласна рада — {heading}", f"<p>{TEXT}</p>" * 9)) == "not found"


@pytest.mark.parametrize("text", ["Матеріал не знайдено.", "На жаль, сторінку не знайдено. Спробуйте пошук."])
def test_an_article_whose_whole_text_is_that_there_is_none_is_not_found(text):
    alone = page(title="Новини", published=None, content=f"<p>{text}</p>")
    with_others = page(title="404", published=None, content=f"<p>{text}</p>" + "<p>Останні новини</p>" * 40)

    assert told(alone, cls=TagDivArticle) == "not found"
    assert told(with_others, cls=TagDivArticle) == "not found"


def test_a_wordpress_404_with_its_newest_posts_is_not_found_and_no_list():
    made = LIST.replace("archive category", "error404").replace(
        "<head>", "<head><title>Сторінку не знайдено – Рада</title>"
    )

    assert ended(made) == (Outcome.REFUSED, "not found")


# -- Breakdowns


@pytest.mark.parametrize(
    "made",
    [
        bare("Database Error", "<h1>Error establishing a database connection</h1>"),
        bare("Помилка", "<h1>Помилка встановлення з'єднання з базою даних</h1>"),
        bare("WordPress \u203a Помилка", '<div class="wp-die-message"><p>Сталася критична помилка на сайті.</p></div>'),
        bare("", "Помилка при встановленні з’єднання з базою даних"),
        bare("", "Could not connect to MySQL server"),
        bare("", "SQLSTATE[HY000] [2002] Connection refused"),
        bare("", "Fatal error: Allowed memory size of 134217728 bytes exhausted in /var/www/a.php on line 3"),
        bare("500 Internal Server Error", "<h1>Internal Server Error</h1>"),
        bare("502 Bad Gateway", "<h1>502 Bad Gateway</h1>"),
        bare("Runtime Error", "<h1>Server Error in '/' Application.</h1>"),
        bare("Error: 500", "<h1>Error displaying the error page: Application Instantiation Error</h1>"),
        site_page("Обласна рада", f"<p>{TEXT}</p><br />\n<b>Fatal error</b>:  Uncaught in <b>/a.php</b>"),
        page(content=f"<p>{TEXT}</p><br /><b>Fatal error</b>: Maximum time exceeded in <b>/a.php</b>"),
    ],
)  # fmt: skip
def test_a_breakdown_that_answers_200_failed(made):
    assert told(made, cls=TagDivArticle) == "server error"
    assert ended(made) == (Outcome.FAILED, "server error")


# -- What is no page at all


@pytest.mark.parametrize(
    "body",
    [b"%PDF-1.7\n", b"\n\n%PDF-1.4", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF\0\0\0\0WEBP",
     b"PK\x03\x04\x14", b"\xd0\xcf\x11\xe0\xa1\xb1", b"Rar!\x1a\x07\x00", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08\x00",
     b"{\\rtf1", b"\0\0\0\x20ftypisom"],
)  # fmt: skip
def test_a_file_that_is_sent_as_a_page_is_none(body):
    assert is_file(body)
    assert ended(body + b"\0 rest") == (Outcome.REFUSED, "not a page")


@pytest.mark.parametrize("body", ["<html>", "", "PDF: %PDF-", "BM — це скорочення", page()])
def test_what_only_begins_like_a_file_is_none(body):
    assert not is_file(("<p>" + body).encode())


@pytest.mark.parametrize(
    "body", ["", "  \n", "<html></html>", bare("Обласна рада", '<div id="root"></div><script src="/app.js"></script>')]
)
def test_a_page_without_any_text_is_empty(body):
    assert ended(body) == (Outcome.REFUSED, "empty")


@pytest.mark.parametrize("main", ["", "<p>Завантаження…</p>", "<h1>Новини</h1><div class='loader'></div>"])
def test_a_page_that_a_program_is_to_fill_is_empty_however_long_its_menu(main):
    state = '<script type="application/json">{"items": []}</script>'
    page = site_page(main=f"{main}<noscript>You need to enable JavaScript to run this app.</noscript>", tail=state)

    assert ended(page) == (Outcome.REFUSED, "empty")
    assert ended(page.replace(state, ""))[1] != "empty"
    assert ended(page.replace("<main>", "<main><p>Рада складається з 42 депутатів.</p>"))[1] != "empty"


@pytest.mark.parametrize("content_type", ["", "text/plain"])
def test_an_answer_of_nothing_is_empty(content_type):
    assert ended(b"", content_type=content_type) == (Outcome.REFUSED, "empty")


@pytest.mark.parametrize(
    "made",
    [
        bare("Index of /uploads", '<h1>Index of /uploads</h1><a href="?C=N">Name</a><a href="/">Parent Directory</a>'),
        bare(
            "Index of /uploads/",
            '<h1>Index of /uploads/</h1><pre><a href="../">../</a> <a href="a.pdf">a.pdf</a></pre>',
        ),
        bare("rada.example - /uploads/", '<H1>rada.example - /uploads/</H1><A HREF="/">[To Parent Directory]</A>'),
    ],
)
def test_a_listing_of_files_is_a_list(made):
    assert told(made) == "a list"


# -- Plain refusals stay what they are


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (403, bare("403 Forbidden", "<h1>Forbidden</h1>"), (Outcome.REFUSED, "status 403")),
        (403, bare("404 Not Found", "<h1>Not Found</h1>"), (Outcome.REFUSED, "status 403")),
        (403, b"%PDF-1.7", (Outcome.REFUSED, "status 403")),
        (403, page(), (Outcome.REFUSED, "status 403")),
        (403, bare("Account Suspended", "<h1>Account Suspended</h1>"), (Outcome.REFUSED, "parked")),
        (
            503,
            bare("Maintenance", "<h1>Briefly unavailable for scheduled maintenance.</h1>"),
            (Outcome.LATER, "status 503"),
        ),
        (500, bare("Just a moment..."), (Outcome.FAILED, "status 500")),
        (404, bare("Just a moment..."), (Outcome.GONE, "status 404")),
    ],
)
def test_a_plain_refusal_keeps_its_status(status, body, expected):
    assert ended(body, status) == expected


def test_a_refusal_whose_body_cannot_be_decompressed_keeps_its_status():
    assert ended(b"x", 403, headers=((b"Content-Encoding", b"gzip"),)) == (Outcome.REFUSED, "status 403")


# -- Real titles


@pytest.mark.shared
def test_no_real_title_says_only_such_a_thing():
    if not TEXTS.exists():
        pytest.skip("the council texts stand beside the checkout, not in it")
    titles = [json.loads(line)["title"] for line in TEXTS.read_text(encoding="utf-8").splitlines()]

    assert [title for title in titles if title and any(map(wordings.heading, wordings.headings(title)))] == []
    assert [title for title in titles if title and wordings.is_maintenance(title)] == []
