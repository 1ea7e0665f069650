"""Bytes become the text that was meant, or it is said that they cannot: never nonsense in silence."""

import html
import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.pages.decode import decode, evidence, is_nonsense, mixed, mojibake

TEXTS = Path(__file__).parents[2] / "shared/data/council_texts.jsonl"
UKRAINIAN = (
    "Сесія обласної ради розглянула бюджет області на наступний рік і затвердила його. Депутати підтримали "
    "звернення громад щодо ремонту доріг: роботи розпочнуться навесні, їхній перелік оприлюднять у березні. Голова "
    "ради подякувала єдиному підряднику, який вчасно завершив ґанок лікарні. Участь узяли й представники «Спілки №7»."
)
RUSSIAN = (
    "Сессия областного совета рассмотрела бюджет области на следующий год и утвердила его. Депутаты поддержали "
    "обращение общин о ремонте дорог: работы начнутся весной, перечень объявят в марте. Ещё одна новость: объект сдан."
)
CAPITALS = "УВАГА! ОБЛАСНА РАДА ОГОЛОШУЄ КОНКУРС НА ЗАМІЩЕННЯ ВАКАНТНОЇ ПОСАДИ ДИРЕКТОРА ЛІКАРНІ"
LABELS = (
    "",
    "utf-8",
    "windows-1251",
    "iso-8859-1",
    "koi8-u",
    "koi8-r",
    "iso-8859-5",
    "windows-1252",
    "ascii",
    "nonsense",
)


def page(text=UKRAINIAN, head=""):
    return f"<!doctype html><html><head>{head}<title>a</title></head><body><p>{text}</p></body></html>"


def typed(label):
    return f"text/html; charset={label}" if label else "text/html"


def told(body, label=""):
    found = decode(body, typed(label))
    return found.text, found.encoding, found.why


def mangled(text, charset):
    """Give text as it looks when its UTF-8 is taken for another charset, by software that passes on what it lacks."""
    signs = [bytes([byte]).decode(charset, "ignore") or chr(byte) for byte in text.encode()]
    return "".join(signs)


# -- Labels that are true


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        ("Рада".encode(), "text/html; charset=utf-8", ("Рада", "utf-8", "header")),
        ("Рада".encode(), "", ("Рада", "utf-8", "guessed")),
        ("Рада".encode("cp1251"), "text/html; charset=windows-1251", ("Рада", "cp1251", "header")),
        ("Рада".encode("cp1251"), 'text/html; CHARSET="Windows-1251"', ("Рада", "cp1251", "header")),
        ("Рада".encode("koi8-u"), "text/html; charset=koi8-r", ("Рада", "koi8-u", "header")),
        ("\ufeffРада".encode(), "text/html; charset=windows-1251", ("Рада", "utf-8", "bom")),
        ("\ufeffРада".encode("utf-16-be"), "text/html; charset=utf-8", ("Рада", "utf-16-be", "bom")),
        (b"\xff\xfe" + "<p>Рада".encode(), "text/html; charset=utf-8", ("<p>Рада", "utf-8", "header")),
        ("\ufeff<p>Рада".encode("utf-16-le"), "text/html", ("<p>Рада", "utf-16-le", "bom")),
        ("Рада".encode()[:-1], "", ("Рад\ufffd", "utf-8", "guessed")),
        ("Über café".encode("cp1252"), "text/html; charset=iso-8859-1", ("Über café", "cp1252", "header")),
        ("Über café".encode("cp1252"), "", ("Über café", "cp1252", "guessed")),
        ("議会のお知らせ".encode("cp932"), "text/html; charset=shift_jis", ("議会のお知らせ", "cp932", "header")),
        ("お知らせ".encode("iso2022_jp"), "text/html; charset=iso-2022-jp", ("お知らせ", "iso2022_jp", "header")),
        ("Νέα της".encode("cp1253"), "text/html; charset=windows-1253", ("Νέα της", "cp1253", "header")),
        (b"News", "text/html; charset=utf-16", ("News", "utf-8", "guessed")),
        (b"News", "text/html; charset=unicode_escape", ("News", "utf-8", "guessed")),
        (b"", "", ("", "utf-8", "guessed")),
    ],
)
def test_a_true_label_is_believed(body, content_type, expected):
    found = decode(body, content_type)

    assert expected == (found.text, found.encoding, found.why)
    assert not found.garbled


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-u", "utf-8"])
def test_the_page_s_own_label_is_believed_where_the_header_is_silent(charset):
    text = page(head=f"<meta charset={charset}>")
    wrong = page(head="<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>")

    assert told(text.encode(charset, "ignore"))[2] == "meta"
    assert told(wrong.encode(charset, "ignore"))[2] == "guessed"


# -- Labels that lie


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(
    ("text", "charset"),
    [
        *[(UKRAINIAN, charset) for charset in ("utf-8", "cp1251", "koi8-u", "iso8859-5", "cp1125", "utf-16-le")],
        *[(RUSSIAN, charset) for charset in ("utf-8", "cp1251", "koi8-u", "iso8859-5", "cp866", "utf-16-le")],
        *[(CAPITALS, charset) for charset in ("utf-8", "cp1251", "koi8-u", "iso8859-5", "cp1125", "utf-16-be")],
    ],
)  # fmt: skip
def test_a_page_is_read_right_whatever_its_label(text, charset, label):
    sent = page(text).encode(charset, "xmlcharrefreplace")

    read, encoding, why = told(sent, label)

    assert html.unescape(read) == page(text)
    assert (encoding, why != "garbled") == (charset, True)


def test_a_page_that_lies_twice_is_read_right():
    text = page(head="<meta charset=utf-8>")

    assert told(text.encode("cp1251"), "iso-8859-1") == (text, "cp1251", "guessed")


def test_the_label_that_tells_the_truth_is_named():
    text = page(head="<meta charset=windows-1251>")

    assert told(text.encode("cp1251"), "iso-8859-1") == (text, "cp1251", "meta")


def test_a_mark_that_an_included_file_brought_does_not_make_a_page_utf8():
    assert told(b"\xef\xbb\xbf" + page().encode("cp1251"), "windows-1251") == (page(), "cp1251", "header")


# -- Damage


def test_a_page_cut_in_the_middle_of_a_letter_is_utf8():
    cut = page().encode()[:101]

    assert told(cut, "windows-1251")[1:] == ("utf-8", "guessed")
    assert told(cut)[0] == cut[:-1].decode() + "\ufffd"


@pytest.mark.parametrize("label", ["utf-8", "windows-1251", ""])
def test_a_few_bad_bytes_do_not_make_another_charset(label):
    sent = page().encode().replace(b". ", b" \x96 ").replace("його".encode(), "його".encode() + b"\xd0 \xe2\x80")

    read, encoding, _ = told(sent, label)

    assert encoding == "utf-8"
    assert read == sent.decode("utf-8", "replace")
    assert read.count("\ufffd") == 5


def test_bad_bytes_that_are_many_but_stand_alone_do_not_make_another_charset_either():
    sent = page().encode().replace(b" ", b" \xa0 ")

    assert told(sent, "utf-8") == (page().replace(" ", " \ufffd "), "utf-8", "header")


@pytest.mark.parametrize("charset", ["cp1251", "koi8-u"])
def test_a_piece_in_another_charset_is_read_as_what_it_is(charset):
    included = "У Хмельницькому відбулася нарада з питань цивільного захисту населення області."
    sent = page().encode() + included.encode(charset) + page(RUSSIAN).encode()

    assert told(sent, "utf-8") == (page() + included + page(RUSSIAN), "utf-8", "repaired")


def test_a_utf8_piece_in_a_page_of_another_charset_is_read_as_what_it_is():
    sent = page().encode("cp1251") + "Погода на завтра: хмарно".encode() + page().encode("cp1251")

    assert told(sent, "windows-1251") == (page() + "Погода на завтра: хмарно" + page(), "cp1251", "repaired")


def test_a_few_words_of_another_charset_are_damage():
    read, encoding, why = told(page().encode() + "новина".encode("cp1251"), "utf-8")

    assert (encoding, why) == ("utf-8", "header")
    assert read == page() + "\ufffd" * 6


def test_a_degree_sign_or_a_capital_after_a_letter_does_not_make_a_page_utf8():
    text = page(UKRAINIAN + " ТЕМПЕРАТУР° медіаОсвіта")

    assert told(text.encode("cp1251"), "windows-1251")[:2] == (text, "cp1251")
    assert html.unescape(told(text.encode("iso8859-5", "xmlcharrefreplace"), "iso-8859-5")[0]) == text


def test_a_piece_that_cannot_be_told_is_damage_in_a_page_and_garbles_a_smaller_one():
    piece = bytes(random.Random(3).choices(range(128, 256), k=200))
    small = "Погода на завтра".encode()

    assert told(page().encode() * 3 + piece, "utf-8")[1:] == ("utf-8", "header")
    assert decode(small + piece, typed("utf-8")).garbled


def test_letters_that_look_like_utf8_by_chance_do_not_make_a_page_of_two_charsets():
    text = page(UKRAINIAN.replace("області", "оболонаОбласті"))

    assert html.unescape(told(text.encode("iso8859-5", "xmlcharrefreplace"))[0]) == text
    assert told(text.encode("iso8859-5", "xmlcharrefreplace"))[1:] == ("iso8859-5", "guessed")


@pytest.mark.parametrize(
    "body",
    [
        bytes(range(128, 256)) * 20,
        b"<html>" + bytes(random.Random(7).choices(range(128, 256), k=500)),
        page().encode("cp1251").translate(bytes(range(128)) + bytes(random.Random(5).sample(range(128, 256), 128))),
    ],
    ids=["every byte", "noise", "letters exchanged"],
)  # fmt: skip
@pytest.mark.parametrize("label", ["", "utf-8", "windows-1251", "koi8-u", "iso-8859-1"])
def test_what_cannot_be_told_is_said_to_be_garbled(body, label):
    assert decode(body, typed(label)).garbled


# -- Encoded twice


@pytest.mark.parametrize("charset", ["cp1251", "cp1252", "latin-1", "koi8-u", "cp866"])
@pytest.mark.parametrize("text", [UKRAINIAN, RUSSIAN])
def test_a_page_that_was_encoded_twice_is_repaired(text, charset):
    assert told(mangled(page(text), charset).encode(), "utf-8") == (page(text), "utf-8", "repaired")


def test_an_article_that_was_encoded_twice_in_a_sound_page_is_repaired_alone():
    article = "Об’єднані громади: «Прес-служба» повідомляє — у пʼятницю, 5 січня, замо́к відчинять. Ірина й Роман раді."
    around = page("РІШЕННЯ РАДИ: СІРІ ДНІ, ТІСТО ТА РІЗДВО. Вічна слава!")
    sent = around + f"<p>{mangled(article, 'cp1251')}</p>" + around

    assert told(sent.encode(), "utf-8") == (around + f"<p>{article}</p>" + around, "utf-8", "repaired")


def test_a_letter_that_the_other_charset_lacks_is_known_by_its_absence():
    text = "Ірина Ивановна: «И это всё» — Институт исследований и Избирательная комиссия области"

    assert told(mangled(text, "cp1251").replace("\x98", "?").encode(), "utf-8")[0] == text


def test_a_page_that_lost_letters_while_it_was_encoded_twice_is_garbled():
    sent = re.sub("[\x80-\x9f]", "", mangled(page(), "cp1252"))

    assert decode(sent.encode(), typed("utf-8")).garbled


def test_an_article_about_the_matter_is_left_as_it_is():
    quoted = [mangled("Привіт", charset) for charset in ("cp1251", "cp1252", "koi8-u", "cp866")]
    text = page(f"{UKRAINIAN} Замість «Привіт» ви бачите «{'», «'.join(quoted)}». Надворі 20 °С.")

    assert told(text.encode(), "utf-8") == (text, "utf-8", "header")


def test_capitals_that_look_like_two_bytes_are_left_as_they_are():
    text = page("СІРІ. ТІ. СІ. РІ. СЄ. РЄ. РІСІ. " * 9 + UKRAINIAN + " РОЗМІР° СІ")

    assert told(text.encode(), "utf-8") == (text, "utf-8", "header")


# -- Spoilt before it was sent


@pytest.mark.parametrize(
    "spoilt",
    [
        UKRAINIAN.encode("cp1251").decode("latin-1"),
        UKRAINIAN.encode("cp1251").decode("koi8-u"),
        UKRAINIAN.encode("koi8-u", "ignore").decode("cp1251"),
        UKRAINIAN.encode("cp1125", "ignore").decode("cp1251", "replace"),
        UKRAINIAN.encode("cp1251").decode("cp866"),
        UKRAINIAN.encode().decode("latin-1"),
        mangled(mangled(UKRAINIAN, "cp1252"), "cp1252"),
        UKRAINIAN.upper().encode().decode("cp1251", "ignore"),
        UKRAINIAN.encode("utf-7").decode("ascii"),
        re.sub(r"\w", "?", UKRAINIAN),
        re.sub(r"[аеоі]", "\ufffd", UKRAINIAN),
    ],
    ids=["cp1251 as Latin-1", "cp1251 as KOI8", "KOI8 as cp1251", "DOS as cp1251", "cp1251 as DOS", "UTF-8 as Latin-1",
         "three times", "UTF-8 as cp1251", "UTF-7", "question marks", "U+FFFD"],
)  # fmt: skip
def test_an_article_of_signs_that_are_no_words_is_nonsense(spoilt):
    assert is_nonsense(f"Новини\n{spoilt}")


@pytest.mark.parametrize(
    "text",
    [
        UKRAINIAN,
        RUSSIAN,
        CAPITALS,
        "",
        "Чому??? Хто??? Коли??? Де??? — запитують мешканці. " * 3 + UKRAINIAN,
        "The council met on Friday; “yes”, said the mayor – naïve, déjà vu, Ærø. " * 5,
        "Ö, Ä, Å, ÆØÅ, ßßß, ÀÉÎÕÜ. Größe, Übergrößenträger, Ångström, señoría. " * 5,
        "議会のお知らせ。新しい予算が承認されました。" * 10,
        "მხარის საბჭომ დაამტკიცა მომავალი წლის ბიუჯეტი და გზების შეკეთების გეგმა. " * 3,
        "Общинският съвет прие бюджета за следващата година и одобри плана за ремонт на пътищата в областта.",
        "Облыстық мәслихат келесі жылға арналған бюджетті қарап, бекітті. Депутаттар жол жөндеуді қолдады.",
        "Ў сталіцы адбылося пасяджэнне савета, дзе разгледзелі бюджэт вобласці на наступны год і зацвердзілі яго.",
        "Р І Ш Е Н Н Я   С Е С І Ї   О Б Л А С Н О Ї   Р А Д И " * 5,
        "Адреса: вул. Соборна, 1 " + "\u00a0" * 200,
        "═" * 300 + UKRAINIAN,
    ],
)
def test_words_of_any_language_are_no_nonsense(text):
    assert not is_nonsense(text)


# -- What holds for any bytes


@given(
    st.binary(max_size=400), st.sampled_from([*LABELS, "utf-7", "zlib", "idna", "gbk", "big5", "euc-kr", "iso-2022-jp"])
)
def test_no_bytes_break_it(body, label):
    found = decode(body, typed(label))

    assert found.why in {"bom", "header", "meta", "guessed", "repaired", "garbled"}
    assert "\udcff" not in found.text
    assert found == decode(body, typed(label))


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"])), st.sampled_from(LABELS))
def test_any_utf8_text_is_read_as_it_was_written(text, label):
    assert decode(b"<p>" + text.encode(), typed(label)).text == f"<p>{text}"


def test_each_byte_of_a_page_of_parts_is_read_once():
    body = page().encode() + UKRAINIAN.encode("cp1251") + b"\xff-\xd0\xb0-" + page().encode("cp1251")

    parts = mixed.Parts(body)

    assert parts.decoded("cp1251") == page() + UKRAINIAN + "я-Р°-" + page()
    assert parts.decoded("cp1251").encode("cp1251", "replace").count(b"-") == body.count(b"-")


@given(st.text("РСТрстÐÑÂâпяр─│°░╨╤вВ?єїі–™ \x98\x90", max_size=80), st.sampled_from(["Р°", "Ð°", "п╟", "╨░"]))
def test_no_text_breaks_the_repair(text, mark):
    spoilt = text + mark * 30 + text

    mojibake.repair(spoilt, spoilt.encode())


def test_a_sound_text_has_nothing_to_repair():
    assert mojibake.repair(page(UKRAINIAN), page(UKRAINIAN).encode()) is None
    assert mojibake.repair("", b"") is None


def test_too_few_words_tell_nothing():
    assert evidence.best(b"\x96\x97") is None
    assert evidence.best(b"") is None
    assert evidence.best("Сесія ради".encode("cp1251")) == "cp1251"


# -- Real texts


def windows(texts, letters, count, seed):
    """Give pieces of real texts, of so many letters."""
    chance = random.Random(seed)
    while count:
        text = chance.choice(texts)
        found = re.compile(rf"(?:[^а-яіїєґ]*[а-яіїєґ]){{{letters}}}", re.IGNORECASE).match(
            text, chance.randrange(len(text))
        )
        if found:
            count -= 1
            yield found[0]


@pytest.mark.shared
@pytest.mark.parametrize("letters", [20, 60, 400])
def test_of_real_texts_none_is_read_as_another_in_silence(letters):
    if not TEXTS.exists():
        pytest.skip("the council texts stand beside the checkout, not in it")
    texts = [json.loads(line)["text"] for line in TEXTS.read_text(encoding="utf-8").splitlines()]
    wrong, garbled, asked = [], 0, 0
    for text in windows(texts, letters, 150, seed=letters):
        for charset in ("utf-8", "cp1251", "koi8-u", "iso8859-5"):
            sent = f"<html><body><p>{text}</p></body></html>".encode(charset, "xmlcharrefreplace")
            for label in ("", "utf-8", "windows-1251", "koi8-u", "iso-8859-1"):
                found = decode(sent, typed(label))
                asked, garbled = asked + 1, garbled + found.garbled
                if not found.garbled and html.unescape(found.text) != html.unescape(
                    f"<html><body><p>{text}</p></body></html>"
                ):
                    wrong.append((charset, label, found.encoding, text))

    assert wrong == []
    assert garbled * 100 < asked
    assert letters < 60 or not garbled


@pytest.mark.shared
def test_no_real_text_is_nonsense():
    if not TEXTS.exists():
        pytest.skip("the council texts stand beside the checkout, not in it")
    texts = [json.loads(line)["text"] for line in TEXTS.read_text(encoding="utf-8").splitlines()]

    assert [text for text in texts if is_nonsense(text)] == []
    assert [text for text in texts if is_nonsense(text.upper())] == []
