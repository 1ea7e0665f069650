"""The page of an article: what it tells, how it is proved and cited."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from newsarchive.errors import UsageError
from newsarchive.serve.app import datasette
from newsarchive.serve.cite import Citation, key
from newsarchive.serve.public import checked
from newsarchive.serve.styles import apa, dstu, ris, wiki
from newsarchive.store import likeness
from tests.test_serve_pages import POISON, SEED, SITE, archive, fill, get, words

DIGEST = "sha256:" + "ab" * 32
OTHER = "sha256:" + "cd" * 32


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("article") / "archive.db"
    database = archive(path, SEED)
    fill(database)
    database.execute("UPDATE versions SET digest = ? WHERE article = 1 AND number = 1", [DIGEST])
    database.execute("UPDATE versions SET digest = ? WHERE article = 1 AND number = 2", [OTHER])
    event = {"at": "2026-11-21T08:00:00+00:00", "council": "khmelnytskyi", "digest": "sha256:ee"}
    told = {"kind": "suspected", "article": 3, "detail": '{"url": "x", "why": "status 404"}'}
    database["events"].insert(event | told | {"capture_before": 3, "capture_after": 1})
    told = {"kind": "deleted", "article": 3, "detail": f'{{"neighbour": "{SITE}2/", "evidence": "neighbour"}}'}
    database["events"].insert(event | told | {"capture_before": 3, "capture_after": 1})
    told = {"kind": "restored", "article": 2, "detail": "no JSON"}
    database["events"].insert(event | told)
    database["articles"].update(1, {"image": f"{SITE}lead.jpg", "modified": "2023-12-01T10:00:00+02:00"})
    database["articles"].update(2, {"published": "2023-11-05", "published_from": "feed", "published_raw": "31.02.2023"})
    database.execute("UPDATE versions SET published = NULL WHERE article = 2")
    database["frontier"].insert(
        {"url": f"{SITE}1/", "council": "khmelnytskyi", "route": "api", "state": "captured", "identity": "x"}
    )
    said = {"url": f"{SITE}1/", "source": "api", "council": "khmelnytskyi", "title": "Інший заголовок"}
    said |= {"categories": "", "seen_at": "2026-11-20T09:00:00+00:00", "capture": 1, "differs": "title"}
    database["second_readings"].insert(said)
    database.execute('UPDATE crawls SET versions = \'{"newsarchive": "0.1.0"}\'')
    database.conn.commit()
    database.close()
    return path


@pytest.fixture(scope="module")
def house(path):
    return datasette(path)


def test_dates_are_told_as_printed_as_understood_and_as_seen(house):
    read = words(get(house, "/archive/articles/1"))

    assert "Опубліковано 1 листопада 2023, 14:05 метадані сторінки: 20.11.2023" in read
    assert "Змінено, каже сайт 1 грудня 2023, 10:00" in read
    assert "Уперше в архіві 20 листопада 2026, 08:00 UTC" in read
    assert "Востаннє бачили на сайті 20 листопада 2026, 08:00 UTC" in read


def test_a_date_that_the_page_does_not_tell_says_who_does(house):
    read = words(get(house, "/archive/articles/2"))

    assert "Опубліковано 5 листопада 2023 стрічка новин сайту; сама сторінка дати не каже" in read
    assert "31.02.2023" not in read
    assert "5 листопада 2023" in get(house, "/archive/articles/2/cite.txt").text


def test_an_older_version_does_not_claim_how_its_date_was_read(house):
    section = get(house, "/archive/articles/1?version=1").text.partition('class="facts"')[2].partition("</section>")[0]

    assert "1 листопада 2023, 14:05" in section
    assert "20.11.2023" not in section


def test_photographs_and_the_lead_image_are_links_and_never_fetched(house):
    text = get(house, "/archive/articles/1").text

    assert f'<a href="{SITE}lead.jpg" rel="noopener nofollow">lead.jpg</a>' in text
    assert "JPG, головна світлина" in text
    assert "PDF" in text
    assert "<img" not in text


def test_a_removal_is_told_with_its_evidence(house):
    response = get(house, "/archive/articles/3")
    read = words(response)

    assert "Статтю вилучено із сайту ради. Тут вона збережена." in read
    assert "сусідня стаття більше не веде сюди" in read
    assert "сторінки не знайдено (404)" in read
    assert f'<a href="{SITE}2/" rel="noopener nofollow">' in response.text
    assert "(200)" in read


def test_an_article_that_came_back_is_said_to_be_restored(house):
    assert "Стаття зникала із сайту ради і повернулася." in words(get(house, "/archive/articles/2"))


def test_versions_lead_to_their_differences(house):
    text = get(house, "/archive/articles/1").text
    old = get(house, "/archive/articles/1?version=1").text

    assert '<a href="/archive/articles/1/diff?from=1&amp;to=2">' in text
    assert '<a href="/archive/articles/1/diff?from=1&amp;to=2">Що змінилося</a>' in old


def test_provenance_says_how_it_was_read_and_how_to_verify_it(house):
    read = words(get(house, "/archive/articles/1"))

    assert "warcio extract a.warc.gz 1234" in read
    assert "newsarchive 0.1.0" in read
    assert "Інше джерело каже інакше: WordPress API Інший заголовок" in read
    assert "розмітка сайту" in read


def test_a_page_is_wholly_in_english_where_asked(house):
    text = get(house, "/archive/articles/1?_lang=en").text
    own = re.sub(
        r'<(\w+)[^>]*\slang="uk"[^>]*>.*?</\1>|<textarea.*?</textarea>|<title>.*?</title>', "", text, flags=re.DOTALL
    )

    assert not re.search("[А-Яа-яІіЇїЄєҐґ]", re.sub(r"<[^>]+>", "", own))


@pytest.mark.parametrize("number", ["99999999999999999999999", "0", "007"])
def test_numbers_of_no_article_are_not_found(house, number):
    assert get(house, f"/archive/articles/{number}").status_code == 404


def test_a_permalink_leads_to_the_version_of_its_digest(house):
    first = get(house, "/archive/source", params={"url": f"{SITE}1/", "digest": DIGEST})
    last = get(house, "/archive/source", params={"url": f"{SITE}old-1/", "digest": OTHER})

    assert first.headers["location"] == "/archive/articles/1?version=1"
    assert last.headers["location"] == "/archive/articles/1?version=2"


def test_a_permalink_of_a_version_that_is_not_held_says_so_and_leads_on(house):
    response = get(house, "/archive/source", params={"url": f"{SITE}1/", "digest": "sha256:<b>"})

    assert response.status_code == 404
    assert "Такої версії архів не має" in response.text
    assert '<a href="/archive/articles/1">' in response.text
    assert "<b>" not in response.text.partition("<main")[2]


def test_every_version_is_cited_by_a_permalink_that_leads_back_to_it(house):
    for number, digest in ((1, DIGEST), (2, OTHER)):
        text = get(house, f"/archive/articles/1/cite.txt?version={number}").text
        link = re.search(r"http://localhost(/archive/source\S+)", text)[1]

        assert digest in text
        assert parse_qs(urlsplit(link).query) == {"url": [f"{SITE}1/"], "digest": [digest]}
        assert get(house, link).headers["location"] == f"/archive/articles/1?version={number}"


@pytest.mark.parametrize(
    ("form", "kind", "told"),
    [
        ("txt", "text/plain", "Хмельницька обласна рада. Стаття виправлена. 1 листопада 2023. https://km-oblrada"),
        ("bib", "application/x-bibtex", "@online{khmelnytskyi-2023-cdcdcdcdcd,"),
        ("md", "text/markdown", "[Стаття виправлена](<http://localhost/archive/source?url="),
        ("dstu", "text/plain", "Стаття виправлена. Хмельницька обласна рада : вебсайт. 01.11.2023. URL: https://km-"),
        (
            "apa",
            "text/plain",
            "Хмельницька обласна рада. (2023, 1 листопада). Стаття виправлена. Взято 20 листопада 2026",
        ),
        ("wiki", "text/plain", "{{Cite web |url=https://km-oblrada.gov.ua/1/ |title=Стаття виправлена |publisher="),
        ("ris", "application/x-research-info-systems", "TY  - ELEC\r\nAU  - Хмельницька обласна рада\r\nTI  - Стаття"),
    ],
)
def test_a_citation_has_forms_each_on_the_page_and_at_its_address(house, form, kind, told):
    response = get(house, f"/archive/articles/1/cite.{form}")

    assert response.headers["content-type"] == f"{kind}; charset=utf-8"
    assert response.text.startswith(told)
    assert words(get(house, "/archive/articles/1")).count(f"cite.{form}") == 1


@pytest.mark.parametrize("asked", ["?version=77", "?version=x", "/diff?from=1&to=77"])
def test_a_version_that_there_is_not_leads_to_the_last_one(house, asked):
    response = get(house, f"/archive/articles/1{asked}")

    assert response.status_code == 404
    assert "Такої версії ця стаття не має." in response.text
    assert '<a href="?">Читати останню версію</a>' in response.text
    assert "Читати останню" not in get(house, "/archive/articles/999?version=1").text


def hostile(**fields):
    given = {"key": "x-2023-ab", "author": "Рада", "title": "Т", "published": "2023-11-01", "url": f"{SITE}1/"}
    given |= {"seen": "2026-11-20T08:00:00+00:00", "digest": OTHER, "permalink": "http://a/source?url=x", "lang": "uk"}
    given |= {"council": "Рада", "language": "uk", "gone": False}
    return Citation(**given | fields)


@pytest.mark.parametrize(
    "title", [POISON, "a } b { c", r"\input{/etc/passwd}", "50% & $5 #1 x_y ~ ^", "}, evil = {1", "\n@book{"]
)
def test_bibtex_stays_one_balanced_entry_whatever_is_cited(title):
    entry = hostile(title=title, author=title, url=SITE + title).bibtex

    assert depths(entry)[-1] == 0
    assert min(depths(entry)) == 0
    assert len(re.findall(r"^@", entry, re.MULTILINE)) == 1
    assert re.findall(r"^  (\w+) = \{.*\},$", entry, re.MULTILINE) == [
        "author",
        "title",
        "date",
        "url",
        "urldate",
        "note",
    ]
    assert not re.search(r"\\(?!text\w+\{\}|[$&#_%])", entry)


def depths(entry):
    depth, seen = 0, []
    for sign in entry:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        seen.append(depth)
    return seen


@pytest.mark.parametrize("title", [POISON, "](javascript:alert(1))", "*a* `b` <i>", "a\n\n# b"])
def test_markdown_stays_one_line_with_two_links(title):
    line = hostile(title=title, url=SITE + title).markdown

    assert "\n" not in line
    assert re.findall(r"(?<!\\)\]\(<([^>]*)>\)", line)[0] == "http://a/source?url=x"
    assert len(re.findall(r"(?<!\\)\]\(", line)) == 2
    assert not re.search(r"(?<!\\)<(?!http)", line)


def test_the_standards_are_followed_to_the_letter():
    """ДСТУ 8302:2015, APA 7, RIS; without a date, too."""
    cited = hostile(title="Чи буде сесія?", lang="en")

    assert dstu(cited) == (
        "Чи буде сесія? Рада : вебсайт. 01.11.2023. URL: https://km-oblrada.gov.ua/1/ (дата звернення: 20.11.2026). "
        "Архівна копія: http://a/source?url=x"
    )
    assert apa(cited) == (
        "Рада. (2023, November 1). Чи буде сесія? Retrieved November 20, 2026, from http://a/source?url=x"
    )
    assert apa(hostile(published=None)) == "Рада. (б. д.). Т. Взято 20 листопада 2026 з http://a/source?url=x"
    assert dstu(hostile(published=None)).startswith("Т. Рада : вебсайт. URL: ")
    assert ris(cited) == (
        "TY  - ELEC\r\nAU  - Рада\r\nTI  - Чи буде сесія?\r\nPY  - 2023\r\nDA  - 2023/11/01\r\nPB  - Рада\r\n"
        "LA  - uk\r\nUR  - http://a/source?url=x\r\nY2  - 2026/11/20\r\n"
        f"N1  - https://km-oblrada.gov.ua/1/; {OTHER}\r\nER  - \r\n"
    )
    assert "DA  - " not in ris(hostile(published=None))


@pytest.mark.parametrize(
    "title",
    [POISON, "a | b = c }} {{evil}} [[x]] [http://x y]", "<ref>x</ref> ''x'' ~~~~ __NOTOC__", "\n|url=x\n}}\n* a"],
)
def test_a_template_of_wikipedia_has_our_parameters_alone(title):
    template = wiki(hostile(title=title, council=title, url=f"{SITE}|x=[[{title}]]}}}}", gone=True))
    inside = template.removeprefix("{{").removesuffix("}}")

    assert template == "{{" + inside + "}}"
    assert not re.search(r"[{}<>\[\]\n]|''|~~|__", inside)
    assert [part.partition("=")[0] for part in inside.split(" |")] == [
        *("Cite web", "url", "title", "publisher", "date", "language"),
        *("access-date", "archive-url", "archive-date", "url-status"),
    ]
    assert template.endswith("|url-status=dead}}")


@pytest.mark.parametrize("title", [POISON, "a\r\nER  - \r\nTY  - JOUR", "a\x85ER  - \u2028TY  - "])
def test_ris_stays_one_entry(title):
    lines = ris(hostile(title=title, council=title, url=SITE + title)).splitlines()

    assert [line[:6] for line in lines] == [
        f"{tag}  - " for tag in ("TY", "AU", "TI", "PY", "DA", "PB", "LA", "UR", "Y2", "N1", "ER")
    ]


def test_a_key_is_letters_digits_and_hyphens_and_the_same_for_the_same_text():
    assert key("khmelnytskyi", "2023-11-01", DIGEST) == "khmelnytskyi-2023-ababababab"
    assert key("x},y", None, "sha256:{") == "xy-undated-x"


@pytest.mark.parametrize("host", ["evil.example/path", "a b", "x@y", '"><script>', "a..b\\c", "[::1"])
def test_a_host_that_is_none_is_not_repeated(house, host):
    text = get(house, "/archive/articles/1/cite.txt", headers={"Host": host}).text

    assert "http://localhost/archive/source" in text


@pytest.mark.parametrize("host", ["news.example", "127.0.0.1:8001", "[::1]:8001"])
def test_the_archive_is_known_by_the_host_that_was_asked(house, host):
    assert f"http://{host}/archive/source" in get(house, "/archive/articles/1/cite.txt", headers={"Host": host}).text


def test_the_operator_s_address_wins_over_what_a_request_says(path):
    told = datasette(path, public="https://news.example/")

    text = get(told, "/archive/articles/1/cite.txt", headers={"Host": "evil.example"}).text

    assert "https://news.example/archive/source?" in text
    assert "evil" not in text


@pytest.mark.parametrize(
    "address", ["news.example", "ftp://x", "https://x/y", "https://x?y", "https://", "https://x y"]
)
def test_a_public_address_that_is_none_is_refused_when_starting(path, address):
    with pytest.raises(UsageError, match="public address"):
        datasette(path, public=address)


def test_a_public_address_is_kept_without_its_slash():
    assert checked("https://news.example:8443/") == "https://news.example:8443"


def test_what_is_taken_away_names_the_archive_by_the_operator_s_address(path):
    told = datasette(path, public="https://news.example")

    text = get(told, "/archive/search.csv?q=стаття", headers={"Host": "evil.example"}).text

    assert "https://news.example/archive/source?" in text
    assert "evil" not in text


TOLD = (
    "Депутати на пленарному засіданні затвердили зміни до обласного бюджету. На ремонт доріг спрямують сорок мільйонів "
    "гривень, на лікарні ще дванадцять. Голова ради наголосив, що гроші надійдуть громадам до кінця місяця."
)


@pytest.fixture
def councils(tmp_path):
    """Give a function that makes an archive of one text in three councils, told when each published it."""

    def made(*published, texts=(TOLD, TOLD, TOLD)):
        database = archive(tmp_path / "archive.db", [{"number": n, "body": text} for n, text in enumerate(texts, 1)])
        council = dict(next(database.query("SELECT * FROM councils")))
        for number, (name, day) in enumerate(zip(("Перша", "Друга", "Третя"), published, strict=False), 1):
            if number > 1:
                database["councils"].insert(council | {"code": name, "name": f"{name} рада", "name_en": None})
                database["articles"].update(number, {"council": name})
            database["articles"].update(number, {"published": day})
        database.execute("DELETE FROM marks")
        likeness.fill(database.conn)
        database.conn.commit()
        database.close()
        return datasette(tmp_path / "archive.db")

    return made


def test_the_same_text_of_other_councils_is_shown_with_who_was_first(councils):
    texts = (TOLD, f"Вступ. {TOLD} Кінець тексту.", "Інше")
    house = councils("2023-11-05T10:00:00+02:00", "2023-11-04", None, texts=texts)
    response = get(house, "/archive/articles/1")
    read = words(response)

    assert "Те саме в інших радах 1" in read
    assert "За надрукованими датами першою опублікувала Друга рада , 4 листопада 2023." in read
    assert "Архів першою побачив статтю ради: Хмельницька обласна рада, 20 листопада 2026, 08:00 UTC." in read
    assert "спільного 100 %" in read
    assert '<a lang="uk" href="/archive/articles/2">Стаття 2</a>' in response.text
    assert "/archive/articles/3" not in response.text


@pytest.mark.parametrize(
    ("published", "told"),
    [
        (("2023-11-03", "2023-11-04", "2023-11-05"), "першою опублікувала ця рада"),
        (("2023-11-04T09:00:00+02:00", "2023-11-04T08:00:00+00:00", "2023-11-05"), "першою опублікувала ця рада"),
        (("2023-11-04T09:00:00+02:00", "2023-11-04", "2023-11-05"), "дати не кажуть"),
        (("2023-11-04", "2023-11-04", "2023-11-05"), "дати не кажуть"),
        (("2023-11-04", "2023-11-05", None), "дати не кажуть"),
        (("2023-11-04", "2023-11-05", "not a day"), "дати не кажуть"),
    ],
)
def test_who_was_first_is_said_only_where_the_printed_dates_tell(councils, published, told):
    assert told in words(get(councils(*published), "/archive/articles/1"))


def test_an_archive_that_an_earlier_version_wrote_is_read_without_marks(tmp_path):
    database = archive(tmp_path / "archive.db", SEED)
    database.execute("DROP TABLE marks")
    database.close()

    assert get(datasette(tmp_path / "archive.db"), "/archive/articles/1").status_code == 200


def test_another_article_of_the_same_council_is_not_elsewhere(councils):
    assert "Те саме в інших радах" not in get(councils(), "/archive/articles/1").text


def test_lists_and_tables_are_printed_as_such_and_their_text_stays_text(tmp_path):
    body = "Розподіл <b>\n\nЛуцьк 5 млн\n\nКовель\n\n3 млн\n\nперше\n\nдруге\n\nще\n\nКінець"
    database = archive(tmp_path / "archive.db", [{"number": 1, "body": body}])
    database.execute("UPDATE versions SET form = 'h t1=5,2=5 r1 c2 i i m p'")
    database.conn.commit()
    database.close()
    text = get(datasette(tmp_path / "archive.db"), "/archive/articles/1").text
    told = text.partition('<div class="text" lang="uk">')[2].partition("<nav")[0]

    assert "<h2>Розподіл &lt;b&gt;</h2>" in told
    assert "<tr><td>Луцьк</td><td><span class=sum>5 млн</span></td></tr>\n<tr><td>Ковель</td>" in told
    assert "<ul>\n<li>перше</li>\n<li><p>друге</p><p>ще</p></li>\n</ul>" in told
    assert "<p>Кінець</p>" in told


def test_a_permalink_outlives_the_numbers_of_articles_and_versions(house, tmp_path):
    link = re.search(
        r"http://localhost(/archive/source\S+)", get(house, "/archive/articles/1/cite.txt?version=1").text
    )[1]
    database = archive(tmp_path / "archive.db", [{"number": 44, "url": f"{SITE}1/"}])
    row = {**next(database.query("SELECT * FROM versions WHERE article = 44")), "id": 7, "number": 5}
    database["versions"].insert(row | {"digest": DIGEST})
    database.conn.commit()
    database.close()

    assert get(datasette(tmp_path / "archive.db"), link).headers["location"] == "/archive/articles/44?version=5"
