"""The part of the WordPress REST API that archives use: lists of posts, and one post."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from newsarchive.demo import article, theme
from newsarchive.demo.posts import SECTIONS
from newsarchive.normalize.dates import KYIV, zoned

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsarchive.demo.posts import Post
    from newsarchive.demo.site import DemoSite

Answer = tuple[int, dict[str, str], bytes]
"""Status, headers beside the content type, body."""
MOST = 100
_PREFIX = "/wp-json/wp/v2/posts"


class BadRequest(Exception):
    """Raised where WordPress answers 400; carries its ``code`` and ``message``."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def answer(site: DemoSite, path: str, query: dict[str, str]) -> Answer:
    """Answer any address under ``/wp-json/``."""
    try:
        return _route(site, path.rstrip("/"), query)
    except BadRequest as error:
        return _error(400, error.code, str(error))


def _route(site: DemoSite, path: str, query: dict[str, str]) -> Answer:
    if path == "/wp-json":
        return 200, {}, _dump(_root(site))
    if path == _PREFIX:
        return _posts(site, query)
    if path == "/wp-json/wp/v2/categories":
        return 200, {}, _dump(_categories(site))
    if path.startswith(_PREFIX + "/"):
        post = site.by_number.get(path.removeprefix(_PREFIX + "/"))
        if post is not None and post.gone is None:
            return 200, {}, _dump(_fields(_post(site, post), query))
        return _error(404, "rest_post_invalid_id", "Некоректний ID запису.")
    return _error(404, "rest_no_route", "Не знайдено маршруту, що відповідає URL та методу запиту.")


def _error(status: int, code: str, message: str) -> Answer:
    return status, {}, _dump({"code": code, "message": message, "data": {"status": status}})


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("/", "\\/").encode()


def _root(site: DemoSite) -> dict[str, Any]:
    return {
        "name": theme.COUNCIL,
        "description": "Новини обласної ради",
        "url": site.base,
        "home": site.base,
        "gmt_offset": "2",
        "timezone_string": "Europe/Kyiv",
        "namespaces": ["oembed/1.0", "wp/v2"],
        "routes": {_PREFIX.removeprefix("/wp-json"): {"namespace": "wp/v2", "methods": ["GET"]}},
    }


def _categories(site: DemoSite) -> list[dict[str, Any]]:
    return [
        {
            "id": number,
            "count": len(site.section(key)),
            "link": f"{site.base}/category/{key}/",
            "name": name,
            "slug": key,
            "taxonomy": "category",
        }
        for number, (key, name) in enumerate(SECTIONS.items(), 1)
    ]


def _number(query: dict[str, str], name: str, default: int, most: int | None) -> int:
    try:
        value = int(query.get(name, default))
    except ValueError:
        value = 0
    if value < 1 or (most is not None and value > most):
        raise BadRequest("rest_invalid_param", f"Недійсний параметр: {name}")
    return value


def _posts(site: DemoSite, query: dict[str, str]) -> Answer:
    per_page, page = _number(query, "per_page", 10, MOST), _number(query, "page", 1, None)
    posts = _chosen(site, query)
    pages = -(-len(posts) // per_page)
    if page > max(1, pages):
        raise BadRequest(
            "rest_post_invalid_page_number",
            "Запитаний номер сторінки більший, ніж кількість наявних сторінок.",
        )
    shown = [_fields(_post(site, post), query) for post in posts[(page - 1) * per_page : page * per_page]]
    headers = {"X-WP-Total": str(len(posts)), "X-WP-TotalPages": str(pages)}
    links = [
        f'<{site.base}{_PREFIX}?{urlencode({**query, "page": number})}>; rel="{rel}"'
        for rel, number in (("prev", page - 1), ("next", page + 1))
        if 1 <= number <= pages
    ]
    if links:
        headers["Link"] = ", ".join(links)
    return 200, headers, _dump(shown)


def _chosen(site: DemoSite, query: dict[str, str]) -> list[Post]:
    """Filter and order; WordPress's bounds are exclusive."""
    posts = site.newest
    for name, field, keep in _BOUNDS:
        if name in query:
            bound = _moment(name, query[name])
            posts = [post for post in posts if keep(getattr(post, field), bound)]
    if "slug" in query:
        posts = [post for post in posts if post.slug in query["slug"].split(",")]
    if "include" in query:
        posts = [post for post in posts if str(post.number) in query["include"].split(",")]
    orders: dict[str, Callable[[Post], Any]] = {
        "date": lambda post: post.sort_key,
        "modified": lambda post: (post.modified, post.number),
        "id": lambda post: post.number,
    }
    orderby, order = query.get("orderby", "date"), query.get("order", "desc")
    if orderby not in orders or order not in {"asc", "desc"}:
        raise BadRequest("rest_invalid_param", "Недійсний параметр: orderby, order")
    return sorted(posts, key=orders[orderby], reverse=order == "desc")


_BOUNDS: tuple[tuple[str, str, Callable[[datetime, datetime], bool]], ...] = (
    ("after", "published", lambda value, bound: value > bound),
    ("before", "published", lambda value, bound: value < bound),
    ("modified_after", "modified", lambda value, bound: value > bound),
    ("modified_before", "modified", lambda value, bound: value < bound),
)


def _moment(name: str, value: str) -> datetime:
    """Read a bound, in local time if it has no offset. A ``+`` may have been decoded to a space."""
    try:
        moment = datetime.fromisoformat(value.replace(" ", "+"))
    except ValueError:
        raise BadRequest("rest_invalid_param", f"Недійсний параметр: {name}") from None
    return zoned(moment)


def _local(moment: datetime) -> str:
    return moment.astimezone(KYIV).replace(tzinfo=None).isoformat()


def _gmt(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat()


def _post(site: DemoSite, post: Post) -> dict[str, Any]:
    words = " ".join(post.body).split()
    return {
        "id": post.number,
        "date": _local(post.published),
        "date_gmt": _gmt(post.published),
        "guid": {"rendered": f"{site.base}/?p={post.number}"},
        "modified": _local(post.modified),
        "modified_gmt": _gmt(post.modified),
        "slug": post.slug,
        "status": "publish",
        "type": "post",
        "link": site.url(post),
        "title": {"rendered": post.title_html},
        "content": {"rendered": article.content(site, post) + "\n", "protected": False},
        "excerpt": {"rendered": f"<p>{theme.text(' '.join(words[:55]))}</p>\n", "protected": False},
        "author": 1,
        "featured_media": 0,
        "comment_status": "closed",
        "sticky": False,
        "template": "",
        "format": "standard",
        "categories": [list(SECTIONS).index(post.section) + 1],
        "tags": [site.tags.index(tag) + 1 for tag in post.tags],
    }


def _fields(post: dict[str, Any], query: dict[str, str]) -> dict[str, Any]:
    """Keep the fields asked for; ``title.rendered`` asks for one inside another."""
    wanted = [name.strip() for name in query.get("_fields", "").split(",") if name.strip()]
    if not wanted:
        return post
    shown: dict[str, Any] = {}
    for name in wanted:
        outer, _, inner = name.partition(".")
        if outer in post:
            value = post[outer]
            if inner and isinstance(value, dict):
                shown.setdefault(outer, {}).update({inner: value[inner]} if inner in value else {})
            else:
                shown[outer] = value
    return shown
