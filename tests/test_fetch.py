"""Who asks, and what a failure is called."""

import pytest
from scrapy import exceptions

from newsarchive import fetch
from newsarchive.errors import UsageError
from newsarchive.version import __version__


def test_we_say_who_we_are_and_how_to_reach_us():
    assert fetch.user_agent("https://example.org/bot") == f"newsarchive/{__version__} (+https://example.org/bot)"
    assert fetch.user_agent("") == f"newsarchive/{__version__}"


HERE = ["http://127.0.0.1:8068/", "http://localhost/", "http://[::1]:80/", "http://127.9.9.9/"]
ELSEWHERE = ["https://rada.example/", "http://10.0.0.1/", "http://localhost.example/", "http://127.0.0.1.example/", "x"]


@pytest.mark.parametrize("url", HERE)
def test_this_machine_s_own_sites_are_asked_without_a_contact(url):
    fetch.require_contact("", [url])


@pytest.mark.parametrize("url", ELSEWHERE)
def test_other_people_s_sites_are_never_asked_anonymously(url):
    with pytest.raises(UsageError, match=r"--contact you@example\.org .* Nothing was asked\.$"):
        fetch.require_contact("", [HERE[0], url])

    fetch.require_contact("archive@example.org", [url])


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (exceptions.CannotResolveHostError("x"), "dns"),
        (exceptions.DownloadConnectionRefusedError("x"), "connection refused"),
        (exceptions.DownloadTimeoutError("x"), "timeout"),
        (exceptions.DownloadCancelledError("x"), "too big"),
        (exceptions.ResponseDataLossError(), "cut short"),
        (exceptions.UnsupportedURLSchemeError("x"), "scheme"),
        (exceptions.DownloadFailedError("x"), "connection lost"),
        (KeyError("x"), "KeyError"),
    ],
)
def test_each_failure_has_its_word_and_an_unforeseen_one_its_class(error, word):
    assert fetch.why(error) == word
