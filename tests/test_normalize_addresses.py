"""One page, one address, however it was written."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsarchive.normalize import addresses
from newsarchive.normalize.addresses import canonical, identity, site


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("HTTPS://WWW.Km-Oblrada.GOV.UA", "https://www.km-oblrada.gov.ua/"),
        ("http://rada.ua:80/a", "http://rada.ua/a"),
        ("https://rada.ua:8443/a", "https://rada.ua:8443/a"),
        ("https://user:secret@rada.ua/a", "https://rada.ua/a"),
        ("https://rada.ua./a", "https://rada.ua/a"),
        ("https://rada.ua/a#comments", "https://rada.ua/a"),
        ("  https://rada.ua/a\n", "https://rada.ua/a"),
        ("https://rada.ua/?p=7&utm_source=fb&fbclid=x", "https://rada.ua/?p=7"),
        ("https://rada.ua/page/3/?filter_by=random_posts", "https://rada.ua/page/3/"),
        ("https://rada.ua/a?share=print&nb=1&replytocom=5", "https://rada.ua/a"),
        ("https://rada.ua/news.php?news=4246&group=20", "https://rada.ua/news.php?group=20&news=4246"),
        ("https://rada.ua/?b=2&amp;a=1&#038;c=3", "https://rada.ua/?a=1&b=2&c=3"),
        ("https://rada.ua/?x=1&copy=2", "https://rada.ua/?copy=2&x=1"),
        ("https://rada.ua/?q=а+б", "https://rada.ua/?q=%D0%B0%20%D0%B1"),
        ("https://rada.ua/news?start=20&&page=0%2c1", "https://rada.ua/news?page=0%2C1&start=20"),
        ("https://rada.ua/%d0%b2/%7Euser/%41", "https://rada.ua/%D0%B2/~user/A"),
        ("https://rada.ua/%25D0%25B2", "https://rada.ua/%D0%B2"),
        ("https://rada.ua/%2525D0%2525B2", "https://rada.ua/%D0%B2"),
        ("https://rada.ua/100%25ab", "https://rada.ua/100%25ab"),
        ("https://rada.ua/100%", "https://rada.ua/100%25"),
        ("https://rada.ua/новини 1", "https://rada.ua/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8%201"),
        ("https://rada.ua/a\n/b", "https://rada.ua/a/b"),
        ("https://rada.ua/a/./b/../c/..", "https://rada.ua/a/"),
        ("https://rada.ua/../../a", "https://rada.ua/a"),
        ("https://рада.укр/", "https://xn--80aal0c.xn--j1amh/"),
        ("https://rada.ua/a;jsessionid=0A1B2C.node1?id=7", "https://rada.ua/a?id=7"),
        ("https://rada.ua/a;JSESSIONID=0A1B/b;v=1", "https://rada.ua/a/b;v=1"),
        ("https://rada.ua/(S(lit3py55t21z5v55vlm25s55))/news.aspx", "https://rada.ua/news.aspx"),
        ("https://rada.ua/stattia_(proiekt)/", "https://rada.ua/stattia_(proiekt)/"),
        ("https://rada.ua/?PHPSESSID=1&id=7&sessionid=2&osCsid=3&cftoken=4", "https://rada.ua/?id=7"),
        ("https://rada.ua/?_=1700000000000&rnd=0.5&no_cache=1&nocache=x&_dc=9&id=7", "https://rada.ua/?id=7"),
        ("https://rada.ua/t.php?sid=4f2a90c1d7e85b3364f2a90c1d7e85b3&t=5", "https://rada.ua/t.php?t=5"),
        ("https://rada.ua/?s=0123456789abcdefghijklmnopqrs", "https://rada.ua/"),
        ("https://rada.ua/modules.php?name=News&sid=1234", "https://rada.ua/modules.php?name=News&sid=1234"),
        ("https://rada.ua/?s=бюджет", "https://rada.ua/?s=%D0%B1%D1%8E%D0%B4%D0%B6%D0%B5%D1%82"),
        ("https://rada.ua/?s=budzhetkhmelnytskoioblasti", "https://rada.ua/?s=budzhetkhmelnytskoioblasti"),
        ("http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a"),
    ],
)
def test_an_address_has_one_spelling(found, expected):
    made = canonical(found)

    assert expected == made
    assert made == canonical(made)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("../b/?p=1", "https://rada.ua/b/?p=1"),
        ("//www.rada.ua/c", "https://www.rada.ua/c"),
        ("?p=5", "https://rada.ua/a/?p=5"),
        ("", "https://rada.ua/a/"),
    ],
)
def test_a_relative_address_is_resolved(found, expected):
    assert expected == canonical(found, "https://rada.ua/a/")


@pytest.mark.parametrize(
    "found",
    ["", "/news/1", "mailto:press@rada.ua", "javascript:void(0)", "ftp://rada.ua/a", "https://", "http:///a",
     "https://rada.ua:port/", "https://a b/", "http://[::1", "https://..укр../"],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(found):
    with pytest.raises(ValueError):  # noqa: PT011 - which of them it is, the message says
        canonical(found)


@given(st.from_regex(addresses._PLAIN, fullmatch=True) | st.text("htps:/.w-_~a1A80%443?#@[]", max_size=30))
@example("http://rada.ua:443/")
@example("https://rada.ua:80/a/../b")
@example("https://rada.ua:70000/")
@example("https://rada.ua//a///b.html")
def test_what_looks_canonical_at_once_is_so_when_taken_apart(found):
    if addresses._PLAIN.fullmatch(found):
        assert addresses._taken_apart(found) == found


def test_a_site_is_its_host_and_port():
    assert site("https://www.rada.ua/a") == site("http://rada.ua/b") == "rada.ua"
    assert site("http://127.0.0.1:8101/") == "127.0.0.1:8101"


def test_two_spellings_of_a_page_have_one_identity():
    one = identity("http://www.rada.ua/news/?p=5&utm_medium=x")

    assert one == identity("https://rada.ua/news?p=5")
    assert identity("https://rada.ua/") == "rada.ua"
    assert identity("https://rada.ua/a") != identity("https://rada.ua/b")


def test_each_page_s_address_comes_once_as_it_is_spelled_first():
    spelled = ["https://www.rada.ua/b/", "https://rada.ua/a", "http://rada.ua/b", "https://rada.ua/A"]
    assert addresses.distinct(spelled) == ("https://www.rada.ua/b/", "https://rada.ua/a", "https://rada.ua/A")
