"""How a crawl runs: the chain, in order, and every limit with its reason. Read this first.

Anything here can be overridden by ``scrapy crawl -s NAME=VALUE``; the command line's options set the NEWSARCHIVE_ ones.
"""

import os

from newsarchive.fetch.agent import user_agent

# -- What is crawled, and where it goes ---------------------------------------------------------------------------

SPIDER_MODULES = ["spiders", "newsarchive.demo.spider"]

NEWSARCHIVE_DATA = os.environ.get("NEWSARCHIVE_DATA", "data")
"""The archive's place: holds archive.db and warc/."""
NEWSARCHIVE_CONTACT = os.environ.get("NEWSARCHIVE_CONTACT", "")
"""An address or page where a site's keeper reaches us; in the user agent and in each WARC file."""
NEWSARCHIVE_LIMIT = 0
"""Articles to take in one run; 0 is all."""
NEWSARCHIVE_AGAIN = False
"""Whether all that is held is asked again in this run, due or not, and every list read to its end."""
NEWSARCHIVE_REVISITS = os.environ.get("NEWSARCHIVE_REVISITS", "7:1 30:7 365:30 *:180")
"""When articles are visited again, «days old:days between visits»: those younger than 7 days daily, and so on."""
NEWSARCHIVE_BACK_OFF = 2.0
"""Seconds to wait when a site first asks for patience without saying how much (429, 503); doubled each time."""
NEWSARCHIVE_SINCE = None
"""A date: articles older than it are not walked past. None is the spider's own ``since``."""
NEWSARCHIVE_QUIET_HOURS = os.environ.get("NEWSARCHIVE_QUIET_HOURS", "")
"""Hours of each day, Europe/Kyiv, in which nothing is asked: 08:00-18:00, or 22:00-06:00. Empty for none."""
NEWSARCHIVE_LEAST_FREE = os.environ.get("NEWSARCHIVE_LEAST_FREE", "500")
"""MiB that must stay free for the archive: with less, no crawl begins, and one that runs ends. 0 switches it off."""

# -- The chain ----------------------------------------------------------------------------------------------------

SCHEDULER = "newsarchive.discover.frontier.Frontier"  # 1 discover: which address is next; its memory is the archive

DOWNLOADER_MIDDLEWARES = {  # 2 fetch
    # Off, because the frontier asks for robots.txt, and Scrapy would fetch a site whose robots.txt fails:
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    # Off, because each hop and each try is an address asked, and must have a row of its own:
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    # Off, because bodies are captured as sent, and a cut gzip body would pass here for a whole one:
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    # Off, because nothing here logs in, and off-site links are marked where they are found:
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
}

EXTENSIONS = {
    "newsarchive.capture.space.FreeSpace": -20,  # both before anything is opened: they may let no crawl begin
    "newsarchive.watch.Quiet": -10,
    "newsarchive.capture.recorder.Recorder": 0,  # 3 capture, 6 store: before anything that could look at an answer
    "scrapy.extensions.memusage.MemoryUsage": 500,
}

SPIDER_MIDDLEWARES = {  # 4 pages and 5 normalize are called by the spider: see visit/
    # Off, because every status is an answer to be kept and read:
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    # Off, because requests come from the frontier, never from here:
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}

# -- Politeness ---------------------------------------------------------------------------------------------------

USER_AGENT = user_agent(NEWSARCHIVE_CONTACT)
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "uk",
    "Accept-Encoding": "gzip, deflate",  # cut or damaged bodies of these are found out; of br and zstd they are not
}
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # a council's server is small
DOWNLOAD_DELAY = 3.0  # seconds; the usual lower bound of archive crawlers; Crawl-delay raises it
DOWNLOAD_DELAY_JITTER = 0.0  # a steady pace is easier on a small server than bursts
COOKIES_ENABLED = False  # no sessions; and the first cookie would make tldextract fetch the public suffix list

# -- Limits -------------------------------------------------------------------------------------------------------

CONCURRENT_REQUESTS = 2  # one asked and one ready; more would wait in the host's queue, and be waited for at the end
CONCURRENT_ITEMS = 1  # the default of 100 starts 100 workers per answer: 1.5 times slower (scrapy issue 5182)
DOWNLOAD_TIMEOUT = 60  # seconds in all, so that a dripping server ends
DOWNLOAD_MAXSIZE = 10 * 2**20  # bytes as sent; the default of 1 GiB lets one answer take 1.1 GiB of memory
DOWNLOAD_WARNSIZE = 2 * 2**20
DOWNLOAD_FAIL_ON_DATALOSS = False  # a cut body is kept, marked WARC-Truncated, and never read
MEMUSAGE_LIMIT_MB = 1024
RETRY_ENABLED = False
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False  # it would lose a page that reloads itself without a word
COMPRESSION_ENABLED = False

# -- Doors shut ---------------------------------------------------------------------------------------------------

TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False  # new in Scrapy 2.19 and on by default: runs Python for whoever holds the token
TWISTED_DNS_RESOLVER = "newsarchive.fetch.resolver.PublicResolver"  # a page must not make us ask our own network
HTTPPROXY_ENABLED = False  # a proxy named by the environment would look names up itself, unseen by the resolver
DOWNLOAD_HANDLERS = {
    "http": "newsarchive.fetch.handler.GuardedHandler",  # bounds headers too, which would fill the memory
    "https": "newsarchive.fetch.handler.GuardedHandler",
    "file": None,
    "ftp": None,
    "s3": None,
    "data": None,
}  # a page must not make us read our own disk
DOWNLOAD_VERIFY_CERTIFICATES = False  # councils' certificates lapse, and their news must be kept all the same
DOWNLOAD_TLS_MIN_VERSION = "TLSv1.0"  # and some of their servers are old: nothing secret is asked

# -- Records ------------------------------------------------------------------------------------------------------

LOG_LEVEL = "INFO"
DOWNLOADER_STATS = False  # the archive's own rows count requests and bytes; these write each request out once more
FEED_EXPORT_ENCODING = "utf-8"
