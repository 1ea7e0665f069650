"""Who asks, and what a failure is called."""

import asyncio
import gc
from types import SimpleNamespace

import pytest
from scrapy import exceptions
from twisted.internet import defer
from twisted.internet.error import ConnectError
from twisted.logger import globalLogPublisher

from newsarchive import fetch
from newsarchive.errors import UsageError
from newsarchive.fetch.failures import HeadersTooBigError, NotHttpError, PrivateAddressError, TlsError
from newsarchive.fetch.handler import GuardedHandler
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
    with pytest.raises(UsageError, match=r"^No contact is given: .* --contact .* Nothing was asked\.$"):
        fetch.require_contact("", [HERE[0], url])

    fetch.require_contact("archive@oblarchive.org.ua", [url])


PLACEHOLDERS = [
    *("archive@example.org", "you@example.com", "a@sub.example.net", "https://example.org/bot", "a@example.com.ua"),
    *("a@rada.example", "a@mail.test", "https://bot.invalid/", "admin@localhost.localdomain", "me@archive.local"),
    *("you@oblarchive.org.ua", "YOUR.NAME@oblarchive.org.ua", "name@domain.com", "https://your-site.org/about"),
]
NOTHING = [
    *("contact", "me", "admin@localhost", "http://localhost/", "https://", "https:///about", "http://archive/", "@"),
    *("a@b", "a@.ua", "@oblarchive.org.ua", "ftp://oblarchive.org.ua/", "oblarchive.org.ua", "https://[::1", " "),
    *("http://127.0.0.1/", "http://10.0.0.1/bot", "https://[::1]/", "https://oblarchive.org.ua/\nX: y", "a@b.ua\n"),
    *("https://oblarchive.org.ua/a b", "https://oblarchive.org.ua/)", "архів@рада.укр", "https://рада.укр/"),
]
TRUE = [
    *("archive@oblarchive.org.ua", "mailto:archive@oblarchive.org.ua", "news+bot@gmail.com", "contact@rada.gov.ua"),
    *("https://oblarchive.org.ua/bot", "HTTP://oblarchive.org.ua", "https://newsarchive.host/", "https://8.8.8.8/bot"),
]


@pytest.mark.parametrize("contact", PLACEHOLDERS)
def test_a_contact_that_was_copied_from_an_example_is_refused(contact):
    with pytest.raises(UsageError, match=r"is a placeholder of an example: name .* Nothing was asked\.$"):
        fetch.require_contact(contact, [ELSEWHERE[0]])

    fetch.require_contact(contact, HERE)


@pytest.mark.parametrize("contact", NOTHING)
def test_what_no_site_s_keeper_can_write_to_or_open_is_no_contact(contact):
    with pytest.raises(UsageError, match=r"is neither a mail address nor a web page: name"):
        fetch.require_contact(contact, [ELSEWHERE[0]])


@pytest.mark.parametrize("contact", TRUE)
def test_a_mail_address_or_a_web_page_is_a_contact(contact):
    fetch.require_contact(contact, [ELSEWHERE[0]])


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
        (ConnectError(), "connection lost"),
        (exceptions.IgnoreRequest("x"), "robots"),
        (PrivateAddressError("x"), "private address"),
        (HeadersTooBigError("x"), "headers too big"),
        (NotHttpError("x"), "not HTTP"),
        (TlsError("x"), "tls"),
        (KeyError("x"), "KeyError"),
    ],
)
def test_each_failure_has_its_word_and_an_unforeseen_one_its_class(error, word):
    assert fetch.why(error) == word


def test_a_connection_that_does_not_close_is_no_error_at_the_end():
    async def end():
        handler = object.__new__(GuardedHandler)
        handler._pool = SimpleNamespace(closeCachedConnections=lambda: defer.gatherResults([defer.Deferred()]))
        handler._disconnect_timeout = 0.01
        await asyncio.wait_for(handler.close(), 5)

    told = []
    globalLogPublisher.addObserver(told.append)
    try:
        asyncio.run(end())
        gc.collect()
    finally:
        globalLogPublisher.removeObserver(told.append)
    assert told == []
