"""A reading becomes an article: clean, dated, canonical, with the fingerprint of its version."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsarchive import normalize
from newsarchive.items import Attachment, DateClue, Link, Reading

NOW = datetime(2024, 3, 1, 8, tzinfo=UTC)
READING = Reading(
    url="HTTPS://rada.ua/a/?utm_source=x",
    title=" Cьогодні  —\nсесія ",
    lead="\u200b",
    blocks=("  Перший\u00ad абзац. ", "\u200b", "Другий  абзац."),
    published=(DateClue(source="meta", value="2023-05-16T12:47:09+00:00"),),
    modified=(DateClue(source="time", value="2023-05-17T10:00:00+03:00"),),
    author=" Пресслужба ",
    section="Новини",
    image="https://rada.ua/a.jpg#x",
    language="uk",
    previous=Link(url="https://rada.ua/b#top", title=" Друга "),
    attachments=(Attachment(url="https://rada.ua/r.pdf?utm_medium=y", title="Рішення"),),
    tags=("сесія", " сесія", ""),
)


def test_a_reading_is_cleaned_and_dated():
    article = normalize.article(READING, captured_at=NOW)

    assert article.url == "https://rada.ua/a/"
    assert article.title == "Сьогодні — сесія"
    assert article.lead is None
    assert article.body == "Перший абзац.\n\nДругий  абзац."
    assert article.published.isoformat() == "2023-05-16T15:47:09+03:00"
    assert (article.published_raw, article.published_from) == ("2023-05-16T12:47:09+00:00", "meta")
    assert article.modified.isoformat() == "2023-05-17T10:00:00+03:00"
    assert (article.author, article.section, article.language) == ("Пресслужба", "Новини", "uk")
    assert article.image == "https://rada.ua/a.jpg"
    assert Link(url="https://rada.ua/b", title="Друга") == article.previous
    assert article.next is None
    assert (Attachment(url="https://rada.ua/r.pdf", title="Рішення"),) == article.attachments
    assert article.tags == ("сесія",)


def test_the_digest_is_what_its_documentation_says():
    article = normalize.article(READING, captured_at=NOW)
    fields = ["Сьогодні — сесія", None, article.body, "2023-05-16T15:47:09+03:00", "Пресслужба", "Новини"]
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))

    assert f"sha256:{hashlib.sha256(text.encode()).hexdigest()}" == article.digest == normalize.digest(article)


@pytest.mark.parametrize("field", ["title", "lead", "author", "section"])
def test_every_field_of_a_version_moves_its_digest(field):
    before = normalize.article(READING, captured_at=NOW)
    after = normalize.article(replace(READING, **{field: "інше"}), captured_at=NOW)

    assert before.digest != after.digest


def test_what_is_no_version_leaves_the_digest_alone():
    before = normalize.article(READING, captured_at=NOW)
    after = normalize.article(replace(READING, next=Link(url="https://rada.ua/c"), tags=()), captured_at=NOW)

    assert before.digest == after.digest


def test_an_article_of_nothing_but_its_address_is_one():
    article = normalize.article(Reading(url="https://rada.ua/a"), captured_at=NOW)

    assert (article.title, article.body, article.published, article.published_raw) == ("", "", None, None)
