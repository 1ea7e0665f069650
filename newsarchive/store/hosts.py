"""What is held of hosts that a site has left: the same page at today's host is the same article.

A spider says which hosts its council had before (``former_hosts``). What was found there in earlier years stays in its
rows, under the address at which it was captured, until it answers at today's host.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from newsarchive.normalize.hosts import Hosts


def rekey(db: sqlite3.Connection, council: str, hosts: Hosts) -> None:
    """Let known addresses of hosts that the site has left meet those of today's; where all do, one look-up a host.

    Lists there are asked for no more.

    Args:
        db: inside a transaction.
        council: code.
        hosts: as its spider says.
    """
    for host in hosts.left:
        urls = [url for (url,) in db.execute(_KEYED, (council, host)).fetchall()]
        db.executemany("UPDATE frontier SET identity = ? WHERE url = ?", [(hosts.identity(url), url) for url in urls])
        db.executemany(_NOT_ASKED, [(url,) for url in urls])


def of_the_same_page(db: sqlite3.Connection, council: str, hosts: Hosts, url: str) -> list[sqlite3.Row]:
    """Give the articles that another spelling of an address leads to, that of a former host among them."""
    return db.execute(_LED_TO, (hosts.identity(url), council, url)).fetchall()


def left_behind(db: sqlite3.Connection, council: str, hosts: Hosts, url: str, now: str) -> list[sqlite3.Row]:
    """Give the articles whose page stands at an address today if anywhere, and that do not answer where they are held.

    Args:
        db: the archive.
        council: code.
        hosts: as its spider says.
        url: of today's host.
        now: UTC; one that is not due by then has answered: the old site may stand beside the new one for a while.
    """
    rows = db.execute(_SILENT, (hosts.identity(url), council, now)).fetchall()
    return [row for row in rows if hosts.today(row["url"]) == url]


_KEYED = """
SELECT url FROM frontier WHERE council = ?1 AND (identity = ?2
OR (identity >= ?2 || '/' AND identity < ?2 || '0') OR (identity >= ?2 || '?' AND identity < ?2 || '@'))
"""
_NOT_ASKED = """
UPDATE frontier SET state = 'rejected', reason = 'former host', next_visit = NULL
WHERE url = ? AND kind <> 'article' AND state = 'pending'
"""
_LED_TO = """
SELECT DISTINCT articles.* FROM frontier JOIN articles ON articles.url = coalesce(alias_of, frontier.url)
WHERE identity = ?1 AND frontier.council = ?2 AND frontier.url <> ?3 AND articles.url <> ?3
"""
_SILENT = """
SELECT articles.* FROM frontier JOIN articles USING (url)
WHERE identity = ? AND frontier.council = ?
AND (frontier.state <> 'captured' OR next_visit <= ? OR articles.state <> 'live')
"""
"""One that was missed has not answered since: of that a rebuilt archive knows, of a host's silence it does not."""
