"""A site that tells the day of its articles in its lists alone: drafted, crawled, crawled again and read anew."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import pytest

from tests.helpers.fetching import serving
from tests.test_crawl import newsarchive, query

ARTICLES, ON_A_PAGE = 24, 6
SUBJECTS = [
    "шкіл",
    "лікарень",
    "доріг",
    "мостів",
    "парків",
    "бібліотек",
    "музеїв",
    "театрів",
    "клубів",
    "садків",
    "ринків",
    "зупинок",
]
VERBS = ["підтримали", "обговорили", "відхилили", "доповнили", "перенесли", "оприлюднили", "затвердили", "переглянули"]


def day(number):
    return date(2026, 11, 20) - timedelta(days=3 * number)


def title(number):
    return f"Рада про утримання {SUBJECTS[number % 12]} району номер {number + 100}"


def text(number):
    did = [VERBS[number % most] for most in (8, 7, 5, 3)]
    of = [SUBJECTS[number % most] for most in (12, 11, 9, 7)]
    return [
        f"Депутати {did[0]} зміни до програми утримання {of[0]} і {of[3]}, комісії {did[2]} звіт за рік про {of[2]}.",
        f"Голова ради нагадав, що торік {did[1]} і {did[3]} кошторис на утримання {of[1]}; справа має номер {number}.",
    ]


def url(number):
    return f"/novyny/pro-utrymannia-raionu-{number + 100}"


def site(lists):
    """Give the answers of a site whose sitemap names all, or which has none; its lists stand in both cases."""
    pages = {
        "/": f"<h1>Обласна рада</h1><p>{text(0)[0]}</p><a href='/novyny'>Усі новини</a>",
        "/pro-radu": f"<h1>Про раду</h1><p>{text(1)[0]}</p><p>{text(2)[0]}</p>",
    }
    for number in range(ARTICLES):
        pages[url(number)] = f"<h1>{title(number)}</h1>" + "".join(f"<p>{part}</p>" for part in text(number))
    last = ARTICLES // ON_A_PAGE
    for place in range(last):
        entries = "".join(
            f"<li><span>{day(n):%d.%m.%Y}</span> <a href='{url(n)}'>{title(n)}</a></li>"
            for n in range(place * ON_A_PAGE, (place + 1) * ON_A_PAGE)
        )
        pager = "".join(f"<a href='/novyny?page={n}'>{n}</a> " for n in range(1, last + 1))
        html = f"<h1>Новини</h1><ul>{entries}</ul><div class=pagination>{pager}</div>"
        pages["/novyny" if place == 0 else f"/novyny?page={place + 1}"] = html
    answers = defaultdict(lambda: b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone")
    return answers | {path: _answer("text/html", _whole(html)) for path, html in pages.items()} | lists


def _whole(content):
    menu = "<nav><a href=/>Головна</a> <a href=/novyny>Новини</a> <a href=/pro-radu>Про раду</a></nav>"
    return f"<!doctype html><html lang=uk><title>Рада</title><body>{menu}<main>{content}</main></body></html>"


def _answer(kind, content):
    body = content.encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@pytest.mark.unmeasured
@pytest.mark.parametrize("mapped", [False, True], ids=["lists alone", "a sitemap too"])
def test_a_site_that_dates_its_articles_in_its_lists_alone(tmp_path, mapped):
    answers = site({})
    with serving(answers) as server:
        if mapped:
            named = "".join(f"<url><loc>{server.base}{url(n)}</loc></url>" for n in range(ARTICLES))
            static = f"<url><loc>{server.base}/pro-radu</loc></url>"
            answers["/sitemap.xml"] = _answer("text/xml", f"<urlset>{static}{named}</urlset>")
        words = ("--contact", "archive@example.org", "--name", "undated", "--to", tmp_path)
        newsarchive("genspider", f"{server.base}/", *words)
        crawl = ("crawl", tmp_path / "spiders/undated.py", "--data", tmp_path / "data", "--delay", "0")
        newsarchive(*crawl, "--contact", "archive@example.org")
        first = len(server.hits)
        newsarchive(*crawl, "--contact", "archive@example.org")
        again = len(server.hits) - first

    held = query(tmp_path / "data", "SELECT url, title, body, published, published_from FROM articles ORDER BY id")
    expected = {
        (f"{server.base}{url(n)}", title(n), "\n\n".join(text(n)), day(n).isoformat(), "list") for n in range(ARTICLES)
    }
    assert set(held) == expected
    assert len(held) == ARTICLES
    assert again <= 3
