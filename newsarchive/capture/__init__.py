"""Stage 3: the bytes of every answer, as they came over the wire, on disk before anything reads them.

``exchange`` is one request with its answer; ``warc`` writes it as WARC 1.1 records, ``records`` reads it back;
``lock`` lets one process crawl a council at a time, ``recover`` mends what a killed one left; ``recorder`` hooks it all
to Scrapy.
"""

from newsarchive.capture.exchange import ContentError, Exchange, Revisit
from newsarchive.capture.records import iterate, read
from newsarchive.capture.warc import WarcWriter

__all__ = ["ContentError", "Exchange", "Revisit", "WarcWriter", "iterate", "read"]
