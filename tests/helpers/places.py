"""One address of every kind of page that readers see, of the archive in newsroom.py; tests look at each."""

from urllib.parse import quote

KINDS = {
    "front": "/",
    "search": "/archive/search",
    "found": f"/archive/search?q={quote('Соломії Гайворонської')}",
    "found-many": f"/archive/search?q={quote('громади')}",
    "found-narrowed": f"/archive/search?q={quote('громади')}&council=volyn&since=2024-01-01&until=2024-12-31",
    "found-nothing": f"/archive/search?q={quote('синхрофазотрон')}",
    "article": "/archive/articles/{rich}",
    "article-edited": "/archive/articles/{sum}",
    "article-earlier": "/archive/articles/{sum}?version=1",
    "article-deleted": "/archive/articles/{removed}",
    "diff": "/archive/articles/{sum}/diff?from=1&to=3",
    "diff-sides": "/archive/articles/{sum}/diff?from=1&to=3&view=sides",
    "diff-none": "/archive/articles/{rich}/diff",
    "edits": "/archive/edits",
    "edits-narrowed": "/archive/edits?order=substance&kind=money",
    "removals": "/archive/removals",
    "captured": "/archive/articles/{sum}/captured?version=1",
    "captured-alone": "/archive/captures/1/captured",
    "councils": "/archive/councils?order=health",
    "council": "/archive/councils/khmelnytskyi",
    "council-blocked": "/archive/councils/rivne",
    "council-empty": "/archive/councils/kherson",
    "follow": "/archive/follow",
    "follow-search": f"/archive/follow?q={quote('громади')}",
    "found-cited": f"/archive/cited?q={quote('громади')}",
    "found-cited-then": f"/archive/cited?q={quote('депутати')}&at=2026-09-20T10:00:00Z&held=2026-09-01T09:00:00Z"
    f"&found=250&digest=sha256:{'0' * 64}",
    "tables": "/archive",
    "table": "/archive/articles",
    "row": "/archive/captures/1",
    "query": "/archive/removed",
    "query-asked": "/archive/files_of_month?month=2026-08",
    "found-month": f"/archive/search?q={quote('громади серпень')}",
    "found-no-address": f"/archive/search?q={quote('https://km-oblrada.gov.ua/nothing/')}",
    "missing": "/archive/articles/999999",
}
"""Pages, by the name of their kind; what stands in braces is a story of press.py."""
DOCUMENTS = {
    "feed-search": f"/archive/search.atom?q={quote('громади')}",
    "feed-council": "/archive/councils/khmelnytskyi.atom",
    "feed-article": "/archive/articles/{sum}.atom",
    "feed-edits": "/archive/edits.atom",
    "feed-removals": "/archive/removals.atom",
    "replayed": "/archive/captures/20/replay",
    **{f"found-{kind}": f"/archive/search.{kind}?q={quote('громади')}" for kind in ("csv", "xlsx", "jsonl", "db")},
    "cited": "/archive/articles/{sum}/cite.txt?version=1",
    "source": f"/archive/source?url={quote('https://km-oblrada.gov.ua/kosty-na-remont-dorohy-do-letycheva/')}",
}
"""What is no page: feeds, exports, redirects."""


def address(room, kind):
    """Give the address of a kind of page or document."""
    return {**KINDS, **DOCUMENTS}[kind].format_map(room.ids)
