import asyncio
import contextlib
import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import closing

import pytest
import sqlite_utils
from datasette.app import Datasette
from datasette.plugins import pm
from markupsafe import Markup

from newsarchive import serve as plugin
from newsarchive.errors import ArchiveError, ArchiveMissing, ServingError, UsageError
from newsarchive.language.counting import plural
from newsarchive.search import functions
from newsarchive.serve import app, front, words, workers
from newsarchive.serve.cells import render
from newsarchive.serve.councils import overview
from newsarchive.serve.remembered import Remembered
from newsarchive.store.schema import migrations


@pytest.fixture
def path(tmp_path):
    database = sqlite_utils.Database(tmp_path / "archive.db")
    database.conn.execute("PRAGMA journal_mode = WAL")
    migrations.apply(database)
    at = "2026-11-20T08:00:00+00:00"
    names = {
        "code": "volyn",
        "name": "Волинська обласна рада",
        "oblast": "UA-07",
        "hosts": "",
        "former_hosts": "",
    }
    database["councils"].insert(names | {"spider": "x:Y"})
    crawl = {"id": 1, "council": "volyn", "started": at, "versions": "{}", "settings": "{}"}
    database["crawls"].insert(crawl)
    record = {
        "id": 1,
        "url": "https://volynrada.gov.ua/1",
        "captured_at": at,
        "status": 200,
        "content_type": "",
        "crawl": 1,
    }
    proof = {
        "warc_file": "a",
        "offset": 0,
        "length": 1,
        "payload_digest": "sha256:a",
        "record_id": "urn:uuid:1",
    }
    database["captures"].insert(record | proof)
    text = {
        "id": 1,
        "council": "volyn",
        "url": record["url"],
        "title": "Рішення",
        "body": "Міст у Луцьку",
        "digest": "d",
    }
    database["articles"].insert(text | {"version": 1, "first_captured": at, "last_seen": at, "capture": 1})
    database.conn.commit()
    database.close()
    return tmp_path / "archive.db"


@pytest.fixture
def other(tmp_path):
    database = sqlite_utils.Database(tmp_path / "other.db")
    database["notes"].insert({"id": 1, "title": "рада", "link": "https://example.com/", "body": "б" * 400})
    database["notes"].enable_fts(["title"])
    database.close()
    return tmp_path / "other.db"


def get(application, address):
    return asyncio.run(application.client.get(address))


def test_an_archive_that_is_not_there_is_said_so_in_one_sentence(tmp_path):
    with pytest.raises(ArchiveMissing, match=r"There is no archive at .*archive\.db: "):
        app.datasette(tmp_path / "archive.db")


def test_the_archive_is_opened_read_only_and_live(path):
    database = app.datasette(path).get_database("archive")

    assert database.is_mutable
    with (
        contextlib.closing(database.connect()) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute("DELETE FROM articles")


def test_settings_may_be_changed_one_by_one(path):
    application = app.datasette(path, settings={"max_returned_rows": 7})

    assert application.setting("max_returned_rows") == 7
    assert not application.setting("default_allow_sql")


def test_the_plugin_is_registered_once(path):
    app.datasette(path)
    app.datasette(path)

    assert list(pm.get_plugins()).count(plugin) == 1


def test_the_plugin_is_registered_where_no_entry_point_is_installed(path):
    app.register()
    name = pm.get_name(plugin)
    pm.unregister(plugin)
    try:
        assert "Архів новин" in get(app.datasette(path), "/").text
    finally:
        pm.unregister(plugin)
        pm.register(plugin, name)


def test_plain_datasette_shows_an_archive_with_the_plugin_and_lets_its_owner_ask_in_sql(path):
    app.register()
    application = Datasette([str(path)], metadata={"title": "Моя збірка"})

    assert "Моя збірка" in get(application, "/").text
    assert get(application, "/-/versions.json").status_code == 200
    assert "<textarea" in get(application, "/archive").text
    asked = get(application, "/archive?sql=select+title,+url+from+articles+where+id+=+:id&id=1")
    assert 'rel="noopener nofollow">https://volynrada.gov.ua/1</a>' in asked.text
    assert "Нічого не знайдено" in get(application, "/archive?sql=select+1+where+0").text
    assert get(application, "/archive?sql=select+nothing").status_code == 400
    marked = get(application, "/archive?sql=select+'⟦рада⟧+<i>'+as+snippet")
    assert "<mark>рада</mark> &lt;i&gt;" in marked.text


def test_other_databases_of_the_same_datasette_are_not_disturbed(path, other):
    alone, beside = Datasette([str(other)]), Datasette([str(path), str(other)])
    app.register()

    for address in (
        "/other",
        "/other/notes",
        "/other/notes/1",
        "/other/notes?_search=рада",
        "/other/nothing",
    ):
        left, right = get(alone, address), get(beside, address)

        assert (left.status_code, _steady(left)) == (right.status_code, _steady(right))
        assert "content-security-policy" not in right.headers
    assert "1 row" in get(beside, "/other/notes?_search=рада").text
    assert "0 rows" in get(beside, "/other/notes?_search=раду").text
    assert "<title>Datasette: archive, other</title>" in get(beside, "/").text
    assert 'lang="uk"' in get(beside, "/archive").text
    assert 'lang="uk"' not in get(beside, "/other?sql=select+1").text


def _steady(response):
    return [line for line in response.text.splitlines() if "Queries took" not in line and "csrftoken" not in line]


def test_a_closed_page_of_another_database_is_datasette_s_own(path, other):
    app.register()
    application = Datasette([str(path), str(other)], settings={"default_allow_sql": False})

    assert "Цю сторінку закрито" in get(application, "/archive?sql=select+1").text
    assert "Forbidden" in get(application, "/other?sql=select+1").text


def test_a_fault_of_ours_is_said_calmly_and_still_printed(path, monkeypatch, capsys):
    def broken(_):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(front, "_counted", Remembered(broken))
    response = get(app.datasette(path), "/")

    assert response.status_code == 500
    assert "Щось пішло не так" in response.text
    assert "broken on purpose" not in response.text
    assert "broken on purpose" in "".join(capsys.readouterr())


def test_errors_of_the_json_stay_json(path):
    assert {
        key: value
        for key, value in get(app.datasette(path), "/archive/nothing.json").json().items()
        if key in {"ok", "status"}
    } == {"ok": False, "status": 404}


def test_a_search_that_takes_too_long_is_stopped_and_said_so(path, monkeypatch):
    def endless(connection, *_, **__):
        connection.execute("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t")

    def ask(connection, *values, **options):
        try:
            return endless(connection)
        except sqlite3.OperationalError as error:
            raise ArchiveError("stopped") from error

    application = app.datasette(path, settings={"sql_time_limit_ms": 50})
    monkeypatch.setattr(functions, "ask", ask)

    response = get(application, "/archive/search?q=рада")

    assert response.status_code == 400
    assert "Пошук тривав надто довго, тож його зупинено." in response.text


def test_a_count_that_takes_too_long_is_told_as_it_was_reckoned(path, monkeypatch):
    monkeypatch.setattr(overview, "COUNT_MS", 1)
    slow = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t"
    monkeypatch.setattr(overview, "_HELD", slow)
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row

        assert overview._held(connection) == {}
        monkeypatch.setattr(overview, "_RECKONED", "SELECT 'khmelnytskyi', 7")
        assert overview._held(connection) == {"khmelnytskyi": 7}
        monkeypatch.setattr(overview, "_HELD", "SELECT * FROM nowhere")
        with pytest.raises(sqlite3.OperationalError, match="no such table"):
            overview._held(connection)


def test_the_server_answers_on_the_port_it_was_given(path, monkeypatch, capsys):
    opened, servers = [], []
    monkeypatch.setattr(app.webbrowser, "open", opened.append)
    monkeypatch.setattr(app, "Timer", lambda _, function, values: threading.Thread(target=function, args=values))
    monkeypatch.setattr(app.uvicorn, "Server", lambda config: servers.append(_Server(config)) or servers[0])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = threading.Thread(target=app.serve, args=(path,), kwargs={"port": port, "open_browser": True})
    running.start()
    try:
        response = _patiently(f"http://127.0.0.1:{port}/archive/articles/1")
    finally:
        servers[0].should_exit = True
        running.join()

    assert "Міст у Луцьку" in response
    assert [f"http://127.0.0.1:{port}/"] == opened


class _Server(app.uvicorn.Server):
    def install_signal_handlers(self):
        """Signals belong to the main thread."""


def _patiently(address, tries=100):
    for _ in range(tries):
        with contextlib.suppress(OSError):
            return urllib.request.urlopen(address, timeout=5).read().decode()
        time.sleep(0.05)
    raise AssertionError(address)


def test_a_port_that_is_taken_is_said_so_in_one_sentence(path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match=r"Cannot listen on 127\.0\.0\.1:\d+ \(Address already in use\): "):
            app.serve(path, port=taken.getsockname()[1])


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("0.0.0.0", "127.0.0.1"),
        ("::", "[::1]"),
        ("::1", "[::1]"),
        ("archive.lan", "archive.lan"),
    ],
)
def test_the_address_to_open_is_one_that_a_browser_can_reach(host, expected):
    assert f"http://{expected}:8001/" == app.address(host, 8001)


@pytest.mark.parametrize(
    ("text", "day", "when"),
    [
        ("2023-11-20T14:05:00+02:00", "20 листопада 2023", "20 листопада 2023, 14:05"),
        ("2026-03-01T08:00:00+00:00", "1 березня 2026", "1 березня 2026, 08:00 UTC"),
        ("2023-11-20", "20 листопада 2023", "20 листопада 2023"),
        ("колись", "колись", "колись"),
        (None, "", ""),
    ],
)
def test_dates_are_said_in_ukrainian(text, day, when):
    assert (day, when) == (words.day(text), words.when(text))


@pytest.mark.parametrize(
    ("count", "noun"),
    [
        (1, "стаття"),
        (2, "статті"),
        (5, "статей"),
        (11, "статей"),
        (12, "статей"),
        (21, "стаття"),
        (104, "статті"),
    ],
)
def test_nouns_agree_with_numbers(count, noun):
    assert noun == plural(count, "стаття", "статті", "статей")


def test_numbers_are_grouped_and_an_unknown_one_is_a_dash():
    assert (words.number(12345), words.number(None)) == ("12\u00a0345", "—")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.com",
        "https://",
        "http://[",
        "https://a b",
        "https://a\nb",
        "",
        None,
    ],
)
def test_only_the_web_s_own_addresses_become_links(url):
    assert words.web(url) is None
    assert "<a" not in words.out(url, "<b>")


def test_a_long_text_is_cut_at_a_word():
    assert words.cut("слово  слово, слово", 13) == "слово слово…"
    assert words.cut("коротко") == "коротко"
    assert words.cut(None) == ""


def test_cells_are_safe_and_short():
    assert Markup('<a href="https://a.ua/" rel="noopener nofollow">https://a.ua/</a>') == render(
        "https://a.ua/", "url", "captures"
    )
    assert Markup("<mark>рада</mark> &lt;i&gt;") == render("⟦рада⟧ <i>⟦", "snippet", None)
    assert render("б " * 400, "body", "articles").endswith("…")
    assert render("б " * 400, "body", None) is None
    assert render("⟦рада⟧", "title", "articles") is None
    assert render(None, "body", "articles") is None
    assert render(5, "id", "articles") is None


def test_several_processes_answer_at_one_port(path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "newsarchive.cli", "serve", "--data", str(path.parent), "--port", str(port)]
    process = subprocess.Popen([*command, "--workers", "2"], stderr=subprocess.PIPE, text=True)
    try:
        response = _patiently(f"http://127.0.0.1:{port}/archive/articles/1", 1200)
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
            connection.request("GET", "/archive/articles/1")
            stays_open = connection.getresponse().headers["connection"] != "close"
    finally:
        process.terminate()
        _, said = process.communicate(timeout=60)

    assert "Міст у Луцьку" in response
    assert not stays_open
    assert process.returncode == 0
    assert "Traceback" not in said


def test_a_process_that_ended_is_replaced(tmp_path):
    command = [sys.executable, "-m", "tests.helpers.staying", str(tmp_path)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        _wait_until(lambda: len(list(tmp_path.iterdir())) == 2)
        os.kill(int(next(tmp_path.iterdir()).name), signal.SIGKILL)
        _wait_until(lambda: len(list(tmp_path.iterdir())) == 3)
    finally:
        process.terminate()
        _, said = process.communicate(timeout=60)

    assert process.returncode == 0
    assert said == "serve: a process that answers readers ended (exit code -9): another takes its place\n"


def _wait_until(holds):
    for _ in range(1200):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError


def _end_at_once(ready):
    assert not ready.is_set()
    sys.exit(3)


def test_a_process_that_ends_at_once_is_not_begun_for_ever():
    with pytest.raises(ServingError, match=r"ended at once \(exit code 3\)"):
        workers.keep(2, _end_at_once)
