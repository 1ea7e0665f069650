"""A published copy is served as what it is: unchanged until another takes its place. Nothing withheld is shown."""

import asyncio
import contextlib
import logging
import sqlite3

import pytest
from datasette.utils import tilde_encode

from newsarchive.publish import edition, publish
from newsarchive.publish.public import PRIVATE, PUBLIC
from newsarchive.serve import app
from newsarchive.serve.renewed import Renewed
from newsarchive.store import suppressions
from newsarchive.store.tables import TABLES
from tests.helpers.build import NOW, address

SECRET = "Задорожнього"
REASON = "На прохання особи"


@pytest.fixture
def told(story):
    story.read("a", "Бюджет ухвалено", tags=("рада",))
    story.read("b", f"Звільнено {SECRET}")
    story.read("b", f"Звільнено {SECRET} знову", days=1)
    return story


@pytest.fixture
def copy(told, tmp_path):
    (tmp_path / "public").mkdir()
    publish(told.archive.folder, tmp_path / "public" / "archive.db")
    return tmp_path / "public" / "archive.db"


def get(application, path, **options):
    return asyncio.run(application.client.get(path, **options))


# -- a copy ---------------------------------------------------------------------------------------------------------


def test_a_copy_is_known_by_its_mark_and_opened_as_one_that_never_changes(told, copy):
    assert not app.datasette(copy).get_database("archive").is_mutable
    assert app.datasette(told.archive.path).get_database("archive").is_mutable


def test_a_copy_is_neither_counted_nor_read_to_be_opened(copy, monkeypatch):
    def read(*_):
        raise AssertionError("all of the file would be read")

    monkeypatch.setattr("datasette.database.inspect_hash", read)
    application = app.datasette(copy)

    assert get(application, "/archive/articles").status_code == 200
    assert application.get_database("archive").hash


@pytest.mark.parametrize(
    "address",
    ["/", "/archive", "/archive/search?q=бюджету", "/archive/articles/1", "/archive/articles/1.json"]
    + [f"/archive/{table}" for table in sorted({*PUBLIC, "publication"})],
)
def test_each_page_works_on_a_copy(copy, address):
    assert get(app.datasette(copy), address).status_code == 200


@pytest.mark.parametrize("table", sorted(PRIVATE))
def test_what_is_private_is_not_there(copy, table):
    assert get(app.datasette(copy), f"/archive/{table}").status_code in {403, 404}


def test_what_is_withheld_is_shown_nobody_on_the_live_archive(told):
    suppressions.suppress(told.archive, 2, reason=REASON, at=NOW)
    application = app.datasette(told.archive.path)

    assert get(application, "/archive/withheld").status_code == 403
    assert get(application, "/archive/withheld.json").status_code == 403
    assert get(application, "/archive/suppressions").status_code == 200


def test_a_copy_says_of_when_it_is_and_the_live_archive_does_not(told, copy):
    at = edition(copy).at

    assert f'<time datetime="{at}">' in get(app.datasette(copy), "/archive/search").text
    assert "This is a copy of the archive" in get(app.datasette(copy), "/?_lang=en").text
    assert "Це копія архіву" not in get(app.datasette(told.archive.path), "/").text


# -- another copy in its place --------------------------------------------------------------------------------------


def asked(application, path):
    """Ask an ASGI application as a server does."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request"}

    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b""}
    scope |= {"headers": [], "scheme": "http", "http_version": "1.1", "client": ("127.0.0.1", 1)}
    asyncio.run(application(scope, receive, send))
    return b"".join(message.get("body", b"") for message in sent).decode()


def test_a_new_copy_is_shown_from_the_next_request_on(told, copy):
    application = Renewed(copy, app.datasette)
    assert "Щойно" not in asked(application, "/archive/articles")

    told.read("c", "Щойно")
    publish(told.archive.folder, copy)

    assert "Щойно" in asked(application, "/archive/articles")


def test_a_live_archive_is_not_opened_anew_when_it_is_written(told):
    built = []
    application = Renewed(told.archive.path, lambda path: built.append(path) or app.datasette(path))
    asked(application, "/")

    told.read("c", "Щойно")

    assert "Щойно" in asked(application, "/archive/articles")
    assert len(built) == 1


def test_what_cannot_be_served_does_not_take_the_last_copy_from_readers(copy, caplog):
    application = Renewed(copy, app.datasette)
    asked(application, "/archive/articles/1")
    copy.rename(copy.with_name("old.db"))
    for number in range(1, 9):  # by every thread that asks the file
        assert "Бюджет" in asked(application, f"/archive/articles/1?_size={number}")

    assert not copy.exists()
    copy.mkdir()
    with caplog.at_level(logging.WARNING):
        assert "Бюджет" in asked(application, "/archive/articles/1")

    assert "cannot be served" in caplog.text


# -- what is suppressed ---------------------------------------------------------------------------------------------


@pytest.fixture(params=["live", "published"])
def suppressed(request, told, tmp_path):
    suppressions.suppress(told.archive, 2, reason=REASON, at=NOW)
    if request.param == "live":
        return app.datasette(told.archive.path)
    (tmp_path / "public").mkdir()
    publish(told.archive.folder, tmp_path / "public" / "archive.db")
    return app.datasette(tmp_path / "public" / "archive.db")


@pytest.mark.parametrize(
    "rest", ["", "?version=1", "/diff?from=1&to=2", "/captured", "/captured?version=1", "/cite.txt", ".atom", ".json"]
)
def test_everything_of_a_suppressed_article_answers_451(suppressed, rest):
    response = get(suppressed, f"/archive/articles/2{rest}")

    assert response.status_code == 451
    said = response.json()["error"] if rest == ".json" else response.text

    assert f"Не показується від 20 листопада 2026. Причина: {REASON}" in said
    assert SECRET not in response.text
    assert response.headers["content-security-policy"]


@pytest.mark.parametrize(
    "rest",
    ["2e0", "2,", "+2", "~202", "200e-2", "2e0.json", "2e0.atom"]
    + [f"2{rest}" for rest in ("?version=1e0", "?version=+1", "?version=00000000001", "/cite.txt?version=%201")],
)
def test_no_other_spelling_of_its_number_opens_a_suppressed_article(suppressed, rest):
    response = get(suppressed, f"/archive/articles/{rest}")

    assert response.status_code == 404
    assert address("b") not in response.text


def test_an_address_that_is_a_key_is_no_number_of_an_article(told):
    """The row of «https://rada.example/articles/2» is not the article 2."""
    told.archive.connection.execute("INSERT INTO aliases VALUES ('https://rada.example/articles/2', 1)")
    told.archive.connection.commit()
    suppressions.suppress(told.archive, 2, reason=REASON, at=NOW)
    row = f"/archive/aliases/{tilde_encode('https://rada.example/articles/2')}"

    assert get(app.datasette(told.archive.path), row).status_code == 200


def test_its_json_says_so_as_json(suppressed):
    assert get(suppressed, "/archive/articles/2.json").json()["status"] == 451


def test_what_answers_451_says_so_in_the_reader_s_language(suppressed):
    assert "This is not shown" in get(suppressed, "/archive/articles/2?_lang=en").text
    assert "Цього не показують" in get(suppressed, "/archive/articles/2").text


@pytest.mark.parametrize(
    "address",
    [
        f"/archive/search?q={SECRET}",
        "/archive/search?q=звільнено",
        "/archive/articles",
        f"/archive/articles?_search={SECRET}",
    ]
    + [f"/archive/{table}.json" for table in sorted(TABLES.keys() - {"withheld"})],
)
def test_a_suppressed_article_is_said_nowhere(suppressed, address):
    response = get(suppressed, address)

    assert response.status_code in {200, 403, 404}
    assert response.text.count(SECRET) <= address.count(SECRET) * 4  # the question itself is shown
    assert "знову" not in response.text


LISTS = (
    *("/", "/archive/search?council=testova", "/archive/search?since=2000", "/archive/search?state=edited"),
    *("/archive/search.atom", "/archive/search.csv?since=2000", "/archive/search.jsonl?state=edited"),
    *("/archive/search.xlsx?since=2000", "/archive/councils/testova", "/archive/councils/testova.atom"),
    *(
        "/archive/removals",
        "/archive/edits",
        "/archive/removed.json",
        "/archive/undated.json",
        "/archive/most_edited.json",
    ),
)


@pytest.mark.parametrize("address_of_list", LISTS)
def test_no_list_leads_to_a_suppressed_article_nor_names_its_address(suppressed, address_of_list):
    """Its address may spell its title."""
    response = get(suppressed, address_of_list)
    said = response.text

    assert response.status_code == 200
    assert "Без назви" not in said
    assert "/articles/2" not in said
    assert address("b") not in said


def test_no_article_beside_it_leads_to_a_suppressed_one(told):
    told.archive.connection.execute("UPDATE articles SET older_url = ? WHERE id = 1", (address("b"),))
    told.archive.connection.commit()

    assert "/archive/articles/2" in get(app.datasette(told.archive.path), "/archive/articles/1").text

    suppressions.suppress(told.archive, 2, reason=REASON, at=NOW)

    assert "/archive/articles/2" not in get(app.datasette(told.archive.path), "/archive/articles/1").text


def test_a_suppressed_article_is_not_counted_and_shown_again_when_that_is_lifted(told):
    suppressions.suppress(told.archive, 2, reason=REASON, at=NOW)
    application = app.datasette(told.archive.path)
    counted = [f"Знайдено {count}" for count in ("<b>1</b> статтю", "<b>2</b> статті")]

    assert counted[0] in get(application, "/archive/search?since=2000").text
    assert counted[0] in get(application, "/archive/search?since=2000&state=live").text

    suppressions.lift(told.archive, 2, at=NOW)

    assert counted[1] in get(application, "/archive/search?since=2000").text
    assert counted[1] in get(application, "/archive/search?since=2000&state=live").text


def test_no_capture_of_a_suppressed_article_is_shown(told):
    """Another address of it, and an answer from which no text was read, are its own as well."""
    told.read("c", f"Звільнено {SECRET}", at="b", days=2)
    told.archive.connection.execute("DELETE FROM edits")
    told.archive.connection.execute("DELETE FROM versions WHERE number = 2")
    told.archive.connection.commit()
    suppressions.suppress(told.archive, 2, reason=REASON, at=NOW)
    application = app.datasette(told.archive.path)
    captures = told.rows("SELECT id, url FROM captures")
    codes = {(url, get(application, f"/archive/captures/{number}/captured").status_code) for number, url in captures}

    assert {url for url, code in codes if code == 451} == {address("b"), address("c")}
    assert all(code != 451 for url, code in codes if url == address("a"))


def test_other_articles_are_shown(suppressed):
    assert get(suppressed, "/archive/articles/1").status_code == 200


def test_of_an_article_with_a_suppressed_version_the_others_are_shown(told):
    suppressions.suppress(told.archive, 2, version=1, reason=REASON, at=NOW)
    application = app.datasette(told.archive.path)
    codes = {
        rest: get(application, f"/archive/articles/2{rest}").status_code
        for rest in ("", "?version=1", "?version=2", "?version=9", "?version=x", "/diff?from=1&to=2")
    }

    assert codes == {
        "": 200,
        "?version=1": 451,
        "?version=2": 200,
        "?version=9": 404,
        "?version=x": 404,
        "/diff?from=1&to=2": 451,
    }


def test_an_archive_of_an_older_schema_has_nothing_withheld(told):
    with contextlib.closing(sqlite3.connect(told.archive.path)) as connection:
        connection.execute("DROP TABLE withheld")
        connection.execute("DROP TABLE suppressions")

    assert get(app.datasette(told.archive.path), "/archive/articles/1").status_code == 200
