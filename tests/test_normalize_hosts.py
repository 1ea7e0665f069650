"""Where a site stands and where it stood before."""

import pytest

from newsarchive.normalize.hosts import Hosts

HOSTS = Hosts.of("https://www.rada.example/novyny/", former=["old.example", "www.older.example:8080"])


@pytest.mark.parametrize(
    ("url", "today"),
    [
        ("http://old.example/a/?id=1", "https://www.rada.example/a/?id=1"),
        ("http://www.old.example/", "https://www.rada.example/"),
        ("https://older.example:8080/a", "https://www.rada.example/a"),
        ("http://rada.example/a", "https://www.rada.example/a"),  # from before it had https
        ("https://www.rada.example/a", None),
        ("http://older.example/a", None),  # another port, another site
        ("https://else.example/a", None),
    ],
)
def test_an_address_of_a_former_host_has_its_place_today(url, today):
    assert HOSTS.today(url) == today


def test_all_spellings_of_a_page_share_a_key():
    urls = ["https://www.rada.example/a/", "http://old.example/a", "https://www.older.example:8080/a/"]

    assert {HOSTS.identity(url) for url in urls} == {"rada.example/a"}
    assert [HOSTS.is_former(url) for url in urls] == [False, True, True]


def test_a_host_that_a_run_begins_at_is_not_left():
    """Captures of earlier years are read again as of their run, by the spider of today."""
    hosts = Hosts.of("http://old.example/", former=["old.example"])

    assert HOSTS.identity("http://old.example/?p=7") == HOSTS.identity("https://rada.example/?p=7")
    assert not hosts.is_former("http://old.example/a")
    assert hosts.identity("http://old.example/a") == "old.example/a"


def test_nor_is_one_at_which_old_news_still_stands():
    hosts = Hosts.of("https://new.rada.example/", "https://rada.example/news", former=["rada.example", "old.example"])

    assert not hosts.is_former("https://rada.example/a")
    assert hosts.is_former("http://old.example/a")


def test_a_site_that_is_plain_http_is_that_today():
    assert Hosts.of("http://rada.example/").today("http://rada.example/a") is None
