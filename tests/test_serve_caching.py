"""How long answers may be kept, and that nobody is shown what is not so any more."""

import asyncio
from datetime import UTC, datetime

import pytest
from datasette.app import Datasette

from newsarchive.publish import publish
from newsarchive.serve import app, caching
from newsarchive.serve.pages import static
from newsarchive.store import suppressions
from tests.helpers.build import NOW

PAGE = "/archive/articles/1"


@pytest.fixture
def told(story):
    story.read("a", "Бюджет ухвалено", tags=("рада",))
    story.read("b", "Міст відкрито")
    return story


@pytest.fixture(params=["live", "published"])
def house(request, told, tmp_path):
    if request.param == "live":
        return app.datasette(told.archive.path)
    publish(told.archive.folder, tmp_path / "public" / "archive.db")
    return app.datasette(tmp_path / "public" / "archive.db")


def get(application, path, method="GET", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return asyncio.run(application.client.request(method, path, headers=named))


def tag(application, path=PAGE, **headers):
    return get(application, path, **headers).headers["etag"]


def test_a_page_of_the_live_archive_is_kept_for_seconds_and_one_of_a_copy_for_long(told, tmp_path):
    publish(told.archive.folder, tmp_path / "archive.db")
    kept = [get(app.datasette(p), PAGE).headers["cache-control"] for p in (told.archive.path, tmp_path / "archive.db")]

    assert kept == ["public, max-age=10", "public, max-age=3600"]


@pytest.mark.parametrize("path", ["/", PAGE, "/archive/articles", "/archive/articles.json", "/archive/search?q=міст"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_has_a_page_already_is_not_given_it_again(house, path, method):
    first = get(house, path)
    again = get(house, path, method, if_none_match=f'"other", {first.headers["etag"]}')

    assert first.status_code == 200
    assert (again.status_code, again.content) == (304, b"")
    for name in ("etag", "cache-control", "vary"):
        assert again.headers[name] == first.headers[name]
    for name in ("content-security-policy", "x-frame-options"):
        assert name in first.headers
        assert name not in again.headers


def test_who_has_a_page_already_costs_the_database_nothing(house, monkeypatch):
    have = tag(house)

    def asked(*_, **__):
        raise AssertionError("the database was asked")

    monkeypatch.setattr("datasette.database.Database.execute_fn", asked)

    assert get(house, PAGE, if_none_match=have).status_code == 304


def test_a_strong_tag_of_a_proxy_is_known(house):
    assert get(house, PAGE, if_none_match=tag(house).removeprefix("W/")).status_code == 304


@pytest.mark.parametrize("have", ["", "*", '"', "W/", 'W/"x"', "x" * 500])
def test_another_tag_gets_the_page(house, have):
    assert get(house, PAGE, if_none_match=have).status_code == 200


def test_a_page_is_another_after_the_archive_was_written(told):
    house = app.datasette(told.archive.path)
    have = tag(house)

    told.read("c", "Щойно")

    assert get(house, PAGE, if_none_match=have).status_code == 200


def test_what_is_suppressed_is_not_answered_as_unchanged(told):
    house = app.datasette(told.archive.path)
    have = tag(house)

    suppressions.suppress(told.archive, 1, reason="На прохання", at=NOW)

    response = get(house, PAGE, if_none_match=have)
    assert (response.status_code, response.headers["cache-control"]) == (451, "no-store")


def test_another_copy_has_other_tags(told, tmp_path):
    tags = set()
    for _ in range(2):
        publish(told.archive.folder, tmp_path / "archive.db")
        tags.add(tag(app.datasette(tmp_path / "archive.db")))

    assert len(tags) == 2


def test_each_language_host_and_address_has_a_tag_of_its_own(house):
    tags = [
        tag(house),
        tag(house, cookie="newsarchive_language=en"),
        tag(house, host="news.example"),
        tag(house, PAGE + "?version=1"),
        tag(house, "/archive/articles/2"),
        tag(house, PAGE + ".json"),
    ]

    assert len(set(tags)) == len(tags)
    assert tag(house) == tag(house, cookie="newsarchive_language=uk; other=1")
    assert get(house, PAGE).headers["vary"] == "Cookie"


def test_a_reader_with_a_cookie_may_keep_pages_too(house):
    kept = get(house, PAGE, cookie="newsarchive_language=en").headers["cache-control"]

    assert kept.startswith("public, max-age=")


def test_an_answer_that_sets_the_cookie_is_kept_by_nobody_else(house):
    response = get(house, PAGE + "?_lang=en")

    assert "set-cookie" in response.headers
    assert response.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize(
    "path", ["/archive/nothing", "/archive/articles/77", "/-/versions", "/archive/articles?_sort=x"]
)
def test_what_is_no_page_is_not_kept(house, path):
    response = get(house, path)

    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers


def test_how_long_datasette_would_keep_it_is_not_asked(house):
    assert "max-age=31536000" not in get(house, "/archive/articles?_ttl=31536000").headers["cache-control"]


def test_the_style_sheet_is_kept_for_good(house):
    response = get(house, static("newsarchive.css")[1])

    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_page_that_counts_back_from_today_is_another_in_the_next_hour(house, monkeypatch):
    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2099, 1, 1, tzinfo=tz or UTC)

    have = tag(house)
    monkeypatch.setattr(caching, "datetime", Later)

    assert tag(house) != have


def test_an_update_of_the_program_shows_at_once(house, monkeypatch):
    have = tag(house)
    monkeypatch.setattr(caching, "_program", lambda: "another")

    assert tag(house) != have


def test_plain_datasette_keeps_as_it_does(told):
    app.register()
    response = get(Datasette([str(told.archive.path)]), PAGE)

    assert "etag" not in response.headers
