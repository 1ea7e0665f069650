"""What a search finds is taken away whole, safe for spreadsheets, and says so where it is not whole."""

import asyncio
import csv
import io
import json
import re
import sqlite3
import tempfile
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from urllib.parse import parse_qs, quote, urlsplit

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsarchive.serve.app import datasette
from newsarchive.serve.take import answer, rows, sheet, subset, tables
from newsarchive.serve.take.naming import disposition, named
from newsarchive.serve.take.safe import dangerous, safe, verbatim
from tests.test_serve_pages import archive

FORMULAS = (
    *(
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff20x",
        " =1",
        "'=1",
        '"=1',
    ),
    *("\u200b=1", "\ufeff=1", "\xa0@x", "- перше\n- друге", "так;=1+1", "так,-1+2", '=HYPERLINK("http://a/")', "- "),
    *('x;"=1', "=cmd|' /C calc'!A0", "\x01=1"),
)
BEGINS = "-=+@\uff1d\uff0b\uff0d\uff20"
SIGNS = re.compile(f"[\\s'\"\x00-\x1f\u200b\ufeff]*[{BEGINS}]")


def get(application, address, **options):
    return asyncio.run(application.client.get(address, **options))


def table(response):
    assert response.content.startswith(b"\xef\xbb\xbf")
    first, *others = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    return [dict(zip(first, row, strict=False)) for row in others]


def book(response):
    return openpyxl.load_workbook(io.BytesIO(response.content))


@pytest.fixture(scope="module")
def house(newsroom):
    return datasette(newsroom.path)


@pytest.fixture
def hostile(tmp_path):
    articles = [
        {"number": number, "title": formula, "lead": f"рядок\n{formula}", "author": formula, "body": "міст"}
        for number, formula in enumerate(FORMULAS, 1)
    ]
    articles = [article | {"published": f"2023-11-01T00:00:{article['number']:02}+02:00"} for article in articles]
    archive(tmp_path / "archive.db", articles).close()
    return datasette(tmp_path / "archive.db")


# -- cells ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_a_formula_is_made_a_text(text):
    assert dangerous(text) == safe(text).startswith("'")
    assert not any(SIGNS.match(part) and part[0] != "'" for part in re.split("[,;\t\r\n]", safe(text)) if part)
    assert verbatim(safe(text)) == text


@given(st.text(alphabet=st.sampled_from("=+-@\uff1d'\" \t\r\n,;аb1.\u200b\ufeff")))
@example("\n\n\n=")
@example("',' -x")
def test_no_cell_begins_a_formula_and_each_can_be_had_back(text):
    made = safe(text)

    assert verbatim(made) == text
    for separator in (",", ";", "\t", "\n", "\r"):
        for cell in made.split(separator):
            # One that is a number, or whose apostrophe a spreadsheet takes for the mark of a text.
            assert not re.match(f"[{BEGINS}]", cell) or safe(cell) == cell == text


@pytest.mark.parametrize("text", ["-5", "5", "-0.25", "sha256:ab", "слово - слово", "2023-11-20", "a@b.ua", "1+1", ""])
def test_an_ordinary_cell_is_left_as_it_was(text):
    assert text == safe(text)
    assert not dangerous(text)


# -- names ----------------------------------------------------------------------------------------------------------

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Гончарук", "newsarchive-Гончарук-2026-11-20.csv"),
        ('назва:бюджет "обласна рада"', "newsarchive-назва-бюджет-обласна-рада-2026-11-20.csv"),
        ("", "newsarchive-2026-11-20.csv"),
        ("../../etc/passwd", "newsarchive-etc-passwd-2026-11-20.csv"),
        ('a"; filename="x.exe', "newsarchive-a-filename-x-exe-2026-11-20.csv"),
        ("a\r\nSet-Cookie: x", "newsarchive-a-Set-Cookie-x-2026-11-20.csv"),
        ("\u202egnp.exe", "newsarchive-gnp-exe-2026-11-20.csv"),
        ("%2e%00", "newsarchive-2e-00-2026-11-20.csv"),
        ("й" * 500, f"newsarchive-{'й' * 60}-2026-11-20.csv"),
    ],
)
def test_a_file_is_named_by_what_was_asked(query, name):
    assert name == named(query, AT, "csv")


def test_the_name_stands_in_the_header_for_old_and_new_programs():
    header = disposition(named("Гончарук", AT, "csv"))

    assert header.isascii()
    assert header == (
        'attachment; filename="newsarchive-2026-11-20.csv"; '
        f"filename*=UTF-8''newsarchive-{quote('Гончарук')}-2026-11-20.csv"
    )


# -- a file of each kind --------------------------------------------------------------------------------------------


def test_csv_has_a_row_for_each_article_found(house, newsroom):
    response = get(house, "/archive/search.csv?q=Летичева")
    found = table(response)
    sum_ = next(row for row in found if row["title"].startswith("Обласна рада збільшила"))

    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert tuple(sum_) == rows.COLUMNS
    assert sum_["council"] == "khmelnytskyi"
    assert sum_["published"] == "2026-08-12T11:20:00+03:00"
    assert sum_["version"] == "3"
    with closing(sqlite3.connect(newsroom.path)) as connection:
        held = connection.execute(
            "SELECT a.digest, c.captured_at, c.payload_digest FROM articles a JOIN captures c ON c.id = a.capture"
            " WHERE a.id = ?",
            (newsroom.id("sum"),),
        ).fetchone()
    assert (sum_["digest"], sum_["captured_at"], sum_["payload_digest"]) == held


def test_the_permalink_of_a_row_leads_to_its_article(house, newsroom):
    row = table(get(house, "/archive/search.csv?q=Шляхбуд"))[0]
    link = urlsplit(row["permalink"])

    assert (link.scheme, link.path) == ("http", "/archive/source")
    assert parse_qs(link.query) == {"url": [row["url"]], "digest": [row["digest"]]}
    answer = get(house, f"{link.path}?{link.query}")
    cited = get(house, f"/archive/articles/{newsroom.id('sum')}/cite.txt").text
    assert row["permalink"] in cited.split()
    assert answer.status_code == 302
    assert answer.headers["location"].startswith(f"/archive/articles/{newsroom.id('sum')}")


def test_all_are_taken_and_not_a_page_in_the_order_asked_for(house):
    found = table(get(house, "/archive/search.csv?q=рада&order=newest"))
    days = [row["published"][:10] for row in found]

    assert len(found) > 100
    assert days == sorted(days, reverse=True)
    assert {row["council"] for row in table(get(house, "/archive/search.csv?q=рада&council=volyn"))} == {"volyn"}


def test_texts_come_where_they_are_asked_for(house):
    assert "body" not in table(get(house, "/archive/search.csv?q=Шляхбуд"))[0]
    assert "Шляхбуд-Поділля" in table(get(house, "/archive/search.csv?q=Шляхбуд&body=1"))[0]["body"]


def test_json_lines_are_verbatim(hostile):
    lines = get(hostile, "/archive/search.jsonl?q=міст&body=1").text.splitlines()
    found = [json.loads(line) for line in lines]

    assert {row["title"] for row in found} == set(FORMULAS)
    assert tuple(found[0]) == (*rows.COLUMNS, "body")
    assert {row["body"] for row in found} == {"міст"}


def test_no_cell_of_a_csv_is_a_formula(hostile):
    text = get(hostile, "/archive/search.csv?q=міст").content.decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text, newline="")))

    assert {verbatim(row["title"]) for row in found} == set(FORMULAS)
    for separator in (",", ";", "\t"):
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            assert not [cell for cell in row if re.match(f"[{BEGINS}\t\r\n]", cell)]


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(hostile):
    articles = book(get(hostile, "/archive/search.xlsx?q=міст&body=1")).worksheets[0]
    cells = [cell for row in articles.iter_rows(min_row=2) for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]
    titles = {cell.value: cell.quotePrefix for cell in articles["D"][1:]}
    assert {"=1+1", "@SUM(1)", "=cmd|' /C calc'!A0"} <= set(titles)
    assert titles["=1+1"]


def test_a_workbook_tells_what_was_asked(house):
    made = book(get(house, "/archive/search.xlsx?q=Шляхбуд&order=newest&_lang=en"))
    about = {row[0].value: row[1].value for row in made["About this file"].iter_rows()}

    assert [cell.value for cell in made["Articles"][1]] == list(rows.COLUMNS)
    assert made["Articles"].max_row == 2
    assert about["Query"] == "Шляхбуд"
    assert about["Articles found"] == about["Articles in this file"] == 1
    assert about["Is all here"] == "Yes: all articles found are here."
    assert about["Address of the search"].endswith(f"/archive/search?q={quote('Шляхбуд')}&order=newest")


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path):
    archive(tmp_path / "archive.db", [{"number": 1, "body": "міст " * 10_000}]).close()
    made = book(get(datasette(tmp_path / "archive.db"), "/archive/search.xlsx?q=міст&body=1")).worksheets[0]

    assert len(made["O2"].value) == sheet.LONGEST_CELL
    assert made["O2"].value.endswith(sheet.CUT)


def test_a_subset_is_an_archive_of_what_was_found(house, newsroom, tmp_path):
    (tmp_path / "subset.db").write_bytes(get(house, "/archive/search.db?q=Летичева").content)
    with closing(sqlite3.connect(tmp_path / "subset.db")) as file:
        told = dict(file.execute("SELECT name, value FROM asked"))
        titles = [
            title
            for (title,) in file.execute(
                "SELECT title FROM versions WHERE article = ? ORDER BY number", (newsroom.id("sum"),)
            )
        ]

        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        assert file.execute("SELECT tag FROM tags WHERE article = ?", (newsroom.id("sum"),)).fetchall()
        assert [column[1] for column in file.execute("PRAGMA table_info(articles)")][:4] == [
            "id",
            "council",
            "url",
            "title",
        ]
        missing = "SELECT count(*) FROM versions v LEFT JOIN captures c ON c.id = v.capture WHERE c.id IS NULL"
        assert file.execute(missing).fetchone() == (0,)
        assert {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} == {
            "asked",
            *subset.TABLES,
        }
    assert len(titles) == 3
    assert told["q"] == "Летичева"
    assert told["found"] == told["articles"]
    assert told["cut"] == ""
    assert told["address"].endswith(f"/archive/search?q={quote('Летичева')}")


def test_a_subset_of_an_older_archive_has_the_tables_that_it_has(tmp_path):
    database = archive(tmp_path / "archive.db", [{"number": 1, "body": "міст"}])
    database.execute("DROP TABLE edits")
    database.close()
    (tmp_path / "subset.db").write_bytes(get(datasette(tmp_path / "archive.db"), "/archive/search.db?q=міст").content)
    with closing(sqlite3.connect(tmp_path / "subset.db")) as file:
        tables = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

        assert tables == {"asked", *subset.TABLES} - {"edits"}
        assert file.execute("SELECT count(*) FROM articles").fetchone() == (1,)


def test_a_subset_can_be_read_by_datasette(house, tmp_path):
    (tmp_path / "subset.db").write_bytes(get(house, "/archive/search.db?q=Летичева").content)

    assert get(datasette(tmp_path / "subset.db"), "/subset/articles.json?_size=1").status_code == 200


@pytest.mark.parametrize("kind", ["xlsx", "db"])
def test_nothing_is_left_behind(house, kind, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    assert get(house, f"/archive/search.{kind}?q=рада").status_code == 200
    assert list(tmp_path.iterdir()) == []


def test_a_question_that_finds_nothing_gives_an_empty_file(house):
    assert table(get(house, "/archive/search.csv?q=немаєтакогослова")) == []
    assert get(house, "/archive/search.jsonl?q=немаєтакогослова").text == ""
    assert book(get(house, "/archive/search.xlsx?q=немаєтакогослова")).worksheets[0].max_row == 1
    assert get(house, "/archive/search.db?q=немаєтакогослова").status_code == 200


def test_a_head_is_answered_without_making_the_file(house, monkeypatch):
    monkeypatch.setattr("newsarchive.serve.take.taken", None)
    response = asyncio.run(house.client.head("/archive/search.csv?q=рада"))

    assert response.status_code == 200
    assert response.headers["content-type"] == "text/csv; charset=utf-8"


# -- limits ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr("newsarchive.serve.take.MOST_ROWS", 3)
    monkeypatch.setattr("newsarchive.serve.take.subset.MOST_ARTICLES", 3)
    monkeypatch.setattr(rows, "BATCH", 2)


def test_a_file_that_holds_not_all_says_so(house, few, tmp_path):
    *whole, last = table(get(house, "/archive/search.csv?q=рада&_lang=en"))
    lines = [json.loads(line) for line in get(house, "/archive/search.jsonl?q=рада").text.splitlines()]
    about = {row[0].value: row[1].value for row in book(get(house, "/archive/search.xlsx?q=рада")).worksheets[1]}
    (tmp_path / "subset.db").write_bytes(get(house, "/archive/search.db?q=рада").content)

    assert len(whole) == 3
    assert list(last) == ["permalink"]
    assert re.match(r"Not all: the file holds 3 articles of \d{3} found\.", last["permalink"])
    assert len(lines) == 4
    assert lines[-1]["cut"] | {"found": 0, "told": ""} == {"why": "rows", "rows": 3, "found": 0, "told": ""}
    assert about["Чи все тут"].startswith("Не все: статей знайдено ")
    with closing(sqlite3.connect(tmp_path / "subset.db")) as file:
        assert file.execute("SELECT value FROM asked WHERE name = 'cut'").fetchone() == ("rows",)


@pytest.mark.parametrize("kind", ["jsonl", "db"])
def test_a_file_that_takes_too_long_ends_and_says_so(house, monkeypatch, tmp_path, kind):
    monkeypatch.setattr(rows, "LONGEST_SECONDS", -1)
    content = get(house, f"/archive/search.{kind}?q=рада").content
    if kind == "jsonl":
        assert json.loads(content)["cut"]["why"] == "time"
        return
    (tmp_path / "subset.db").write_bytes(content)
    with closing(sqlite3.connect(tmp_path / "subset.db")) as file:
        assert file.execute("SELECT value FROM asked WHERE name = 'cut'").fetchone() == ("time",)


def test_a_subset_that_grows_too_large_ends_and_says_so(house, monkeypatch, tmp_path):
    monkeypatch.setattr(subset, "MOST_BYTES", -1)
    (tmp_path / "subset.db").write_bytes(get(house, "/archive/search.db?q=рада").content)

    with closing(sqlite3.connect(tmp_path / "subset.db")) as file:
        assert file.execute("SELECT value FROM asked WHERE name = 'cut'").fetchone() == ("size",)


def test_a_file_that_cannot_be_read_on_says_so(house, monkeypatch):
    monkeypatch.setattr(rows, "_ROWS", "SELECT nothing FROM nowhere")

    assert json.loads(get(house, "/archive/search.jsonl?q=рада").text)["cut"]["why"] == "failure"


def test_a_search_that_takes_too_long_is_told_calmly(house, monkeypatch):
    monkeypatch.setattr(rows, "FIND_MS", 1)
    monkeypatch.setattr(rows, "_find", _endless)
    response = get(house, "/archive/search.csv?q=рада")

    assert response.status_code == 400
    assert "Запит тривав надто довго" in response.text


def _endless(connection, **_):
    connection.execute("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t")


def test_only_a_few_files_are_made_at_once(house):
    with ExitStack() as held:
        for _ in range(answer.MOST_AT_ONCE):
            held.enter_context(answer.place())
        response = get(house, "/archive/search.csv?q=рада")

    assert (response.status_code, response.headers["retry-after"]) == (503, "60")
    assert "готує файли іншим" in response.text
    assert get(house, "/archive/search.csv?q=рада").status_code == 200


def test_a_reader_who_goes_away_leaves_the_place_free(house):
    sent = []

    async def ask():
        told = iter(({"type": "http.request", "body": b"", "more_body": False}, {"type": "http.disconnect"}))

        async def receive():
            return next(told)

        async def send(message):
            sent.append(message)
            await asyncio.sleep(0.01)

        scope = {"type": "http", "method": "GET", "path": "/archive/search.csv", "query_string": b"q=", "headers": []}
        scope |= {"raw_path": b"/archive/search.csv", "scheme": "http", "server": ("localhost", 80)}
        await house.app()(scope, receive, send)

    asyncio.run(ask())

    assert sent[-1].get("more_body", True)
    assert not answer._making


def test_the_plan_of_a_batch_reads_no_whole_table(newsroom):
    with closing(sqlite3.connect(newsroom.path)) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {rows._ROWS.format(body=', a.body')}", ("[1]",)).fetchall()

    assert [step[3] for step in plan if step[3].startswith("SCAN") and "number" not in step[3]] == []


# -- Datasette's own ------------------------------------------------------------------------------------------------


def test_datasette_s_csv_is_safe_and_its_json_verbatim(hostile):
    for address in ("/archive/articles.csv?_size=max", "/archive/articles.csv?_size=max&_dl=1"):
        text = get(hostile, address).content.decode("utf-8-sig")
        found = list(csv.DictReader(io.StringIO(text, newline="")))

        assert {verbatim(row["title"]) for row in found} == set(FORMULAS)
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
            assert not [cell for cell in row if re.match(f"[{BEGINS}\t\r\n]", cell)]
    told = get(hostile, "/archive/articles.json?_size=max&_shape=array").json()
    assert {row["title"] for row in told} == set(FORMULAS)


def test_a_line_that_comes_in_pieces_is_made_safe_as_one():
    text = 'id,title\r\n1,"a\n=1 ""x"", й"\r\n2,=2\r\n'.encode()
    whole = tables._Lines().take(text, last=True)

    for size in (1, 2, 3, 7):
        lines = tables._Lines()
        pieces = [lines.take(text[at : at + size], last=False) for at in range(0, len(text), size)]
        assert whole == b"".join([*pieces, lines.take(b"", last=True)])
    assert whole.decode() == '\ufeffid,title\r\n1,"a\n\'=1 ""x"", й"\r\n2,\'=2\r\n'


def test_the_csv_of_another_database_is_left_as_it_was(hostile, tmp_path):
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.executescript("CREATE TABLE t(a); INSERT INTO t VALUES ('=1+1')")
    hostile.add_database(_opened(hostile, tmp_path / "other.db"), name="other")

    assert get(hostile, "/other/t.csv").text == "rowid,a\r\n1,=1+1\r\n"


def _opened(application, path):
    from datasette.database import Database

    return Database(application, path=str(path), is_mutable=True)


def test_the_search_page_leads_to_the_files(house):
    page = get(house, "/archive/search?q=рада&council=volyn").text

    for kind in ("xlsx", "csv", "jsonl", "db"):
        assert f'href="/archive/search.{kind}?q={quote("рада")}&amp;council=volyn' in page
