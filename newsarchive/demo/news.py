"""Generated council news: the same posts for the same (articles, seed) in every process, on every day.

Each post draws from its own ``random.Random`` with a string seed, so one more switch or article elsewhere
does not change its words. Nothing here reads the clock.
"""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from random import Random
from typing import Any

from newsarchive.demo import names
from newsarchive.demo.posts import Block, Post
from newsarchive.errors import UsageError
from newsarchive.normalize.dates import KYIV

FIRST_DAY = datetime(2016, 1, 4, tzinfo=UTC)
LAST_DAY = datetime(2026, 11, 20, tzinfo=UTC)
_SEED_DAY = datetime(2023, 11, 16, tzinfo=UTC)
_DAYS = (LAST_DAY - FIRST_DAY).days + 1
# Posts appear between 7:00 and 23:59: the late ones change their day if an offset is misread.
_OPENS, _HOURS = 7, 17
MONTHS = "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()
_MONTH_NAMES = "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень".split()
_PARTNERS = (
    "Програма розвитку ООН та уряд Швеції",
    "міжнародні партнери",
    "благодійники з Литви",
    "Червоний Хрест і волонтери громади",
    "польські побратими",
    "місцеві підприємці",
)
SEED_PREVIOUS = "У Хмельницькій гуманітарно-педагогічній академії проходить Тиждень науки"
SEED_NEXT = "Віолета Лабазюк розповіла іноземцям про виклики для жінок у світі політики та бізнесу в Україні"
MINIMUM = 3
"""The seed article and its two neighbours."""

_LATIN = dict(
    zip(
        "абвгґдежзиіїйклмнопрстуфхцчшщьюяє",
        "a b v h g d e zh z y i i i k l m n o p r s t u f kh ts ch sh shch  iu ia ie".split(" "),
        strict=True,
    )
)


def generate(articles: int, seed: str) -> list[Post]:
    """Make the posts of a site, oldest first, with the seed article among them.

    Raises:
        UsageError: Fewer articles than the seed article and its neighbours.
    """
    if articles < MINIMUM:
        raise UsageError(f"a demo site has at least {MINIMUM} articles, not {articles}")
    titles = {SEED_PREVIOUS, SEED_NEXT, seed_article()[0]}
    posts = [_post(index, articles, seed, titles) for index in range(articles)]
    _plant_seed(posts)
    _number(posts, seed)
    return posts


def compose(random: Random, published: datetime, titles: set[str]) -> Post:
    """Write one article for a moment, its title unlike all ``titles``; its number is still to be given."""
    theme = random.choice(_prose()["theme"])
    facts = _facts(random, published)
    return Post(
        number=0,
        title=_title(random, theme, facts, titles),
        slug="",
        published=published,
        modified=published + timedelta(seconds=random.choice((0, 0, 0, random.randint(30, 5400)))),
        section=theme["section"],
        tags=sorted(random.sample(theme["tags"], random.randint(0, len(theme["tags"])))),
        author="presssluzhba" if random.random() < 0.8 else "redaktor",
        blocks=_blocks(random, theme, facts),
    )


def slug_of(title: str, taken: set[str]) -> str:
    """Return an address part for a title (KMU 2010 romanization), unlike all ``taken``, and take it."""
    latin = "".join(_LATIN.get(letter, letter) for letter in re.sub(r"['’ʼ`´‘]", "", title.lower()))
    base = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:80].rstrip("-") or "novyna"
    slug, count = base, 1
    while slug in taken:
        count += 1
        slug = f"{base}-{count}"
    taken.add(slug)
    return slug


def seed_article() -> tuple[str, list[str]]:
    """Return the title and the blocks of the one real article, as lines of the file."""
    text = resources.files("newsarchive.demo").joinpath("seed.txt").read_text(encoding="utf-8")
    title, *blocks = text.strip().split("\n\n")
    return title, blocks


@cache
def _prose() -> dict[str, Any]:
    return tomllib.loads(resources.files("newsarchive.demo").joinpath("themes.toml").read_text(encoding="utf-8"))


def _post(index: int, articles: int, seed: str, titles: set[str]) -> Post:
    random = Random(f"{seed}/post/{index}")
    return compose(random, moment(index, articles, random), titles)


def moment(index: int, articles: int, random: Random) -> datetime:
    """Return the publication time of the post at ``index``: evenly spread, strictly rising."""
    slot = _DAYS * _HOURS * 3600 / articles
    days, seconds = divmod(int((index + random.random() * 0.9) * slot), _HOURS * 3600)
    wall = FIRST_DAY + timedelta(days=days, hours=_OPENS, seconds=seconds)
    return wall.replace(tzinfo=KYIV)


def _number(posts: list[Post], seed: str) -> None:
    """Give identifiers that rise with the dates, with the gaps that drafts and photographs leave."""
    random, number, taken = Random(f"{seed}/numbers"), 1000, set[str]()
    for post in posts:
        number += random.randint(1, 9)
        post.number, post.slug = number, slug_of(post.title, taken)


def _plant_seed(posts: list[Post]) -> None:
    target = _SEED_DAY.replace(tzinfo=KYIV)
    at = min(range(1, len(posts) - 1), key=lambda index: abs(posts[index].published - target))
    title, blocks = seed_article()
    before, seed, after = posts[at - 1 : at + 2]
    before.title, after.title, seed.title = SEED_PREVIOUS, SEED_NEXT, title
    for post, side in ((before, "previous"), (after, "next")):
        post.blocks = [Block([text]) for text in _prose()["seed_neighbours"][side]]
        post.section, post.tags = "novyny", []
    seed.blocks = [_seed_block(block) for block in blocks]
    seed.section, seed.tags, seed.modified = "novyny", [], seed.published
    for post, flag in ((before, "seed-previous"), (seed, "seed"), (after, "seed-next")):
        post.flags.append(flag)


def _seed_block(text: str) -> Block:
    """As WordPress's editor does, write a doubled space with a no-break one and a line break as a tag."""
    lines = [line.replace("\u00a0", " ") for line in text.split("\n")]
    return Block(lines, raw=[line.replace("  ", "&nbsp; ") for line in lines])


def _facts(random: Random, day: datetime) -> dict[str, Any]:
    """Choose who, where and how much: the same through one article."""
    soon = day + timedelta(days=random.randint(5, 40))
    h, k = random.sample(names.HROMADAS, 2)
    t, t2 = random.sample(names.TOWNS, 2)
    total = random.randint(40, 990) * 10
    return {
        "a": names.person(random, names.LEADERS),
        "b": names.person(random, names.DEPUTIES),
        "c": names.person(random, names.LOCALS),
        "h": names.Hromada(h),
        "k": names.Hromada(k),
        "t": names.Town(t),
        "t2": names.Town(t2),
        "s": names.Town(random.choice(names.SETTLEMENTS)),
        "r": names.Raion(random.choice(names.RAIONS)),
        "sum": _grouped(total),
        "total": total,
        "no": f"{random.randint(2, 60)}-{random.randint(5, 42)}/{day.year}",
        "nth": random.randint(5, 42),
        "org": random.choice(_PARTNERS),
        "today": f"{day.day} {MONTHS[day.month - 1]}",
        "soon": f"{soon.day} {MONTHS[soon.month - 1]} {soon.year} року",
        "month": _MONTH_NAMES[soon.month - 1],
        "year": day.year,
    }


def _sentence(template: str, facts: dict[str, Any], **more: names.Person) -> str:
    """Fill a template with numbers of its own; mind the sounds between words and the first letter."""
    random = Random(f"{template}/{facts['no']}/{facts['sum']}")
    numbers = {
        "few": names.Number(random.randint(2, 12)),
        "some": names.Number(random.randrange(13, 85)),
        "many": names.Number(random.randrange(22, 900) * 10 + 5),
    }
    share = facts["total"] * random.randint(2, 8) // 10
    if numbers["some"].value % 10 == 1:  # «отримали 21 нагороду» would need another case
        numbers["some"] = names.Number(numbers["some"].value + 4)
    text = template.format_map({**numbers, "rest": _grouped(share), **facts, **more})
    text = re.sub(r"\b([Уу]) (?=[АЕЄИІЇОУЮЯаеєиіїоуюя])", lambda m: "В " if m[1] == "У" else "в ", text)
    return text[0].upper() + text[1:]


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _title(random: Random, theme: dict[str, Any], facts: dict[str, Any], titles: set[str]) -> str:
    """Choose a title nobody had before: councils repeat theirs, but here that is a switch."""
    candidates = random.sample(theme["titles"], len(theme["titles"]))
    candidates.append(f"{candidates[0]} ({{today}} {{year}} року)")
    filled = [_sentence(candidate, facts) for candidate in candidates]
    title = next((candidate for candidate in filled if candidate not in titles), filled[-1])
    titles.add(title)
    return title


def _blocks(random: Random, theme: dict[str, Any], facts: dict[str, Any]) -> list[Block]:
    """Lead, three to seven paragraphs of facts and quotes, sometimes a heading, a list or a block quote."""
    common = _prose()["common"]
    pool = random.sample(theme["facts"], len(theme["facts"])) + random.sample(common["facts"], 9)
    quotes = random.sample(theme["quotes"], 3) + random.sample(common["quotes"], 1)
    random.shuffle(quotes)
    facts["said"] = random.sample(common["said"], len(common["said"]))
    blocks = [Block([_join([random.choice(theme["leads"]), pool.pop(0)], facts)])]
    for number in range(random.randint(4, 6)):
        if quotes and random.random() < 0.4:
            blocks.append(_quote(random, quotes.pop(), facts))
        else:
            taken = [pool.pop(0) for _ in range(min(random.randint(2, 3), len(pool)))]
            blocks.append(Block([_join(taken or [common["endings"][number]], facts)]))
    _decorate(random, blocks, common, facts)
    if random.random() < 0.5:
        blocks.append(Block([_sentence(random.choice(common["endings"]), facts)]))
    return blocks


def _join(templates: list[str], facts: dict[str, Any]) -> str:
    return " ".join(_sentence(template, facts) for template in templates)


def _quote(random: Random, words: str, facts: dict[str, Any]) -> Block:
    said = _sentence(facts["said"].pop(), facts, x=facts[random.choice("aabc")])
    kind = "blockquote" if random.random() < 0.15 else "p"
    return Block([f"«{words}», {said}"], kind=kind)


def _decorate(random: Random, blocks: list[Block], common: dict[str, Any], facts: dict[str, Any]) -> None:
    chance = random.random()
    if chance < 0.12:
        blocks.insert(random.randint(2, len(blocks) - 1), Block([random.choice(common["headings"])], kind="h3"))
    elif chance < 0.22:
        items = random.sample(common["lists"], random.randint(2, 4))
        blocks.append(Block([_sentence(item, facts) for item in items], kind="ul"))
