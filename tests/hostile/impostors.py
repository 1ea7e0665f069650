"""What answers in an article's place: pages that say that there is nothing, empty ones, files, lists."""

from __future__ import annotations

import gzip

from tests.hostile.answers import reply
from tests.hostile.case import STORED, failed, refused
from tests.hostile.pages import Story, article, feed, front, plain
from tests.hostile.walls import case, instead

_NOT_FOUND = refused("not found")
_NO_ARTICLE = refused("not an article")
_NOT_A_PAGE = refused("not a page")


def dressed(title, *paragraphs, **marks):
    """Give a page with every mark of an article that is none."""
    return article(Story(title, paragraphs), published=None, **marks)


def file(name, does, content, **more):
    """A file that is served as a page."""
    return instead(
        name, does, "Known by its first bytes: `refused`, *not a page*.", reply(content), _NOT_A_PAGE, **more
    )


CASES = (
    instead(
        "index_of",
        "A server lists the files of a folder.",
        "`refused`, *a list*.",
        "<html><head><title>Index of /news</title></head><body><h1>Index of /news</h1><pre>"
        '<a href="../">../</a>\n<a href="x.pdf">x.pdf</a></pre></body></html>',
        refused("a list", "not an article") | STORED,
    ),
    instead(
        "soft_404",
        "A page says that it was not found, under status 200.",
        "`refused`, *not found*.",
        plain("Сторінку не знайдено", "На жаль, сторінки за цією адресою не існує.", body_class="error404"),
        _NOT_FOUND,
    ),
    instead(
        "soft_404_plain",
        "The same without a mark of the theme.",
        "`refused`, *not found*.",
        plain("Сторінку не знайдено", "На жаль, сторінки за цією адресою не існує."),
        _NOT_FOUND,
    ),
    instead(
        "soft_404_dressed",
        "The same with every mark of an article.",
        "`refused`, *not found*.",
        dressed("Сторінку не знайдено", "На жаль, сторінку, яку ви шукаєте, не знайдено."),
        _NOT_FOUND,
    ),
    instead(
        "soft_404_title",
        "The same, and only the window's title says so.",
        "`refused`, *not found*.",
        dressed("Обласна рада", "Скористайтеся пошуком.").replace("<title>", "<title>Помилка 404 | "),
        _NOT_FOUND,
    ),
    instead(
        "soft_404_english",
        "The same in English.",
        "`refused`, *not found*.",
        plain("404 Not Found", "The requested URL was not found on this server."),
        _NOT_FOUND,
    ),
    case(
        name="soft_404_everywhere",
        does="Every address that does not exist answers with the home page, under status 200.",
        then="`refused`, *home page*; nothing of it is stored.",
        routes={
            "/old/*": reply(front(["/good-1/", "/good-2/"])),
            "/a/": reply(front([f"/old/{n}/" for n in range(5)], body_class="archive", canonical=None)),
        },
        links=("/a/",),
        ends={f"/old/{n}/": refused("home page", "not found") for n in range(5)},
    ),
    instead("empty_body", "An answer has no body.", "`refused`, *empty*.", reply(b""), refused("empty")),
    instead(
        "empty_page",
        "A page has no text at all.",
        "`refused`: it is no article.",
        "<!doctype html><html><head><title></title></head><body></body></html>",
        refused("empty", "not an article"),
    ),
    instead(
        "empty_article",
        "A page has every mark of an article, and no text.",
        "`refused`, *empty*.",
        article(Story("", ()), title=""),
        refused("empty"),
    ),
    instead(
        "empty_text",
        "A page has every mark of an article, a title and no text.",
        "`stored`, as what it is: the place of its text is known, and empty. Councils do that.",
        article(Story("Заголовок без тексту", ())),
        STORED,
        held={"/a/": Story("Заголовок без тексту", ())},
    ),
    instead(
        "empty_spaces",
        "The body of an answer is a thousand blanks.",
        "`refused`, *empty*.",
        b" \n" * 500,
        refused("empty", "not an article"),
    ),
    instead(
        "empty_gzip",
        "The body of an answer is an empty string, packed.",
        "`refused`, *empty*.",
        reply(gzip.compress(b""), headers=["Content-Encoding: gzip"]),
        refused("empty"),
    ),
    file(
        "pdf_as_html", "A document is served as a page.", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n" * 99
    ),
    file("png_as_html", "A picture is served as a page.", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(5000)),
    file("jpeg_as_html", "A photograph is served as a page.", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(range(256)) * 20),
    file(
        "zip_as_html", "A text document (a ZIP archive) is served as a page.", b"PK\x03\x04\x14\0\x06\0" + bytes(3000)
    ),
    file(
        "doc_as_html",
        "An old Word document is served as a page.",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Рішення ради".encode("utf-16-le") * 99,
    ),
    instead(
        "json_as_html",
        "JSON is served as a page.",
        "`refused`: it is no article.",
        '{"code":"rest_no_route","message":"Нема"}',
        _NOT_A_PAGE | _NO_ARTICLE,
    ),
    instead(
        "pdf",
        "A document is served as what it is.",
        "`refused`, *not a page*.",
        reply(b"%PDF-1.7\n", kind="application/pdf"),
        _NOT_A_PAGE,
    ),
    instead(
        "feed_as_html", "A feed is served as a page.", "Read as what it is.", reply(feed("{site}/good-1/")), STORED
    ),
    instead(
        "word_as_html",
        "A document of Word is served as a page: XML, of a vocabulary that it does not declare.",
        "`refused`, *not a list of addresses*.",
        "<?xml version='1.0'?><?mso-application?><w:wordDocument><w:p>Рішення</w:p></w:wordDocument>",
        refused("not a list of addresses"),
    ),
    instead(
        "text_as_html",
        "Text without markup is served as a page.",
        "`refused`: it is no article.",
        "Сесія відбудеться у четвер.",
        _NO_ARTICLE | _NOT_A_PAGE,
    ),
    instead(
        "shell",
        "A page is a shell that only scripts would fill.",
        "`refused`: it is no article.",
        "<!doctype html><html><head><title>Рада</title></head><body><noscript>You need to enable JavaScript to run "
        'this app.</noscript><div id="root"></div><script src="/static/main.js"></script></body></html>',
        refused("not an article", "empty", "challenge"),
    ),
    instead(
        "frames",
        "A page is a set of frames.",
        "`refused`: it is no article.",
        '<html><head><title>Рада</title></head><frameset cols="20%,80%"><frame src="/menu"><frame src="/main">'
        "</frameset></html>",
        refused("not an article", "empty"),
        requests=8,
    ),
    instead(
        "maintenance",
        "A page says that the site is being mended.",
        "`refused`: it is no article.",
        plain("Сайт на технічному обслуговуванні", "Ми скоро повернемося."),
        _NO_ARTICLE | refused("parked"),
    ),
    instead(
        "database_down",
        "A page says that its database is down, under status 500.",
        "`failed`, and tried again.",
        reply("<h1>Error establishing a database connection</h1>", status="500 Internal Server Error"),
        failed("status 500"),
    ),
    instead(
        "database_down_200",
        "The same under status 200.",
        "`failed`, *server error*.",
        plain("Error establishing a database connection"),
        failed("server error"),
    ),
    instead(
        "php_error",
        "A page breaks off with an error of PHP before its article.",
        "`failed`, *server error*.",
        "<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined function in /var/www/x.php:12",
        failed("server error"),
    ),
    instead(
        "geo_block",
        "A page says that our country is not let in.",
        "`refused`.",
        plain("Access denied", "Доступ з вашої країни обмежено. Your IP address has been blocked."),
        _NO_ARTICLE | refused("challenge", "login"),
    ),
    instead(
        "a_list",
        "An article's address is a list of others.",
        "Read as a list.",
        reply(front(["/good-1/"], body_class="archive category", canonical=None)),
        STORED,
    ),
    instead(
        "a_list_empty",
        "An article's address is an empty list.",
        "`refused`, *a list*.",
        reply(front([], body_class="archive tag", canonical=None)),
        refused("a list", "empty"),
    ),
    instead(
        "a_search",
        "An article's address is the results of a search.",
        "`refused`, or read as a list.",
        reply(front(["/good-2/"], body_class="search search-results", canonical=None)),
        STORED | refused("a list"),
    ),
    instead(
        "a_static_page",
        "An address is of a page that is no news.",
        "`refused`, *a static page*.",
        article("static", body_class="page page-template-default page-id-2"),
        refused("a static page"),
    ),
    instead(
        "an_attachment",
        "An address is of a photograph's own page.",
        "`refused`, *an attachment*.",
        article("attached", body_class="attachment single single-attachment attachmentid-9"),
        refused("an attachment"),
    ),
)
