"""Before there is a spider: what kind of site stands at an address, and the spider that reads it.

``asking`` makes the requests, politely and as a crawl does; ``inquiry`` decides what is asked; ``judging`` makes
``findings`` of it, ``rows`` holds a spider's declaration against them, ``report`` says them in words. ``draft`` makes a
spider's file of them, ``keeping`` saves pages as tests read them.
"""

from newsarchive.probe.drafting import Drafted, genspider, savepage
from newsarchive.probe.findings import Findings, as_dict
from newsarchive.probe.report import lines, to_check
from newsarchive.probe.site import address, is_address, look_at, look_at_spider, settings

__all__ = [
    "Drafted",
    "Findings",
    "address",
    "as_dict",
    "genspider",
    "is_address",
    "lines",
    "look_at",
    "look_at_spider",
    "savepage",
    "settings",
    "to_check",
]
