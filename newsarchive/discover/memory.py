"""What the archive knows that a crawl must ask it: every question is one look-up by an index.

The rows of the present run's last two seconds are not there yet; what has been offered in this run the frontier itself
remembers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsarchive.capture.exchange import Revisit
from newsarchive.items import Found, Kind, Route
from newsarchive.normalize.hosts import Hosts
from newsarchive.store import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Iterator
    from datetime import date


EARLY = timedelta(hours=3)
"""What is due so soon after a run began is asked by it: a daily run would else come a moment too soon for it."""

_VISITED = """frontier.url, route, frontier.kind, found_on,
    articles.id IS NOT NULL AND (newer_url IS NULL) <> (older_url IS NULL)"""
_DUE = f"""SELECT {_VISITED} FROM frontier LEFT JOIN articles USING (url)
    WHERE frontier.council = ? AND frontier.state IN ('captured', 'gone', 'rejected') AND next_visit <= ?
      AND route <> 'robots' AND frontier.kind <> 'head'
    ORDER BY next_visit"""
_HELD = f"""SELECT {_VISITED} FROM articles JOIN frontier USING (url)
    WHERE articles.council = ?1 AND coalesce(published, ?2) >= ?2
    ORDER BY last_seen, articles.id DESC"""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address, under whatever spelling."""

    state: str
    next_visit: str | None
    changed: datetime | None
    """The last change that is known of what is held there; None where nothing is."""
    is_missed: bool = False
    """Whether what is held there was missed, and nothing has named it since."""
    is_unnamed: bool = False
    """Whether no page had named it when it was asked: robots.txt led there, or nothing stands at its number."""
    was_told_in_vain: bool = False
    """Whether a list has said before that it had changed, and nothing of it had."""

    @property
    def is_held(self) -> bool:
        """Whether an answer of it is held."""
        return self.state in {"captured", "gone"}

    @property
    def is_open(self) -> bool:
        """Whether nobody knows yet what stands there for its own sake."""
        return self.is_unnamed or self.state == "pending"

    def waits(self, now: str) -> bool:
        """Whether it is to be asked now because an earlier run could not."""
        return self.state == "pending" and (self.next_visit is None or self.next_visit <= now)


@dataclass(frozen=True, slots=True)
class Validators:
    """How to ask whether an answer is still what we hold."""

    etag: str | None
    last_modified: str | None
    revisit: Revisit


@dataclass(frozen=True, slots=True)
class Head:
    """A list that the site has, or was asked for: a row of ``routes``."""

    url: str
    route: Route
    state: str
    tried_at: str | None
    read_at: str | None
    census_at: str | None
    whole_at: str | None
    """When it last answered with all of it, and not by saying that nothing has changed."""
    total: int | None
    named_by_list: bool
    """Whether another list of the same kind named it: a sitemap of an index."""


class Memory:
    """The archive, as one council's crawl asks it."""

    def __init__(self, connection: sqlite3.Connection, council: str, hosts: Hosts | None = None) -> None:
        """Ask through this connection, of this council alone.

        Args:
            connection: of the crawl's own thread, for reading.
            council: code.
            hosts: where its site stands, and where it stood before.
        """
        self._db, self._council, self._hosts = connection, council, hosts or Hosts()

    def close(self) -> None:
        """Let the archive go."""
        self._db.close()

    def waiting(self, now: datetime, since: date | None) -> Iterator[tuple[Found, str | None, bool]]:
        """Give what earlier runs left to be asked, in the order found: each, the page that named it, and if it failed.

        Further pages of a rubric that a sitemap names are no such thing: the sitemap names what they list, too.

        Args:
            now: aware.
            since: leave out what articles older than this day name as neighbours, and what a list says is older.
        """
        for url, route, kind, found_on, tried in self._db.execute(
            """SELECT frontier.url, route, frontier.kind, found_on, tries > 0
               FROM frontier LEFT JOIN articles AS source ON source.url = found_on
               WHERE frontier.council = ?1 AND frontier.state = 'pending' AND (next_visit IS NULL OR next_visit <= ?2)
                 AND route <> 'robots'
                 AND NOT (route = 'neighbour' AND coalesce(source.published, ?3) < ?3)
                 AND NOT (frontier.kind = 'page' AND EXISTS (SELECT 1 FROM frontier AS list
                          WHERE list.url = frontier.found_on AND list.route = 'sitemap' AND list.kind = 'article'))
                 AND NOT EXISTS (SELECT 1 FROM sightings WHERE sightings.url = frontier.url AND sightings.modified < ?3)
               ORDER BY frontier.rowid""",
            (self._council, stamp(now), since.isoformat() if since else ""),
        ):
            yield Found(url=url, route=Route(route), kind=Kind(kind), fresh=True), found_on, bool(tried)

    def due(self, now: datetime) -> Iterator[tuple[Found, str | None]]:
        """Give what is to be visited again now or soon, longest due first; when lists are, the plan of the run decides.

        The ends of the chain of neighbours, which have one on one side alone, are asked for as a whole: a new article
        changes their links, and many a server says all the same that nothing has changed.
        """
        return map(_visited, self._db.execute(_DUE, (self._council, stamp(now + EARLY))))

    def held(self, since: date | None) -> Iterator[tuple[Found, str | None]]:
        """Give all articles that are held, due or not, those seen longest ago first: so a run that broke off goes on.

        Args:
            since: leave out those published before this day.
        """
        return map(_visited, self._db.execute(_HELD, (self._council, since.isoformat() if since else "")))

    def known(self, url: str) -> Known | None:
        """Look up an address by the key that all its spellings share.

        One that was refused as another site's, and is asked about now, is of this site since the spider says so. What
        is known at a host that the site has left says nothing of where it stands today.
        """
        rows = self._db.execute(_KNOWN, (self._hosts.identity(url), self._council))
        anywhere = not self._hosts.left or self._hosts.is_former(url)
        row = next((row for row in rows if anywhere or not self._is_left(row)), None)
        if row is None:
            return None
        own, captured, told, seen = row[2:6]
        changed, in_vain = _last_change(own, captured, told), bool(told and captured and captured < min(told, seen))
        return Known(row[0], row[1], changed, bool(row["missed"]), bool(row["unnamed"]), in_vain)

    def holds(self, url: str) -> bool:
        """Whether an answer of an address is held, under whatever spelling."""
        known = self.known(url)
        return known is not None and known.is_held

    def is_dated(self, url: str) -> bool:
        """Whether another source than its own page tells when an article was published."""
        found = self._db.execute("SELECT 1 FROM second_readings WHERE url = ? AND published IS NOT NULL", (url,))
        return found.fetchone() is not None

    def _is_left(self, row: sqlite3.Row) -> bool:
        """Whether an address was known at a host that the site has left, or as another spelling of one, never asked."""
        is_spelling = row["last_status"] is None and row["alias_of"] is not None
        return self._hosts.is_former(row["alias_of"] if is_spelling else row["url"])

    def contradicts(self, article: str, neighbour: str, since: str) -> bool:
        """Whether an article, as last read before some time, does not name one that names it as its neighbour."""
        row = self._db.execute(
            """SELECT previous_url, next_url FROM neighbours JOIN articles ON articles.id = article
               WHERE url = ? AND last_seen <= ? ORDER BY neighbours.id DESC LIMIT 1""",
            (article, since),
        ).fetchone()
        return row is not None and neighbour not in tuple(row)

    def beside(self, article: str) -> tuple[str, ...]:
        """Give the addresses of an article's neighbours, none where it is not held, or has been missed before."""
        row = self._db.execute(
            "SELECT older_url, newer_url FROM articles WHERE url = ? AND state = 'live'", (article,)
        ).fetchone()
        return tuple(filter(None, row)) if row else ()

    def validators(self, url: str) -> Validators | None:
        """Give how to ask whether an answer has changed; None where no whole answer is held, or it was no success."""
        row = self._db.execute(
            """SELECT etag, last_modified, record_id, captures.url, captured_at, payload_digest
               FROM frontier JOIN captures ON captures.id = frontier.capture
               WHERE frontier.url = ? AND frontier.state = 'captured'""",
            (url,),
        ).fetchone()
        if row is None:
            return None
        revisit = Revisit(
            profile="identical-payload-digest",
            record_id=row["record_id"],
            url=row["url"],
            at=datetime.fromisoformat(row["captured_at"]),
            payload_digest=row["payload_digest"],
        )
        return Validators(row["etag"], row["last_modified"], revisit)

    def heads(self) -> list[Head]:
        """Give the lists that are known, in the order in which they came to be known."""
        rows = self._db.execute(
            """SELECT routes.url, routes.route, routes.state, tried_at, read_at, census_at,
                      (SELECT max(at) FROM fetches WHERE fetches.url = routes.url AND status = 200
                       AND outcome IN ('stored', 'unchanged')),
                      total,
                      EXISTS (SELECT 1 FROM routes AS other WHERE other.council = routes.council
                              AND other.url = frontier.found_on AND other.route = routes.route)
               FROM routes LEFT JOIN frontier ON frontier.url = routes.url
               WHERE routes.council = ? ORDER BY routes.rowid""",
            (self._council,),
        )
        return [
            Head(url, Route(route), state, tried, read, census, whole, total, bool(named))
            for url, route, state, tried, read, census, whole, total, named in rows
        ]

    def unlisted(self, route: Route, listed: Container[str]) -> list[str]:
        """Give the addresses of live articles that a list showed before and does not show now.

        Args:
            route: the list's.
            listed: whether an address is listed now.
        """
        rows = self._db.execute(
            """SELECT sightings.url, articles.url FROM sightings
               LEFT JOIN aliases ON aliases.url = sightings.url
               JOIN articles ON articles.url = sightings.url OR articles.id = aliases.article
               WHERE sightings.route = ? AND council = ? AND state = 'live'""",
            (route, self._council),
        )
        shown: dict[str, bool] = {}
        for seen, article in rows:
            shown[article] = shown.get(article, False) or seen in listed
        return [article for article, is_shown in shown.items() if not is_shown]

    def leads_to(self, url: str) -> str:
        """Give where on the site an address led for good when last asked (301, 308), else the address itself."""
        row = self._db.execute(
            """SELECT alias_of FROM frontier WHERE url = ? AND state = 'captured' AND last_status IN (301, 308)
               AND NOT EXISTS (SELECT 1 FROM frontier AS other WHERE other.url = frontier.alias_of
                               AND other.reason = 'off-site')""",
            (url,),
        ).fetchone()
        return str(row[0]) if row and row[0] else url

    def told_to_wait(self) -> datetime | None:
        """Give until when the site last asked to be left alone, None if it did not."""
        row = self._db.execute(
            """SELECT max(next_visit) FROM frontier
               WHERE council = ? AND state = 'pending' AND last_status IN (429, 503)""",
            (self._council,),
        ).fetchone()
        return datetime.fromisoformat(row[0]) if row[0] else None

    def robots(self, url: str, since: datetime) -> tuple[str, int] | None:
        """Give where a robots.txt stands that was captured since then: the WARC file and the offset."""
        row = self._db.execute(
            """SELECT warc_file, "offset" FROM captures JOIN fetches ON fetches.capture = captures.id
               WHERE captures.url = ? AND captured_at >= ? AND outcome IN ('stored', 'gone', 'refused')
               ORDER BY captured_at DESC LIMIT 1""",
            (url, stamp(since)),
        ).fetchone()
        return (row[0], row[1]) if row else None

    def last_run(self) -> datetime | None:
        """Give when the last run that came to its end had begun."""
        row = self._db.execute(
            "SELECT max(started) FROM crawls WHERE council = ? AND reason = 'finished'", (self._council,)
        ).fetchone()
        return datetime.fromisoformat(row[0]) if row[0] else None


def _visited(row: sqlite3.Row) -> tuple[Found, str | None]:
    url, route, kind, found_on, end = row
    return Found(url=url, route=Route(route), kind=Kind(kind), fresh=bool(end)), found_on


_KNOWN = """
SELECT iif(reason = 'off-site', 'pending', frontier.state), frontier.next_visit, articles.modified,
       captures.captured_at, (SELECT max(modified) FROM sightings WHERE sightings.url = frontier.url),
       articles.last_seen, frontier.url, alias_of, last_status,
       articles.state <> 'live' AND NOT EXISTS (SELECT 1 FROM sightings
           WHERE sightings.url = frontier.url AND last_seen >= articles.missing_since) AS missed,
       frontier.route = 'robots' OR (frontier.route = 'number' AND frontier.state <> 'captured') AS unnamed
FROM frontier LEFT JOIN articles ON articles.url = coalesce(alias_of, frontier.url)
LEFT JOIN captures ON captures.id = articles.capture
WHERE identity = ? AND frontier.council = ? ORDER BY alias_of IS NOT NULL
"""


def _last_change(own: str | None, captured: str | None, told: str | None) -> datetime | None:
    """Choose what a list's word of a change is compared with: its earlier word, the article's own, our capture."""
    if captured is None:
        return None
    return datetime.fromisoformat(told or (own if own and "T" in own else captured))
