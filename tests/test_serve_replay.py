"""A page as captured: read back from its own record, proved, cleaned, and shown where it can do nothing."""

import gzip
import json
import re
from datetime import timedelta

import pytest

from newsarchive.capture.exchange import Revisit
from newsarchive.capture.warc import WarcWriter
from newsarchive.cleaning import clean
from newsarchive.serve.app import datasette
from newsarchive.serve.headers import FRAMING, POLICY, REPLAYED
from newsarchive.serve.replay import cleaned
from newsarchive.store import Archive, apply, suppressions
from tests.helpers.build import NOW, Story, article, exchange, visit
from tests.test_serve_pages import get, words

PAGE = """<!DOCTYPE html><html><head><title>Заголовок</title><style>p{background:url(http://evil.example/s)}</style>
<script src="http://evil.example/x.js"></script></head><body onload="alert(1)"><h1>Рішення сесії</h1>
<p style="color: red; background: url(http://evil.example/b)">Перший <b>абзац</b>.</p>
<table><tr><td colspan="2">1</td></tr></table><ul><li>пункт</li></ul>
<a href="javascript:alert(2)" onclick="alert(3)">посилання</a> <a href="https://evil.example/">геть</a>
<img src="http://evil.example/i.png" onerror="alert(4)" alt="світлина"><iframe src="http://evil.example/f"></iframe>
<form action="http://evil.example/"><input name="q"><button>так</button></form><svg><script>alert(5)</script></svg>
<meta http-equiv="refresh" content="0;url=http://evil.example/"><base href="http://evil.example/"></body></html>"""
PDF = ((b"Content-Type", b"application/pdf"),)
HTML = b"text/html"


class House:
    """An archive with its WARC file, made by the rooms that write every archive."""

    def __init__(self, folder):
        self.folder = folder
        self.archive = Archive(folder)
        self.story = Story(self.archive)
        self.warc = WarcWriter(folder / "warc", "testova", {"software": "test"})

    def keep(self, path="a", body=PAGE, *, days=0, **fields):
        """Append an answer, and an article read from it; give its number as a capture."""
        told = exchange(path, body, at=NOW + timedelta(days=days), **fields)
        held = self.warc.append(told)
        read = article(path, f"Заголовок {days}") if told.status == 200 else None
        learned = visit(path, at=told.at, status=told.status, record_id=told.record_id, article=read)
        with self.archive.transaction() as db:
            apply(db, self.story.run, learned, held)
            number = db.execute("SELECT max(id) FROM captures").fetchone()[0]
        return told, number

    def change(self, sql, *values):
        with self.archive.transaction() as db:
            db.execute(sql, values)

    def open(self, *, close=True):
        self.warc.close() if close else self.warc.sync()
        return datasette(self.archive.path)

    @property
    def file(self):
        return next((self.folder / "warc").rglob("*.warc.gz*"))


@pytest.fixture
def house(folder):
    made = House(folder)
    yield made
    made.warc.close()
    made.archive.close()


def replay(application, number=1):
    return get(application, f"/archive/captures/{number}/replay")


def test_the_page_around_the_frame_says_what_was_captured(house):
    told, _ = house.keep()
    response = get(house.open(), "/archive/articles/1/captured")
    read = words(response)

    assert response.status_code == 200
    assert "20 листопада 2026, 12:00 UTC" in read
    assert told.url in read
    assert told.payload_digest in read
    assert "звірено щойно: байти ті самі" in read
    assert '<iframe class="replay" sandbox src="/archive/captures/1/replay"' in response.text
    assert response.headers["content-security-policy"] == FRAMING
    assert response.headers["x-frame-options"] == "DENY"


def test_the_replayed_document_keeps_text_and_structure_and_nothing_else(house):
    house.keep()
    response = replay(house.open())
    body = response.text.partition("<body>")[2]

    assert response.status_code == 200
    assert "<h1>Рішення сесії</h1>" in body
    assert '<p style="color:red">Перший <b>абзац</b>.</p>' in body
    assert '<td colspan="2">1</td>' in body
    assert "<li>пункт</li>" in body
    assert '<img alt="світлина">' in body
    assert "evil" not in body
    assert not re.search(r"<(script|iframe|form|input|button|meta|base|svg|link|style)|\s(on\w+|href|src)=|url\(", body)
    assert "alert" not in body


def test_the_replayed_document_may_do_nothing_and_stands_in_no_other_site_s_frame(house):
    house.keep()
    headers = replay(house.open()).headers

    assert headers["content-security-policy"] == REPLAYED
    assert REPLAYED.startswith("sandbox; default-src 'none'; style-src 'unsafe-inline'; ")
    assert "allow-" not in REPLAYED
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path", ["articles/1", "captures/1", "captures/1/replay/", "captures/9/replay", "articles/1.json"]
)
def test_no_other_address_may_be_framed(house, path):
    house.keep()
    headers = get(house.open(), f"/archive/{path}").headers

    assert headers["content-security-policy"] == POLICY
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE.encode()), ((b"Content-Type", HTML), (b"Content-Encoding", b"gzip"))),
        (PAGE.encode("cp1251"), ((b"Content-Type", b"text/html; charset=windows-1251"),)),
        (PAGE.encode("cp1251"), ((b"Content-Type", b"text/html; charset=utf-8"),)),
        (PAGE.encode(), ()),
    ],
    ids=["gzip", "cp1251", "mislabeled", "unlabeled"],
)
def test_bytes_are_unpacked_and_decoded_as_when_they_were_read(house, body, headers):
    house.keep(body=body, headers=headers)

    assert "<h1>Рішення сесії</h1>" in replay(house.open()).text


def test_a_revisit_is_followed_to_the_bytes_it_refers_to(house):
    told, first = house.keep()
    revisit = Revisit(
        profile="identical-payload-digest",
        record_id=told.record_id,
        url=told.url,
        at=told.at,
        payload_digest=told.payload_digest,
    )
    _, second = house.keep(body=b"", days=1, revisit=revisit)
    application = house.open()
    around = get(application, f"/archive/captures/{second}/captured")

    assert "<h1>Рішення сесії</h1>" in replay(application, second).text
    assert f'href="/archive/captures/{first}/captured">ті самі байти вперше' in around.text
    assert "21 листопада 2026" in words(around)


def test_each_version_is_replayed_from_its_own_record(house):
    house.keep(body="<p>Одне</p>")
    house.keep(body="<p>Друге</p>", days=1)
    application = house.open()

    for version, number in ((1, 1), (2, 2)):
        text = get(application, f"/archive/articles/1/captured?version={version}").text
        assert f'src="/archive/captures/{number}/replay"' in text
    assert "Одне" in replay(application, 1).text
    assert "Друге" in replay(application, 2).text


def test_a_file_that_is_still_being_written_is_read(house):
    house.keep()

    assert "Рішення сесії" in replay(house.open(close=False)).text


def without_files(house):
    house.file.unlink()


def without_folder(house):
    house.file.unlink()
    for folder in sorted((house.folder / "warc").rglob("*"), reverse=True):
        folder.rmdir()
    (house.folder / "warc").rmdir()


def cut(house):
    whole = house.file.read_bytes()
    house.file.write_bytes(whole[: len(whole) // 2])


def flipped(house):
    whole = bytearray(house.file.read_bytes())
    whole[house.story.one("SELECT offset FROM captures") + 200] ^= 0xFF
    house.file.write_bytes(whole)


def elsewhere(house):
    house.change("UPDATE captures SET warc_file = '../../../../../../etc/passwd'")


def outside(house):
    (house.folder / "x.warc.gz").write_bytes(house.file.read_bytes())
    house.change("UPDATE captures SET warc_file = '../x.warc.gz'")


def misplaced(house):
    house.change("UPDATE captures SET offset = offset + 1")


def beyond(house):
    house.change("UPDATE captures SET offset = 99999999")


def other_bytes(house):
    house.change("UPDATE captures SET payload_digest = 'sha256:00'")


def other_record(house):
    house.change("UPDATE captures SET record_id = 'urn:uuid:0'")


@pytest.mark.parametrize(
    ("harm", "status", "said"),
    [
        (without_files, 404, "тут немає"),
        (without_folder, 404, "тут немає"),
        (elsewhere, 404, "тут немає"),
        (outside, 404, "тут немає"),
        (cut, 409, "пошкоджено або його там немає"),
        (flipped, 409, "пошкоджено або його там немає"),
        (misplaced, 409, "пошкоджено або його там немає"),
        (beyond, 409, "пошкоджено або його там немає"),
        (other_bytes, 409, "а має бути sha256:00"),
        (other_record, 409, "стоїть інший запис"),
    ],
)
def test_what_cannot_be_proved_is_not_shown_and_said_in_one_page(house, harm, status, said, capsys):
    house.keep()
    application = house.open()
    harm(house)
    around = get(application, "/archive/articles/1/captured")
    inside = replay(application)

    assert around.status_code == inside.status_code == status
    for response in (around, inside):
        assert said in words(response)
        assert "Рішення сесії" not in response.text
    assert "<iframe" not in around.text
    assert "Traceback" not in capsys.readouterr().err


def test_a_revisit_of_a_capture_that_is_not_held_is_said(house):
    told, _ = house.keep()
    revisit = Revisit(
        profile="identical-payload-digest",
        record_id="urn:uuid:0",
        url=told.url,
        at=told.at,
        payload_digest=told.payload_digest,
    )
    _, number = house.keep(body=b"", days=1, revisit=revisit)

    assert "відсилає до давнішого знімка" in words(get(house.open(), f"/archive/captures/{number}/captured"))


def test_an_answer_that_cannot_be_unpacked_is_said(house):
    house.keep(body=b"no gzip", headers=((b"Content-Type", HTML), (b"Content-Encoding", b"gzip")))

    assert "не розкрити" in words(get(house.open(), "/archive/captures/1/captured"))


def test_a_file_is_named_and_not_shown(house):
    house.keep(body=b"%PDF-1.4\x00\xff", headers=PDF)
    application = house.open()
    around = get(application, "/archive/captures/1/captured")

    assert around.status_code == 200
    assert "не сторінка, а файл" in words(around)
    assert "<iframe" not in around.text
    assert replay(application).status_code == 400


def test_another_text_is_shown_as_it_stands(house):
    house.keep(body='{"a": "<script>alert(1)</script>"}', headers=((b"Content-Type", b"application/json"),))

    assert "<pre>{&quot;a&quot;: &quot;&lt;script&gt;" in replay(house.open()).text


def test_an_answer_without_a_body_shows_its_headers(house):
    house.keep(body=b"", status=301, headers=((b"Location", b"https://x.example/<b>"),))
    response = get(house.open(), "/archive/captures/1/captured")

    assert "не має тіла" in words(response)
    assert "Location" in response.text
    assert "https://x.example/&lt;b&gt;" in response.text
    assert "<iframe" not in response.text


def test_an_answer_that_was_cut_off_is_said_to_be(house):
    house.keep(status=404, truncated="disconnect")

    assert "Відповідь обірвалася" in words(get(house.open(), "/archive/captures/1/captured"))


@pytest.mark.parametrize("path", ["articles/7/captured", "captures/7/captured", "articles/1/captured?version=9"])
def test_what_was_not_captured_is_not_found(house, path):
    house.keep()

    assert get(house.open(), f"/archive/{path}").status_code == 404


@pytest.mark.parametrize(
    "html",
    [
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
        "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<a href='&#x6A;avascript:alert(1)'>x</a>",
        "<a href='//evil.example'>x</a><img srcset='//evil.example 1x'><p background='//evil.example'>",
        "<p style='background-image:url(//evil.example);color:expression(alert(1))'>x</p>",
        "<template><img src=x onerror=alert(1)></template><xmp><img src=x onerror=alert(1)></xmp>",
        "<" * 10_000 + "<div>" * 10_000,
    ],
)
def test_known_tricks_leave_nothing_that_runs_or_asks(html):
    cleaned = clean(html)

    assert not re.search(r"<[^>]*\s(on\w+|href|src|srcset|background)\s*=", cleaned)
    assert not re.search(r"<(script|style|svg|math|iframe|form|template|noscript)", cleaned)
    assert not re.search(r"url\(|expression\(", re.sub(r">[^<]*<", "><", cleaned))


def test_a_page_that_names_what_is_withheld_is_not_shown(house):
    secret = "Звільнено Івана Прізвищенка з посади"
    house.keep("secret", "<p>тіло</p>")
    house.change("UPDATE articles SET title = ?", secret)
    house.change("UPDATE versions SET title = ?", secret)
    pages = {
        "list": f"<p>Новини</p><a href='/secret'>{secret.upper()}</a>",
        "escaped": f"<a>{''.join(f'&#{ord(letter)};' for letter in secret)}</a>",
        "other": "<p>Про інше</p>",
    }
    numbers = {name: house.keep(name, body, status=404)[1] for name, body in pages.items()}
    api = f'[{{"title": {json.dumps(secret)}}}]'
    numbers["api"] = house.keep("api", api, status=404, headers=((b"Content-Type", b"application/json"),))[1]
    suppressions.suppress(house.archive, 1, reason="суд", at=NOW)
    application = house.open()

    for view in ("captured", "replay"):
        codes = {name: get(application, f"/archive/captures/{n}/{view}").status_code for name, n in numbers.items()}
        assert codes == {"list": 451, "escaped": 451, "other": 200, "api": 451}
    suppressions.lift(house.archive, 1, at=NOW)
    assert replay(application, numbers["list"]).status_code == 200


def test_a_capture_s_row_leads_to_its_page(house):
    house.keep()

    assert 'href="/archive/captures/1/captured"' in get(house.open(), "/archive/captures/1").text


def test_a_page_that_would_grow_without_end_is_shown_as_its_source(house):
    bomb = "".join(f"<font size={n}><p>" for n in range(6000))
    house.keep(body=f"<html><body>{bomb}<script>alert(1)</script>")
    response = replay(house.open())

    assert response.status_code == 200
    assert "завелика або заплутана" in response.text
    assert "&lt;font size=0&gt;&lt;p&gt;" in response.text
    assert "<script" not in response.text
    assert response.headers["content-security-policy"] == REPLAYED
    assert len(response.content) < 2_000_000


def test_a_page_is_cleaned_apart_as_it_would_be_here():
    assert cleaned(PAGE) == clean(PAGE)
    assert "абзац" in cleaned(PAGE)
