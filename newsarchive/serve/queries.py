"""Questions that are often asked, as canned queries of Datasette: each is found by an index, and has an end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from newsarchive.search.hidden import shown

MOST = 300
"""Rows that one answer has at most; Datasette's own bound is a little higher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question, its names in Ukrainian and in English, and what it answers with."""

    title: tuple[str, str]
    about: tuple[str, str]
    sql: str
    params: tuple[str, ...] = ()

    def described(self) -> dict[str, Any]:
        """What Datasette should know of it."""
        words = f"{self.about[0]} {self.about[1]}"
        return {"title": self.title[0], "description": words, "sql": self.sql.strip(), "params": list(self.params)}


QUERIES: dict[str, Query] = {
    "removed": Query(
        title=("Останні вилучені статті", "Articles taken down last"),
        about=(
            "Коли вилучення підтверджено, чия це стаття і чи сайт її знову показує (state: live).",
            "When it was confirmed, whose article it is, and whether the site shows it again (state: live).",
        ),
        sql=f"""
SELECT events.at AS confirmed, councils.name AS council, articles.id AS article, articles.published, articles.title,
       articles.state, articles.missing_since, articles.url
FROM events JOIN articles ON articles.id = events.article JOIN councils ON councils.code = events.council
WHERE events.kind = 'deleted' AND {shown("articles.id")} ORDER BY events.at DESC LIMIT {MOST}""",
    ),
    "most_edited": Query(
        title=("Найбільше змінювані статті", "Articles edited most"),
        about=("Скільки разів статтю змінили, відколи її збережено.", "How often each was changed since it is held."),
        sql=f"""
WITH most AS (SELECT article, count(*) AS edits FROM edits GROUP BY article ORDER BY edits DESC, article LIMIT {MOST})
SELECT most.edits, councils.name AS council, articles.id AS article, articles.published, articles.title, articles.url
FROM most JOIN articles ON articles.id = most.article JOIN councils ON councils.code = articles.council
ORDER BY most.edits DESC, articles.id""",
    ),
    "gravest_edits": Query(
        title=("Правки, що змінили найбільше", "Edits that changed most"),
        about=(
            "Числа, дати, голосування, імена, вилучені речення; дрібниці — в кінці.",
            "Numbers, dates, votes, names, sentences taken out; trifles last.",
        ),
        sql=f"""
SELECT edits.substance, edits.seen_at, councils.name AS council, edits.article, articles.title, edits.kinds,
       edits.summary, edits.summary_en
FROM edits JOIN articles ON articles.id = edits.article JOIN councils ON councils.code = edits.council
ORDER BY edits.substance DESC, edits.seen_at DESC LIMIT {MOST}""",
    ),
    "sections_by_year": Query(
        title=("Розділи ради за роками", "A council's sections by year"),
        about=(
            "Скільки статей у якому розділі; council — код ради, як-от khmelnytskyi.",
            "How many articles in which section; council is its code, such as khmelnytskyi.",
        ),
        # The index that has all of it: by that of councils each article's texts would be passed.
        sql=f"""
SELECT substr(published, 1, 4) AS year, section, count(*) AS articles
FROM articles INDEXED BY idx_articles_facts
WHERE council = :council GROUP BY year, section ORDER BY year DESC, articles DESC LIMIT {MOST}""",
        params=("council",),
    ),
    "files_of_month": Query(
        title=("Файли за місяць", "The files of a month"),
        about=("Документи при статтях одного місяця; month — як-от 2023-11.", "Documents; month is such as 2023-11."),
        sql=f"""
SELECT councils.name AS council, articles.published, attachments.title AS file, attachments.url,
       articles.id AS article, articles.title
FROM articles JOIN attachments ON attachments.article = articles.id AND attachments.kind = 'file'
JOIN councils ON councils.code = articles.council
WHERE articles.published >= :month || '-01' AND articles.published < :month || '-32' AND length(:month) = 7
ORDER BY articles.published LIMIT {MOST}""",
        params=("month",),
    ),
    "undated": Query(
        title=("Статті без дати", "Articles without a date"),
        about=("Дату не вдалося прочитати напевно; як її надруковано.", "No date could be read; how it is printed."),
        sql=f"""
SELECT councils.name AS council, articles.id AS article, articles.title, articles.published_raw,
       articles.first_captured, articles.url
FROM articles JOIN councils ON councils.code = articles.council
WHERE articles.published IS NULL AND {shown("articles.id")} LIMIT {MOST}""",
    ),
    "tags_in_use": Query(
        title=("Найуживаніші теги", "Tags used most"),
        about=("Скільки статей має кожен тег.", "How many articles bear each tag."),
        sql=f"SELECT tag, count(*) AS articles FROM tags GROUP BY tag ORDER BY articles DESC, tag LIMIT {MOST}",
    ),
    "months_of_council": Query(
        title=("Повнота ради за місяцями", "A council's months"),
        about=(
            "Скільки статей збережено, скількох бракує; council — код ради.",
            "How many articles are held, how many are missing; council is its code.",
        ),
        sql=f"""
SELECT month, state, held, missing, gone, routes, silent_days FROM completeness
WHERE council = :council ORDER BY month DESC LIMIT {MOST}""",
        params=("council",),
    ),
    "longest_silences": Query(
        title=("Найдовші мовчання рад", "The councils' longest silences"),
        about=("Найдовші проміжки між двома статтями ради.", "The longest pauses between two articles of a council."),
        sql=f"""
SELECT councils.name AS council, completeness.silent_days, completeness.month AS ended_in, completeness.state
FROM councils CROSS JOIN completeness ON completeness.council = councils.code AND completeness.month > ''
WHERE completeness.silent_days IS NOT NULL ORDER BY completeness.silent_days DESC LIMIT {MOST}""",
    ),
}
"""The last part of each one's address -> the question."""


def described() -> dict[str, dict[str, Any]]:
    """What Datasette should know of all of them; fresh, since it merges into what it is given."""
    return {name: query.described() for name, query in QUERIES.items()}
