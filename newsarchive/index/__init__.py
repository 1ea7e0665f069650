"""The full-text index: told whether it holds what the articles say, made anew where it does not, put in order.

``articles_fts`` is the stock FTS5 index of sqlite-utils (store/schema.py), kept by triggers. Plain tools go past them:
by an ``INSERT OR REPLACE``, a dropped trigger, another index in its place. ``tend`` is called after a crawl, and is to
be called before anything is published; ``verify`` when a person asks.
"""

from newsarchive.index.tending import Finding, Stopped, tend, verify

__all__ = ["Finding", "Stopped", "tend", "verify"]
