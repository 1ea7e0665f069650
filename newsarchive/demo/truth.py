"""What a perfect archive of the demo site would hold.

The rules of ``body``: one string a paragraph, heading, list item or line (a ``<br>`` parts lines); ASCII
white space collapses, a no-break space is a plain space and does not merge with its neighbours; soft hyphens
and zero-width signs are dropped; letters are composed (NFC); Latin look-alikes in Cyrillic words repaired.
Captions of photographs are in ``captions``; the words of a link to a PDF are body and attachment both.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsarchive.demo.posts import AUTHORS, SECTIONS

if TYPE_CHECKING:
    from pathlib import Path

    from newsarchive.demo.posts import Post
    from newsarchive.demo.site import DemoSite


def row(site: DemoSite, post: Post) -> dict[str, Any]:
    """Return the truth about one public article."""
    older, newer = site.neighbours(post)
    return {
        "id": post.number,
        "url": site.url(post),
        "title": post.title,
        "published": post.published.isoformat(),
        "modified": post.modified.isoformat(),
        "section": SECTIONS[post.section],
        "tags": post.tags,
        "author": AUTHORS[post.author],
        "body": [*post.body, *post.files],
        "captions": post.photos,
        "images": [site.picture(post, number) for number in range(1, len(post.photos) + 1)],
        "attachments": [{"url": site.file(post, n), "title": title} for n, title in enumerate(post.files, 1)],
        "previous_url": site.url(older) if older else None,
        "next_url": site.url(newer) if newer else None,
        "previous_title": older.title if older else None,
        "next_title": newer.title if newer else None,
        "aliases": [f"{site.base}/?p={post.number}", *(f"{site.base}/{slug}/" for slug in post.old_slugs)],
        "flags": post.flags,
        "history": post.history,
    }


def write(rows: list[dict[str, Any]], path: Path) -> None:
    """Write JSON lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
