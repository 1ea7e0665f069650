"""What happens to a site between two crawls: edits, removals, late insertions. Repeatable, round by round."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from newsarchive.demo.news import compose, slug_of
from newsarchive.demo.posts import Block, Post
from newsarchive.demo.quirks import HARMLESS
from newsarchive.errors import UsageError
from newsarchive.normalize.dates import KYIV

if TYPE_CHECKING:
    from newsarchive.demo.site import DemoSite

_FRESH = 10
"""So many newest posts are left alone: the sidebar names some, so a change there changes all pages."""


def edit(site: DemoSite, count: int) -> list[str]:
    """Edit articles: a new title, another sum, or one more paragraph, in turn."""
    random = _random(site, "edit")
    chosen = _choose(site, random, count)
    for turn, post in enumerate(chosen):
        post.history.append({"title": post.title, "body": post.body, "modified": post.modified.isoformat()})
        (_retitle, _correct, _append)[turn % 3](post, random)
        post.modified = site.tick().astimezone(KYIV)
        _flag(post, "edited")
    site.reindex()
    return [site.url(post) for post in chosen]


def remove(site: DemoSite, count: int) -> list[str]:
    """Take articles down: they answer 404 or 410 and leave the chain, the lists and the feeds."""
    chosen = _choose(site, _random(site, "remove"), count)
    for turn, post in enumerate(chosen):
        site.tick()
        post.gone = (404, 410)[turn % 2]
        _flag(post, "removed")
    site.reindex()
    return [site.url(post) for post in chosen]


def insert(site: DemoSite, count: int) -> list[str]:
    """Publish articles dated back to just after an existing one; their numbers are the highest of all."""
    random = _random(site, "insert")
    taken = {slug for post in site.posts for slug in (post.slug, *post.old_slugs)}
    titles = {post.title for post in site.posts}
    new: list[Post] = []
    for before in _choose(site, random, count):
        moment = before.published + timedelta(seconds=_room(site, before) // 2)
        post = compose(random, moment, titles)
        post.number = max(other.number for other in (*site.posts, *new)) + random.randint(1, 9)
        post.slug = slug_of(post.title, taken)
        post.modified = site.tick().astimezone(KYIV)
        post.flags.append("inserted")
        new.append(post)
    site.posts += new
    site.reindex()
    return [site.url(post) for post in new]


def _random(site: DemoSite, what: str) -> Random:
    site.rounds[what] += 1
    return Random(f"{site.seed}/{what}/{site.rounds[what]}")


def _choose(site: DemoSite, random: Random, count: int) -> list[Post]:
    """Choose live posts with nothing unusual about them, so that each quirk stays what it is."""
    plain = [post for post in site.newest[_FRESH:-1] if not set(post.flags) - HARMLESS]
    if count > len(plain):
        raise UsageError(
            f"the site has {len(plain)} articles to choose from, not {count}; give it more with --articles"
        )
    return random.sample(plain, count)


def _flag(post: Post, flag: str) -> None:
    if flag not in post.flags:
        post.flags.append(flag)


def _room(site: DemoSite, before: Post) -> int:
    """How many seconds lie between a post and the next newer one."""
    newer = site.neighbours(before)[1]
    return int((newer.published - before.published).total_seconds()) if newer else 3600


def _retitle(post: Post, random: Random) -> None:
    post.title += f" (оновлено о {random.randint(9, 18)}:{random.randint(10, 59)})"
    post.title_raw = None


def _correct(post: Post, random: Random) -> None:
    """Put another sum into the first paragraph."""
    first = post.blocks[0]
    post.blocks[0] = Block([f"{first.texts[0]} Уточнена сума становить {random.randint(100, 9900)} тис. гривень."])


def _append(post: Post, random: Random) -> None:
    post.blocks.append(
        Block([f"Оновлено: запис доступний за посиланням у телеграм-каналі, допис {random.randint(100, 9999)}."])
    )
