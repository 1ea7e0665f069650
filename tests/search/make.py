"""Make the judged set anew: ``python tests/search/make.py`` writes texts.jsonl and judged.jsonl beside itself.

The demo site's articles stay as texts.jsonl has them, so that a change there changes no judgement; with
``--articles`` they are generated anew.

What is relevant follows from which words were put into a text and from lists of forms made by hand. Nothing of
``newsarchive.language`` or ``newsarchive.search`` is asked: see README.md.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from itertools import chain, cycle, product
from pathlib import Path
from typing import NamedTuple

from newsarchive.demo import news

HERE = Path(__file__).parent
ARTICLES = 40
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
ADJECTIVE = {
    "adj": ("ий", "ий ого ому им ім а ої ій у ою е і их ими"),
    "soft": ("ій", "ій ього ьому ім я ьої ю ьою є і іх іми"),
}
# What stands around a name; in which case it stands there.
FRAMES = {
    "nomn": ("На запитання журналістів відповідає {}.", "Серед нагороджених цього тижня {}.", "{} складає звіт."),
    "gent": (
        "За словами {}, котельню запустять восени.",
        "Без {} нарада не почнеться.",
        "Лист {} розглянуть у четвер.",
    ),
    "datv": ("Подяку вручили {}.", "Слово для доповіді надали {}.", "Підготувати довідку доручили {}."),
    "accs": (
        "На посаду призначили {}.",
        "Побачили {} на відкритті виставки.",
        "Рада заслухала {} і ще двох доповідачів.",
    ),
    "ablt": ("Зустріч із {} тривала годину.", "Договір підписано {}.", "Розмова з {} вийде в четвер."),
    "loct": ("Уся відповідальність лежить на {}.", "Ініціатива трималася на {}.", "На {} був вишитий одяг."),
}
APOSTROPHES = ("'", "’", "ʼ", "`", "´", "")
WORD = re.compile(r"([^\W_]+(?:['’ʼ`´][^\W_]+)*)(?:@([^\W\d_]+(?:'[^\W\d_]+)*(?:\.[mf])?))?")
# Words of the demo articles that two lexemes share, judged by reading them there.
SENSES = {
    "дорога": "дорога",
    "дорогу": "дорога",
    "дорогою": "дорога",
    "міст": "місто",
    "Міст": "міст",
    "Ігор": "Ігор",
    "березі": "берег",
}
FAMILIES: dict[str, str] = {}
"""Lexeme of a surname -> the same surname of the other gender, if it is among our people."""


class Token(NamedTuple):
    """A word of a text and the lexemes it may be a form of."""

    text: str
    lexemes: frozenset[str]


class Person(NamedTuple):
    """First name, patronymic and surname: each a lexeme and its forms by case, variants side by side."""

    words: tuple[tuple[str, list[list[str]]], ...]
    known: bool

    def named(self, order: str, case: int, turn: int) -> str:
        """Return the name, each word with its lexeme: ``order`` is of f, p, l, and i for an initial."""
        said = []
        for letter in order:
            lexeme, forms = self.words[{"f": 0, "i": 0, "p": 1, "l": 2}[letter]]
            ways = forms[case]
            said.append(f"{lexeme[0]}." if letter == "i" else f"{ways[turn % len(ways)]}@{lexeme}")
        return " ".join(said)

    def meant(self, order: str, by: str) -> str:
        """Return the same as an expression of what is meant."""
        return by.join(self.words["fpl".index(letter)][0] for letter in order)


def people() -> list[Person]:
    """Read people.txt."""
    found = []
    for gender, first, patronymic, surname, known in rows("people.txt"):
        words = [(declined(word)[0][0], declined(word)) for word in (first, patronymic, surname)]
        words[2] = (f"{words[2][0]}.{gender}", words[2][1])
        found.append(Person(tuple(words), known == "known"))
    return found


def families(lexemes: set[str]) -> dict[str, str]:
    """Return for each surname of ours the same of the other gender, if it is among them."""
    surnames = sorted(lexeme for lexeme in lexemes if lexeme.endswith((".m", ".f")))
    pairs = [(one, other) for one, other in product(surnames, surnames) if one[-1] != other[-1]]
    return {one: other for one, other in pairs if stem(one) == stem(other)}


def stem(surname: str) -> str:
    """Return what the surnames of a man and a woman of one family share."""
    return re.sub("(ий|ій|а|я)?[.][mf]$", "", surname)


def declined(word: str) -> list[list[str]]:
    """Read a word of people.txt: variants by case."""
    if ":" in word:
        base, endings = word.split(":")
        return [[base + ending for ending in cell.split("/")] for cell in endings.split(",")]
    cells = word.split(",")
    return [cell.split("/") for cell in (cells if len(cells) > 1 else cells * len(CASES))]


def rows(name: str) -> list[list[str]]:
    """Read a file of fields apart by bars."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split(" | ")] for line in lines if line.strip() and line[0] != "#"]


def gold(everyone: list[Person]) -> dict[str, set[str]]:
    """Return the lexemes that each form belongs to; forms of names keep their capital."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in (HERE / "lexemes.txt").read_text(encoding="utf-8").splitlines():
        words = line.split()
        if not words or words[0] == "#":
            continue
        lexeme, forms = words[0], [words[0].lstrip("~"), *words[1:]]
        if words[0] in ADJECTIVE:
            last, endings = ADJECTIVE[words[0]]
            lexeme, forms = words[1] + last, [words[1] + ending for ending in endings.split()]
        elif lexeme.endswith((".m", ".f")):
            lexeme, forms = lexeme[1:], forms[1:]
        for form in forms:
            found[plain(form)].add(lexeme)
    for person in everyone:
        for lexeme, cells in person.words:
            for form in chain(*cells):
                found[plain(form)].add(lexeme)
    return found


def plain(word: str) -> str:
    """Return a word without apostrophes and with г for ґ; its first letter keeps its height."""
    bare = re.sub("['’ʼ`´]", "", word).replace("ґ", "г").replace("Ґ", "Г")
    return bare[0] + bare[1:].lower()


def texts(everyone: list[Person]) -> list[tuple[str, str, str]]:
    """Return id, title and marked text of everything."""
    found = [(name, "", text) for name, text in rows("texts.txt")]
    frames = {case: cycle(ways) for case, ways in FRAMES.items()}
    signs = cycle(APOSTROPHES)
    for number, person in enumerate(everyone):
        for turn, order in enumerate(("fl", "lf", "lfp", "l", "il", "fl")):
            case = (2 * number + turn) % len(CASES)
            text = next(frames[CASES[case]]).format(person.named(order, case, number + turn))
            found.append((f"person-{number}-{turn}", "", written(text, next(signs))))
        other = everyone[(number + 7) % len(everyone)]
        text = f"Нараду провели {person.named('fl', 0, 0)} і {other.named('fl', 0, 0)}."
        found.append((f"pair-{number}", "", text))
    return found + (articles() if "--articles" in sys.argv else kept())


def articles() -> list[tuple[str, str, str]]:
    """Return articles of the demo site, the seed article and its neighbors among them."""
    return [(f"demo-{post.number}", post.title, "\n".join(post.body)) for post in news.generate(ARTICLES, "judged")]


def kept() -> list[tuple[str, str, str]]:
    """Return the articles that texts.jsonl holds."""
    lines = (HERE / "texts.jsonl").read_text(encoding="utf-8").splitlines()
    every = [tuple(json.loads(line).values()) for line in lines]
    return [row for row in every if row[0].startswith("demo-")]


def written(text: str, sign: str) -> str:
    """Write the apostrophes of a text, but not of its lexemes, as some site does."""
    return re.sub(r"(?<!\S)[^\s@]+", lambda word: word[0].replace("'", sign), text)


def analyzed(text: str, forms: dict[str, set[str]]) -> list[Token]:
    """Return the words of a marked text."""
    return [Token(word, frozenset([lexeme] if lexeme else senses(word, forms))) for word, lexeme in WORD.findall(text)]


def senses(word: str, forms: dict[str, set[str]]) -> set[str]:
    """Return what an unmarked word may be; at the beginning of a sentence it has a capital."""
    found = forms.get(plain(word), set()) | forms.get(lowered(word), set())
    meant = SENSES.get(word) or SENSES.get(word.lower(), "")
    return {meant} if meant in found else found


def lowered(word: str) -> str:
    """Return a word at the beginning of a sentence as it stands within one."""
    return plain(word.lower())


def bare(text: str) -> str:
    """Return a marked text as a reader sees it."""
    return WORD.sub(r"\1", text)


def holds(tokens: list[Token], meant: str) -> bool:
    """Say whether a text has what is meant: ``/`` either, ``+`` anywhere, ``_`` in a row."""
    return any(all(stands(tokens, row.split("_")) for row in way.split("+")) for way in meant.split("/"))


def stands(tokens: list[Token], row: list[str]) -> bool:
    """Say whether lexemes stand in a row somewhere."""
    return any(
        all(is_a(token, want) for token, want in zip(tokens[start:], row, strict=False))
        for start in range(len(tokens) - len(row) + 1)
    )


def is_a(token: Token, want: str) -> bool:
    """Say whether a word is of a lexeme, or reads so."""
    return token.text == want[1:] if want.startswith("=") else want in token.lexemes


def by_name(everyone: list[Person], forms: dict[str, set[str]]) -> list[tuple[str, str, str]]:
    """Ask for each person in five ways."""
    found = []
    for number, person in enumerate(everyone):
        kind = "known" if person.known else "unknown"
        cases = [(3 * number + turn) % len(CASES) for turn in range(5)]
        said = [
            bare(person.named(order, case, number))
            for order, case in zip(("fl", "fl", "lfp", "l", "l"), cases, strict=True)
        ]
        found.append((f"name, {kind}", said[0], person.meant("fl", "+")))
        found.append((f"name, {kind}", f'"{said[1]}"', person.meant("fl", "_")))
        found.append((f"patronymic, {kind}", said[2], person.meant("lfp", "+")))
        for surname in said[3:]:
            family = sorted([person.words[2][0], FAMILIES.get(person.words[2][0], "")])
            meant = [lexeme for lexeme in family if lexeme in forms[plain(surname)]]
            found.append((f"surname, {kind}", surname, "/".join(meant)))
    return list(dict.fromkeys(found))


def either(tokens: list[Token], meant: str, forms: dict[str, set[str]]) -> bool:
    """Say whether a text names the other gender in a form that both genders share: neither right nor wrong."""
    others = {FAMILIES[lexeme]: lexeme for lexeme in re.split("[/+_]", meant) if lexeme in FAMILIES}
    read_so = [
        token._replace(
            lexemes=token.lexemes | {others[one] for one in token.lexemes & others.keys()} & forms[plain(token.text)]
        )
        for token in tokens
    ]
    return bool(others) and holds(read_so, meant)


def judged() -> tuple[list[dict], list[dict]]:
    """Return the rows of texts.jsonl and of judged.jsonl."""
    everyone = people()
    forms = gold(everyone)
    FAMILIES.update(families(set().union(*forms.values())))
    collection = texts(everyone)
    read = {name: analyzed(f"{title}\n{text}", forms) for name, title, text in collection}
    having = index(read, forms)
    asked = [*map(tuple, rows("queries.txt")), *by_name(everyone, forms)]
    return (
        [{"id": name, "title": title, "body": bare(text)} for name, title, text in collection],
        [judgement(one, read, forms, having) for one in asked],
    )


def judgement(asked: tuple[str, str, str], read, forms, having) -> dict:
    """Return a row of judged.jsonl."""
    kind, query, meant = asked
    meant = re.sub(r"\s*([+/])\s*", r"\1", meant)
    unknown = [want for want in wants(meant) if not want.startswith("=") and want not in having]
    if unknown:
        raise SystemExit(f"{query}: no such lexeme: {unknown}")
    # Only texts with one of the words need a closer look.
    near = set().union(*(having[want] | having[FAMILIES.get(want, "")] for want in wants(meant)))
    closer = {name: tokens for name, tokens in read.items() if name in near}
    relevant = [name for name, tokens in closer.items() if holds(tokens, meant)]
    rest = [name for name, tokens in closer.items() if name not in relevant and either(tokens, meant, forms)]
    return {"kind": kind, "query": query, "relevant": relevant, "either": rest}


def wants(meant: str) -> list[str]:
    """Return what an expression names."""
    return re.split("[+/_]", meant)


def index(read: dict[str, list[Token]], forms: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return the texts that have a lexeme, or after ``=`` a word as it stands."""
    found: dict[str, set[str]] = defaultdict(set, {lexeme: set() for lexeme in set().union(*forms.values())})
    for name, tokens in read.items():
        for token in tokens:
            for want in (f"={token.text}", *token.lexemes):
                found[want].add(name)
    return found


def main() -> None:
    for name, objects in zip(("texts.jsonl", "judged.jsonl"), judged(), strict=True):
        (HERE / name).write_text(lines(objects), encoding="utf-8")


def lines(objects: list[dict]) -> str:
    """Return JSON, one object a line."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)


if __name__ == "__main__":
    main()
