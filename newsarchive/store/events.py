"""What happened to an article, each event with its evidence and chained to its council's event before.

The digest of an event is taken over that of the event before and everything the event says, with the evidence named by
WARC record id; so an event that is changed, taken out or moved breaks the chain at its place, and a rebuilt archive has
the same chain.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from newsarchive.store.rows import insert

if TYPE_CHECKING:
    import sqlite3


def add(
    db: sqlite3.Connection,
    *,
    at: str,
    article: int,
    kind: str,
    before: int | None,
    after: int | None,
    **detail: Any,
) -> None:
    """Enter an event.

    Args:
        db: inside a transaction.
        at: when it was seen, as the archive writes instants.
        article: whom it happened to.
        kind: as documented for the table.
        before: the last capture before it.
        after: the first capture that shows it.
        detail: what else there is to say; values of JSON.
    """
    council, url = db.execute("SELECT council, url FROM articles WHERE id = ?", (article,)).fetchone()
    told = json.dumps({"url": url, **detail}, ensure_ascii=False, sort_keys=True)
    last = db.execute("SELECT digest FROM events WHERE council = ? ORDER BY id DESC LIMIT 1", (council,)).fetchone()
    chained = digest(last and last[0], at, council, kind, told, _record(db, before), _record(db, after))
    insert(
        db,
        "events",
        at=at,
        council=council,
        kind=kind,
        article=article,
        detail=told,
        capture_before=before,
        capture_after=after,
        digest=chained,
    )


def digest(*said: str | None) -> str:
    """Give the digest of an event.

    It is taken over the UTF-8 bytes of a JSON array, with no white space and no letter escaped, of: the digest of the
    council's event before (null for its first), at, council, kind, detail, and the record ids of the captures before
    and after.
    """
    return f"sha256:{sha256(json.dumps(said, ensure_ascii=False, separators=(',', ':')).encode()).hexdigest()}"


def _record(db: sqlite3.Connection, capture: int | None) -> str | None:
    row = db.execute("SELECT record_id FROM captures WHERE id = ?", (capture,)).fetchone()
    return row and str(row[0])
