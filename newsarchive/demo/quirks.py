"""What real sites do to their texts and addresses, each under a switch.

A quirk rewrites a few posts of a finished site, drawing from a ``Random`` of its own. It keeps the clean text
(the truth) and the page's text apart: see ``Block.raw``.
"""

from __future__ import annotations

import html
import re
import unicodedata
from random import Random
from typing import TYPE_CHECKING

from newsarchive.demo.news import slug_of
from newsarchive.demo.posts import Block

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsarchive.demo.posts import Post

SWITCHES: dict[str, str] = {
    "same_second": "A few posts share their second with another; the previous/next chain skips all but one.",
    "old_slugs": "A few articles were renamed: their old address redirects (301).",
    "apostrophes": "Articles use the apostrophes ' ’ ʼ ` ´ ‘ in titles and bodies, some of them mixed.",
    "sharing": "Sharing buttons stand above, below and inside the articles.",
    "related": "A block of related articles, with titles and dates, follows the article.",
    "galleries": "A third of the articles ends with photographs and captions.",
    "files": "Some articles name PDF files.",
    "wrong_offset": "A quarter of the pages marks local time as +00:00 in time[datetime]; the meta is right.",
    "odd_letters": "Some texts hold soft hyphens, no-break spaces, zero-width, decomposed or Latin letters.",
    "empty_body": "One article has no text at all, only a photograph.",
    "one_line": "One article is a single short line.",
    "same_title": "Some articles share their title with another.",
    "edited": "So many articles have been edited (a number; also site.edit).",
    "removed": "So many articles have been taken down (a number; also site.remove).",
    "inserted": "So many articles were published late with an earlier date (a number; also site.insert).",
}
"""Every switch and what it does; all are on but the last three, which count changes."""
COUNTS = ("edited", "removed", "inserted")
APOSTROPHES = "'’ʼ`´‘"
HARMLESS = frozenset({"gallery", "files", "wrong-offset", "apostrophes"})
"""Flags that leave a post free for another quirk or change."""
_ALIKE = str.maketrans("асеорхі", "aceopxi")
_CAPTIONS = (
    "Фото пресслужби",
    "Учасники зустрічі",
    "Під час обговорення",
    "Робочий момент",
    "Спільна світлина",
)


def settings(switches: dict[str, int]) -> dict[str, int]:
    """Complete the switches with their defaults."""
    unknown = set(switches) - set(SWITCHES)
    if unknown:
        raise TypeError(f"no such switch: {', '.join(sorted(unknown))}; there are {', '.join(SWITCHES)}")
    defaults = {name: 0 if name in COUNTS else 1 for name in SWITCHES}
    return defaults | {name: int(value) for name, value in switches.items()}


def apply_quirks(posts: list[Post], seed: str, switches: dict[str, int]) -> None:
    """Rewrite posts by every switch that is on, in the order of the table."""
    for name, quirk in _QUIRKS:
        if switches[name]:
            quirk(posts, Random(f"{seed}/quirk/{name}"))


def _plain(posts: list[Post]) -> list[Post]:
    """Return the posts that nothing has claimed: not the seed's, not the first, not the newest ones."""
    return [post for post in posts[1:-6] if not set(post.flags) - HARMLESS]


def _some(posts: list[Post], random: Random, every: int) -> list[Post]:
    """Choose one plain post in ``every``, at least one where there is any."""
    plain = _plain(posts)
    return random.sample(plain, min(len(plain), max(1, len(posts) // every)))


def _same_second(posts: list[Post], random: Random) -> None:
    """Give posts their newer neighbour's second; now and then three share one."""
    for post in _some(posts, random, 75):
        at = posts.index(post)
        group = posts[at : at + (3 if random.random() < 0.3 else 2)]
        if any(set(other.flags) - HARMLESS for other in group):
            continue
        for other in group:
            other.modified += group[-1].published - other.published
            other.published = group[-1].published
            other.flags.append("same-second")


def _old_slugs(posts: list[Post], random: Random) -> None:
    taken = {post.slug for post in posts}
    for post in _some(posts, random, 50):
        post.old_slugs.append(post.slug)
        post.slug = slug_of(post.slug + " onovleno", taken)
        post.flags.append("old-slug")


def _apostrophes(posts: list[Post], random: Random) -> None:
    """Most editors type ’; some type another, and some texts were pasted from everywhere."""
    for post in posts:
        chance = random.random()
        marks = "’" if chance < 0.5 else random.choice(APOSTROPHES) if chance < 0.9 else APOSTROPHES
        if "seed" in post.flags:
            continue
        before = post.title, post.body
        post.title = _retype(post.title, marks, random)
        for block in post.blocks:
            block.texts = [_retype(text, marks, random) for text in block.texts]
        if (post.title, post.body) != before:
            post.flags.append("apostrophes")


def _retype(text: str, marks: str, random: Random) -> str:
    return re.sub(r"(?<=\w)'(?=\w)", lambda _: random.choice(marks), text)


def _galleries(posts: list[Post], random: Random) -> None:
    for post in posts:
        if random.random() < 0.33 and "seed" not in post.flags:
            post.photos = [f"{random.choice(_CAPTIONS)}, {n}" for n in range(1, random.randint(3, 7))]
            post.flags.append("gallery")


def _files(posts: list[Post], random: Random) -> None:
    for post in posts:
        if random.random() < 0.12 and "seed" not in post.flags:
            numbers = sorted(random.sample(range(1, 60), random.randint(1, 3)))
            post.files = [
                f"Рішення № {number}-{post.number % 30 + 1}/{post.published.year} (PDF)" for number in numbers
            ]
            post.flags.append("files")


def _wrong_offset(posts: list[Post], random: Random) -> None:
    for post in posts:
        if random.random() < 0.25 and "seed" not in post.flags:
            post.flags.append("wrong-offset")


def _odd_letters(posts: list[Post], random: Random) -> None:
    """Each chosen post has one habit, in every paragraph."""
    for turn, post in enumerate(_some(posts, random, 20)):
        name, dress = _HABITS[turn % len(_HABITS)]
        for block in post.blocks:
            block.raw = [dress(html.escape(text, quote=False), random) for text in block.texts]
        if name in {"decomposed", "latin"}:
            post.title_raw = dress(html.escape(post.title, quote=False), random)
        post.flags += ["odd-letters", name]


def _soft_hyphens(text: str, random: Random) -> str:
    return re.sub(r"(\w{4})(?=\w{4})", lambda m: m[1] + ("\u00ad" if random.random() < 0.5 else ""), text)


def _no_break(text: str, _random: Random) -> str:
    """As typographers do after short words and numbers, half of them as an entity."""
    text = re.sub(r"\b(\w{1,2}) (?=\w)", "\\1\u00a0", text)
    return text.replace("№ ", "№&nbsp;").replace(" – ", "&nbsp;– ")


def _zero_width(text: str, random: Random) -> str:
    return re.sub(r"(?<=\w) (?=\w)", lambda _: " \u200b" if random.random() < 0.2 else " ", text)


def _decomposed(text: str, _random: Random) -> str:
    return unicodedata.normalize("NFD", text)


def _latin(text: str, random: Random) -> str:
    """Put one Latin letter into some words that keep Cyrillic ones no Latin letter resembles."""

    def word(match: re.Match[str]) -> str:
        places = [at for at, letter in enumerate(match[0]) if letter in "асеорхі"]
        if not places or not re.search("[бвгґджзийклмнптфцчшщьюяєї]", match[0]) or random.random() > 0.2:
            return match[0]
        at = random.choice(places)
        return match[0][:at] + match[0][at].translate(_ALIKE) + match[0][at + 1 :]

    return re.sub(r"[а-яґєії]{5,}", word, text)


_HABITS: tuple[tuple[str, Callable[[str, Random], str]], ...] = (
    ("soft-hyphens", _soft_hyphens),
    ("no-break", _no_break),
    ("zero-width", _zero_width),
    ("decomposed", _decomposed),
    ("latin", _latin),
)


def _empty_body(posts: list[Post], random: Random) -> None:
    for post in _some(posts, random, len(posts)):
        post.blocks, post.files, post.photos = [], [], ["Фото дня"]
        post.flags.append("empty-body")


def _one_line(posts: list[Post], random: Random) -> None:
    for post in _some(posts, random, len(posts)):
        post.blocks, post.files, post.photos = [Block(["Сесію перенесено на годину."])], [], []
        post.flags.append("one-line")


def _same_title(posts: list[Post], random: Random) -> None:
    chosen = _some(posts, random, 40)
    for first, second in zip(chosen[::2], chosen[1::2], strict=False):
        second.title, second.title_raw = first.title, first.title_raw
        first.flags.append("same-title")
        second.flags.append("same-title")


_QUIRKS: tuple[tuple[str, Callable[[list[Post], Random], None]], ...] = (
    ("galleries", _galleries),
    ("files", _files),
    ("wrong_offset", _wrong_offset),
    ("same_second", _same_second),
    ("old_slugs", _old_slugs),
    ("empty_body", _empty_body),
    ("one_line", _one_line),
    ("apostrophes", _apostrophes),
    ("same_title", _same_title),
    ("odd_letters", _odd_letters),
)
