"""What changed and what is gone, as pages: two versions side by side, the stream of edits, the stream of removals."""

import asyncio
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from newsarchive.changes.diff import Op, diff
from newsarchive.items import Attachment, Outcome
from newsarchive.publish import publish
from newsarchive.serve import edits, removals
from newsarchive.serve.app import datasette
from newsarchive.serve.difference import FOLDED, excerpt, parts
from newsarchive.store import Archive, suppressions
from tests.helpers.build import COUNCIL, NOW, Story, address, visit
from tests.helpers.questions import plan

POISON = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"


def get(house, path):
    return asyncio.run(house.client.get(path))


def whole(response):
    """Give a page without what keeps its sums on one line."""
    return re.sub(r"<span class=sum>(.*?)</span>", r"\1", response.text)


def read(response):
    """Give a page's words as a reader sees them."""
    body = whole(response).partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", re.sub(r'<span class="unseen".*?</span>', "", body))).split())


def marked(response):
    """Give what a page marks: signs and words, without what is said to screen readers alone."""
    text = re.sub(r'<span class="unseen".*?</span>', "", whole(response).partition("<h2>")[2])
    return [(sign, unescape(words)) for sign, words in re.findall(r"<(del|ins)[^>]*>(.*?)</\1>", text)]


@pytest.fixture
def story(tmp_path):
    with Archive(tmp_path / "archive") as archive:
        yield Story(archive)


@pytest.fixture
def site(story):
    """What serves the story, once it is told."""
    return lambda: datasette(story.archive.path)


@pytest.fixture(scope="module")
def house(newsroom):
    return datasette(newsroom.path)


# -- Two versions


def test_an_edit_is_shown_word_by_word_with_its_evidence(house, newsroom):
    answer = get(house, f"/archive/articles/{newsroom.id('sum')}/diff?from=1&to=2")

    assert answer.status_code == 200
    assert ("del", "4 800 000") in marked(answer)
    assert ("ins", "8 400 000") in marked(answer)
    assert "було 4 800 000 гривень, стало 8 400 000 гривень" in read(answer)
    assert len(re.findall(r'href="/archive/captures/\d+/captured"', answer.text)) == 2


def test_a_screen_reader_is_told_where_words_were_taken_out_and_added(house, newsroom):
    path = f"/archive/articles/{newsroom.id('sum')}/diff?from=1&to=2"

    assert '<del><span class="unseen" lang="uk">[вилучено: </span>4 800 000<span' in whole(get(house, path))
    assert '<ins><span class="unseen" lang="en">[added: </span>8 400 000<span' in whole(get(house, f"{path}&_lang=en"))


def test_versions_far_apart_can_be_compared_in_either_order(house, newsroom):
    there, back = (
        get(house, f"/archive/articles/{newsroom.id('sum')}/diff?{x}") for x in ("from=1&to=3", "from=3&to=1")
    )

    assert ("ins", "збільшила") in re.findall(r"<(ins)>.*?</span>(.*?)<span", there.text)
    assert read(there) == read(back)


def test_the_last_edit_is_shown_where_no_versions_are_named(house, newsroom):
    answer = get(house, f"/archive/articles/{newsroom.id('sum')}/diff")

    assert answer.status_code == 302
    assert answer.headers["location"] == f"/archive/articles/{newsroom.id('sum')}/diff?from=2&to=3"


def test_an_article_of_one_version_has_nothing_to_compare(house, newsroom):
    assert "лише одну версію" in read(get(house, f"/archive/articles/{newsroom.id('rich')}/diff"))


def test_a_version_is_not_compared_with_itself(house, newsroom):
    assert "одна й та сама версія" in read(get(house, f"/archive/articles/{newsroom.id('sum')}/diff?from=2&to=2"))


@pytest.mark.parametrize("path", ["999999/diff?from=1&to=2", "{sum}/diff?from=1&to=9", "{sum}/diff?from=0&to=1"])
def test_what_is_not_held_is_not_found(house, newsroom, path):
    assert get(house, f"/archive/articles/{path.format(**newsroom.ids)}").status_code == 404


@pytest.mark.parametrize("query", ["from=x&to=2", "from=&to=", "from=-1&to=2", "from=1", "to=99999999999999999999"])
def test_what_is_no_number_leads_to_the_last_edit(house, newsroom, query):
    assert get(house, f"/archive/articles/{newsroom.id('sum')}/diff?{query}").status_code == 302


def test_side_by_side_each_version_stands_in_its_column(house, newsroom):
    answer = get(house, f"/archive/articles/{newsroom.id('sum')}/diff?from=1&to=3&view=sides")
    pairs = re.findall(r'<div class="pair"><p>(.*?)</p><p>(.*?)</p></div>', answer.text, re.DOTALL)

    assert pairs
    assert not any("<ins" in before or "<del" in after for before, after in pairs)
    assert any("Остап Вербицький" in before and "Шляхбуд" in after for before, after in pairs)


def test_the_article_links_to_its_edits(house, newsroom):
    text = whole(get(house, f"/archive/articles/{newsroom.id('sum')}"))

    assert "diff?from=1&amp;to=2" in text
    assert "diff?from=2&amp;to=3" in text
    assert "побачена 12 жовтня 2026, 06:00 UTC: голоси: було 58, стало 61; було 4 800 000 гривень" in text


def test_long_paragraphs_that_did_not_change_are_folded(story, site):
    long = " ".join(["Цей абзац лишається таким, як був."] * 20)
    for days, body in enumerate((f"{long}\n\nДали 1 млн грн.", f"{long}\n\nДали 2 млн грн.")):
        story.read(body=body, days=days)
    text = get(site(), "/archive/articles/1/diff?from=1&to=2").text

    assert len(long) > FOLDED
    assert re.search(r"<details><summary[^>]*>Без змін: 1 абзац</summary>\s*<p>Цей абзац", text)


def test_a_document_that_was_replaced_is_no_matter_of_looks(story, site):
    for days, name in enumerate(("rishennia.pdf", "rishennia-1.pdf")):
        story.read(attachments=(Attachment(url=f"https://rada.example/files/{name}"),), days=days)
    seen = read(get(site(), "/archive/articles/1/diff?from=1&to=2"))

    assert "вилучено 1 файл; додано 1 файл файли" in seen
    assert "лише оформлення" not in seen


def test_short_paragraphs_that_did_not_change_are_not_folded():
    found = parts(diff("Абзац перший.\n\nДали 1 млн.\n\nКінець.", "Абзац перший.\n\nДали 2 млн.\n\nКінець.").paragraphs)

    assert [(part.changed, part.folded) for part in found] == [(False, False), (True, False), (False, False)]


def test_changed_fields_and_titles_are_told(story, site):
    story.read(title="Перша назва", author="Ірина", section="Новини")
    story.read(title="Друга назва", author=None, section="Сесії", published=NOW - timedelta(days=40), days=1)
    seen = read(get(site(), "/archive/articles/1/diff?from=1&to=2"))

    assert "Заголовок Перша Друга назва" in seen
    assert "Автор Ірина" in seen
    assert "Розділ Новини Сесії" in seen
    assert "Опубліковано 20 листопада 2026, 12:00 UTC 11 жовтня 2026, 12:00 UTC" in seen
    assert "Слова тексту ті самі." in seen


def test_stored_text_is_never_more_than_text(story, site):
    story.read(title=POISON, body=f"{POISON} один.", author=POISON, section=POISON)
    story.read(title=f"{POISON}!", body=f"{POISON} два {POISON}.", author=f"{POISON}1", section=f"{POISON}2", days=1)
    story.tell(visit("a", Outcome.GONE, why=POISON, status=404, at=NOW + timedelta(days=2)))
    for path in ("articles/1/diff?from=1&to=2", "articles/1/diff?from=1&to=2&view=sides", "edits", "removals"):
        for lang in ("uk", "en"):
            text = get(site(), f"/archive/{path}{'&' if '?' in path else '?'}_lang={lang}").text

            assert "alert(" in text
            assert not re.search(r"<script|<img|onerror=alert\(2\)>", text)
            assert "49" not in re.findall(r"\{\{7\*7\}\}|>49<", text)


def test_a_withheld_version_is_not_compared(story, site):
    for days, body in enumerate(("Дали 1 млн грн.", "Дали 2 млн грн.")):
        story.read(body=body, days=days)
    suppressions.suppress(story.archive, 1, reason="Суд", at=NOW, version=1)
    house = site()

    assert get(house, "/archive/articles/1/diff?from=1&to=2").status_code == 451
    assert "млн" not in read(get(house, "/archive/edits"))


# -- The stream of edits


def streamed(connection, **asked):
    """Read a stream to its end, page by page."""
    found, after = [], ""
    while True:
        page = edits.edits(connection, edits.Asked(**asked, after=after), 2)
        if not page:
            return found
        found += page
        after = page[-1].key


@pytest.fixture
def many(story):
    bodies = [
        "Дали 1 млн грн.",
        "Дали 2 млн грн.",
        "Дали, 2 млн грн.",
        "Дали, 2 млн грн. Голова був.",
        "Дали, 2 млн грн.",
    ]
    for path in "abc":
        for days, body in enumerate(bodies):
            story.read(path, f"Стаття {path}", body=f"{body} Слово {path}.", days=days)
    story.archive.connection.row_factory = None
    return story


def test_the_newest_edits_come_first_and_every_one_once(many):
    found = streamed(many.archive.connection)
    keys = [(one.seen_at, one.version) for one in found]

    assert len(set(keys)) == 12
    assert keys == sorted(keys, reverse=True)


def test_the_weightiest_edits_come_first_and_every_one_once(many):
    found = streamed(many.archive.connection, order="substance")

    assert len({one.version for one in found}) == 12
    assert [one.substance for one in found] == sorted((one.substance for one in found), reverse=True)
    assert found[-1].slight


def test_edits_are_narrowed_by_kind_council_and_days(many):
    connection = many.archive.connection

    assert {one.kinds for one in streamed(connection, kind="cosmetic")} == {("cosmetic",)}
    assert len(streamed(connection, kind="money", order="substance")) == 3
    assert len(streamed(connection, council=COUNCIL.code)) == 12
    assert streamed(connection, council="nowhere") == []
    assert len(streamed(connection, since="2026-11-22", until="2026-11-23")) == 6
    assert len(streamed(connection, since="2026-11-24")) == 3


@pytest.mark.parametrize("order", ["", "substance"])
@pytest.mark.parametrize("council", ["", COUNCIL.code])
def test_edits_are_read_in_order_from_an_index(many, order, council):
    asked = edits.Asked(order=order, council=council, kind="money", since="2026-01-01", until="2027-01-01")
    for after in ("", edits.edits(many.archive.connection, asked, 1)[0].key):
        sql, values = edits._question(replace(asked, after=after))
        text = "\n".join(
            row[3]
            for row in many.archive.connection.execute(f"EXPLAIN QUERY PLAN {sql}", values | {"limit": 21, "offset": 0})
        )
        first = text.splitlines()[1]

        assert re.search(r"(SCAN|SEARCH) edits USING INDEX idx_edits_", first), text
        assert "USE TEMP B-TREE" not in text.partition("SCAN edits\n")[0]
        assert not re.search(r"SCAN (later|was|articles|captures|shows|showed)", text)


def test_the_page_of_edits_tells_them_with_an_excerpt_and_both_captures(house, newsroom):
    text = get(house, "/archive/edits").text

    assert text.count('<li class="faint">') == 1
    assert f"/archive/articles/{newsroom.id('name')}/diff?from=1&amp;to=2" in text
    assert ("del", "Олена Мазур") in [(s, w) for s, w in re.findall(r"<(del)>.*?</span>(.*?)<span", text)]
    assert "знімок до" in text
    assert "знімок після" in text


def test_the_page_of_edits_is_paged_by_keys(many, monkeypatch):
    monkeypatch.setattr(edits, "PAGE", 5)
    house = datasette(many.archive.path)
    seen, path = [], "/archive/edits?order=substance"
    while path:
        text = get(house, path).text
        seen += re.findall(r"diff\?from=\d+&amp;to=\d+", text)
        further = re.search(r'rel="next" href="([^"]+)"', text)
        path = further and f"/archive/edits{unescape(further[1])}"

    assert len(seen) == 12


@pytest.mark.parametrize(
    "query",
    ["after=x", "after=9_2026-11-20T12:00:00%2B00:00_1", "kind=<b>", "council=%00",
     "order=x",
     "after=2026-11-20T12:00:00%2B00:00_999999999999999999", "order=substance&after=2026-11-20T12:00:00%2B00:00_1"],
)  # fmt: skip
def test_an_odd_question_is_answered(house, query):
    assert get(house, f"/archive/edits?{query}").status_code == 200
    assert get(house, f"/archive/removals?{query}").status_code == 200


@pytest.mark.parametrize("query", ["since=2026-13-01", "until=x"])
@pytest.mark.parametrize("stream", ["edits", "removals", "edits.atom", "removals.atom"])
def test_a_day_that_is_none_is_refused_and_not_left_out_unsaid(house, stream, query):
    response = get(house, f"/archive/{stream}?{query}")

    assert response.status_code == 400
    assert "пишіть 2024, 2024-05 чи 2024-05-31" in response.text


def test_a_month_or_a_year_is_its_days(house):
    whole, year = (get(house, f"/archive/edits{asked}").text for asked in ("", "?since=2026&until=2026"))

    assert whole.count("/diff?") == year.count("/diff?") > 0
    assert 'value="2026-12-31"' in year


def test_an_archive_that_knows_no_edits_yet_says_so(story, site):
    for days, body in enumerate(("Дали 1 млн грн.", "Дали 2 млн грн.")):
        story.read(body=body, days=days)
    story.archive.connection.execute("DROP TABLE edits")
    house = site()

    assert get(house, "/archive/edits").status_code == 404
    assert "було 1 млн грн, стало 2 млн грн" in read(get(house, "/archive/articles/1/diff?from=1&to=2"))


def test_an_excerpt_is_short_and_shows_the_difference():
    before = "Довгий початок. " * 40 + "Дали 1 млн грн на школу. " + "Довгий кінець. " * 40
    shown = excerpt(diff(before, before.replace("1 млн", "2 млн")))

    assert [(piece.op, piece.text.strip()) for piece in shown if piece.op != Op.SAME] == [
        ("removed", "1"),
        ("added", "2"),
    ]
    assert sum(len(piece.text) for piece in shown) < 250
    assert shown[0].text.startswith("… ")
    assert shown[-1].text.endswith(" …")


def test_an_excerpt_passes_over_looks_where_there_is_more():
    shown = excerpt(diff("Так, бо.\n\nДали 1 млн.", "Так бо.\n\nДали 2 млн."))

    assert [piece.text.strip() for piece in shown if piece.op == Op.ADDED] == ["2"]


# -- The stream of removals


def test_removals_are_told_with_their_state_and_evidence(house, newsroom):
    seen = read(get(house, "/archive/removals"))

    assert "Повернулося" in seen
    assert "Можливо, вилучено" in seen
    assert "сторінки не знайдено (404)" in seen
    assert "Сусідня стаття її більше не називає: https://km-oblrada.gov.ua/" in seen
    assert "Останній запит 20 листопада 2026, 06:00 UTC: сторінка відкривається" in seen
    assert "Ще не підтверджено" in seen


@pytest.mark.parametrize(
    ("state", "story"), [("deleted", "removed"), ("suspected", "suspected"), ("restored", "restored")]
)
def test_removals_are_narrowed_by_state(house, newsroom, state, story):
    text = get(house, f"/archive/removals?state={state}").text

    assert re.findall(r'<h2><a lang="uk" href="/archive/articles/(\d+)">', text) == [str(newsroom.id(story))]


def gone(story, *paths):
    for number, path in enumerate(paths):
        story.read(path, f"Стаття {path}", body=f"Слово {path}.")
        story.tell(visit(path, Outcome.GONE, why="status 404", status=404, at=NOW + timedelta(days=1, minutes=number)))


def test_an_article_is_told_once_by_what_happened_last(story):
    gone(story, "a", "b")
    story.read("a", "Стаття a", body="Слово a.", days=3)
    found = removals.removals(story.archive.connection, removals.Asked())

    assert [(one.title, one.state) for one in found] == [("Стаття a", "restored"), ("Стаття b", "suspected")]
    assert found[0].since == "2026-11-21T12:00:00+00:00"
    assert found[0].why == ("сторінки не знайдено (404)", "page not found (404)")
    assert [row["status"] for row in (found[0].before, found[0].without, found[0].back)] == [200, 404, 200]


def test_removals_are_paged_by_keys_and_narrowed(story):
    gone(story, *"abcdefg")
    connection = story.archive.connection
    found, after = [], ""
    while page := removals.removals(connection, removals.Asked(after=after), 3):
        found += [one.title for one in page]
        after = page[-1].key

    assert found == [f"Стаття {path}" for path in "gfedcba"]
    assert removals.removals(connection, removals.Asked(since="2026-11-22")) == []
    assert len(removals.removals(connection, removals.Asked(until="2026-11-21", council=COUNCIL.code))) == 7


def test_a_removal_of_what_is_withheld_is_not_told(story):
    gone(story, "a", "b")
    suppressions.suppress(story.archive, address("a"), reason="Суд", at=NOW)

    assert [one.title for one in removals.removals(story.archive.connection, removals.Asked())] == ["Стаття b"]


def test_removals_are_read_by_indexes(newsroom):
    asked = []
    with closing(sqlite3.connect(f"{newsroom.path.as_uri()}?mode=ro", uri=True)) as connection:
        connection.set_trace_callback(asked.append)
        removals.removals(connection, removals.Asked(council="khmelnytskyi", since="2026-01-01"))
        connection.set_trace_callback(None)
        plans = [plan(connection, sql) for sql in asked if sql.strip().startswith("SELECT")]

    assert len(plans) > 4
    assert not any(re.search(r"SCAN (events|articles|captures|fetches)\b", text) for text in plans), plans


def test_a_published_copy_shows_what_the_archive_does(house, newsroom, tmp_path):
    publish(newsroom.folder, tmp_path / "archive.db")
    copy = datasette(tmp_path / "archive.db")
    seen = read(get(copy, "/archive/removals"))

    assert "Сусідня стаття її більше не називає" in seen
    assert "Останній запит 20 листопада 2026, 06:00 UTC: сторінки не знайдено (404)" in seen
    assert "Останній запит 20 листопада 2026, 06:00 UTC: відповідь 200" in seen
    assert read(get(copy, "/archive/edits")) == read(get(house, "/archive/edits"))
    assert get(copy, f"/archive/articles/{newsroom.id('sum')}/diff?from=1&to=3").status_code == 200
