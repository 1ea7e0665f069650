"""The WordPress REST API's list of posts (developer.wordpress.org/rest-api/reference/posts)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from newsarchive.discover import address
from newsarchive.items import Found, Kind, Route
from newsarchive.normalize import posts as readings
from newsarchive.normalize.addresses import canonical

if TYPE_CHECKING:
    from datetime import datetime

    from newsarchive.items import SecondReading

PER_PAGE = 100
"""The most that the API gives at once."""
FIELDS = "id,link,date_gmt,modified_gmt,title,categories"
"""What is asked of each post. Names of categories would cost the site a request of its own for each (``_embed``)."""


def posts(root: str) -> Found:
    """Give the address of the first page of posts, last changed first, so that edits and late insertions lead.

    Args:
        root: what ``link[rel="https://api.w.org/"]`` names; ends in ``/wp-json/`` or ``?rest_route=/``.
    """
    query = {
        "_fields": FIELDS,
        "order": "desc",
        "orderby": "modified",
        "page": 1,
        "per_page": PER_PAGE,
    }
    parts = urlsplit(root)
    if "rest_route=" in parts.query:
        query = {"rest_route": "/wp/v2/posts", **query}
        path = parts.path
    else:
        path = parts.path.rstrip("/") + "/wp/v2/posts"
    return Found(
        url=canonical(urlunsplit((parts.scheme, parts.netloc, path, urlencode(query), ""))),
        route=Route.API,
        kind=Kind.HEAD,
    )


def first_page(url: str) -> str:
    """Give the address of the first page of the list of which this is a page."""
    parts = urlsplit(url)
    return canonical(urlunsplit(parts._replace(query=urlencode({**dict(parse_qsl(parts.query)), "page": "1"}))))


class Page(NamedTuple):
    """One page of the list."""

    found: list[Found]
    """The posts, and the next page."""
    second: tuple[SecondReading, ...]
    """What it says of each post, in the same order."""


def read(content: bytes, url: str, pages: int, at: datetime) -> Page:
    """Read one page of the list.

    Args:
        content: the answer's JSON.
        url: its address.
        pages: how many pages there are (``X-WP-TotalPages``).
        at: aware; when it came.

    Raises:
        ValueError: it is not a list of posts.
    """
    try:
        rows = json.loads(content)
    except RecursionError as error:
        raise ValueError("nested without end") from error
    if not isinstance(rows, list):
        raise ValueError("not a list of posts")  # noqa: TRY004 - the content is wrong, not the caller
    second = tuple(filter(None, (_post(row, url, at) for row in rows if isinstance(row, dict))))
    found = [Found(url=said.url, route=Route.API, modified=said.modified) for said in second]
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    page = int(query.get("page", "1"))
    if page < pages:
        query["page"] = str(page + 1)
        following = urlunsplit(parts._replace(query=urlencode(query)))
        found.append(Found(url=canonical(following), route=Route.API, kind=Kind.PAGE))
    return Page(found, second)


def _post(row: dict[str, Any], base: str, at: datetime) -> SecondReading | None:
    link = row.get("link")
    url = address(link, base) if isinstance(link, str) else None
    return readings.post(url, row, at) if url else None
