"""The guards, each with a case that must fail when it is taken away: so a guard that nothing needs shows, too."""

from __future__ import annotations

from dataclasses import dataclass, field

_FOLLOWS = {"REDIRECT_ENABLED": True, "METAREFRESH_ENABLED": True}
_REDIRECTS = "scrapy.downloadermiddlewares.redirect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """One guard, and how it is taken away."""

    does: str
    """What it sees to."""
    case: str
    """The case that fails without it."""
    settings: dict[str, object] = field(default_factory=dict)
    """Settings that switch it off."""
    without: str = ""
    """Statements that take it away, in the crawl's process and in its reading process."""
    endless: bool = False
    """Whether the crawl has no end then, so that it is not waited for."""
    shows: str = ""
    """What one of the differences must say, so that none fails for another reason."""


def _unrecognized(why):
    """Give statements after which pages of one kind are taken for what they pretend to be."""
    return f"""\
    from newsarchive.visit import contents
    _impostor = contents.impostor
    contents.impostor = lambda *a: None if (found := _impostor(*a)) and found.why == {why!r} else found
    """


_ANY_ADDRESS = """\
    from newsarchive.fetch import handler, resolver
    handler.is_public = resolver.is_public = lambda address: True
    """
_NAIVE = """\
    from newsarchive.pages import Decoded
    from newsarchive.visit import contents
    contents.decode = lambda body, _: Decoded(text=body.decode({!r}, "replace"), encoding={!r}, why="header")
    """
_HALVES = """\
    from newsarchive.visit import contents
    contents.is_cut = lambda *_: False
"""
"""The source of most pages that are cut ends in their text, which is another guard's business."""
_ENDLESS_LISTS = """\
    from newsarchive.discover import endless, plan
    endless.LISTS = endless.VAIN = plan.BARREN = 2**30
    """
_UNTRAPPED = """\
    import newsarchive.visit as visits
    visits.trap = lambda *_, **__: None
    """

GUARDS = {
    "size of a body": Guard(
        does="A body is read up to a bound.",
        case="big_page",
        shows="held, and is no article: /a/",
        settings={"DOWNLOAD_MAXSIZE": 0},
    ),
    "size unpacked": Guard(
        does="A body is unpacked up to a bound.",
        case="bomb_gzip",
        shows="held more than 400 MiB",
        without="""\
            import resource
            from newsarchive.capture import exchange
            exchange.MAX_CONTENT = 250 * 2**20
            resource.setrlimit(resource.RLIMIT_DATA, (-1, resource.getrlimit(resource.RLIMIT_DATA)[1]))
            """,
    ),
    "lines of headers": Guard(
        does="Headers are read up to a bound.",
        case="header_endless",
        settings={"DOWNLOAD_TIMEOUT": 3},
        shows="not failed (headers too big)",
        without="""\
            from newsarchive.fetch import bounds
            bounds.MAX_LINES = bounds.MAX_BYTES = 2**40
            """,
    ),
    "length of a header": Guard(
        does="A header line is read up to a bound.",
        case="header_long",
        settings={"DOWNLOAD_TIMEOUT": 3},
        shows="/a/ ended failed (timeout)",
        without="""\
            from newsarchive.fetch import bounds
            bounds.BoundedParser.MAX_LENGTH = bounds.MAX_BYTES = 2**40
            """,
    ),
    "digits of a status": Guard(
        does="A status has three digits.",
        case="header_endless_status",
        shows="left with code 4",
        without="""\
            from newsarchive.fetch import bounds
            del bounds.BoundedParser.statusReceived
            """,
    ),
    "name of the protocol": Guard(
        does="An answer begins as HTTP does.",
        case="header_before_status",
        shows="left with code 4",
        without="""\
            from newsarchive.fetch import bounds
            del bounds.BoundedParser.statusReceived
            """,
    ),
    "blanks behind a chunk's size": Guard(
        does="Blanks behind a chunk's size are passed over.",
        case="chunked_blank",
        shows="/a/ ended failed (cut short)",
        without="""\
            from newsarchive.fetch import bounds
            del bounds._Chunks._dataReceived_CHUNK_LENGTH
            """,
    ),
    "what stands beside the page": Guard(
        does="What stands so far beside a page that nobody sees it is no text.",
        case="html_beside",
        shows="/a/",
        without="""\
            from newsarchive.pages import base, noise
            base.ArticlePage.noise_css = noise.NOISE.replace(", [style*='-9999']", "")
            """,
    ),
    "names of headers": Guard(
        does="A line of the head that is no header is passed over.",
        case="header_strange_name",
        shows="/a/ ended failed (not HTTP)",
        without="""\
            from newsarchive.fetch import bounds
            del bounds.BoundedParser.headerReceived
            """,
    ),
    "a header that never began": Guard(
        does="What goes on with no header is passed over.",
        case="header_folded_first",
        shows="/a/ ended failed",
        without="""\
            from newsarchive.fetch import bounds
            bounds._BLANKS = ()
            """,
    ),
    "a robots.txt that leads nowhere": Guard(
        does="A robots.txt that leads nowhere is taken for none.",
        case="robots_redirect_itself",
        shows="left with code 5",
        without="""\
            from newsarchive.fetch import robots
            robots._LEADS_NOWHERE = frozenset()
            """,
    ),
    "old protocols": Guard(
        does="A server may speak an old protocol of TLS.",
        case="tls_old",
        shows="not held: {other}/x/",
        settings={"DOWNLOAD_TLS_MIN_VERSION": None},
    ),
    "old ciphers": Guard(
        does="No level of security is asked for.",
        case="tls_old",
        shows="not held: {other}/x/",
        without="""\
            from newsarchive.fetch.tls import OldCiphers
            _select = OldCiphers.selectCiphers
            OldCiphers.selectCiphers = lambda *a: _select(*a)[:-1]
            """,
    ),
    "a month": Guard(
        does="A Retry-After is believed up to a month.",
        case="s503_far_date",
        shows="put off for ever: /a/",
        without="""\
            from datetime import timedelta
            from newsarchive.visit import statuses
            statuses._LONGEST_WAIT = timedelta(days=365 * 7900)
            """,
    ),
    "a door for each scheme": Guard(
        does="A robots.txt that cannot be had shuts what stands under its own scheme alone.",
        case="robots_down_https",
        shows="not held: /good-2/",
        without="""\
            from newsarchive.fetch.doors import Doors
            from newsarchive.normalize.addresses import site
            Doors.is_shut = lambda doors, sought: any(
                rules.says == "nothing allowed" and site(url) == site(sought) for url, rules in doors._rules.items()
            )
            """,
    ),
    "dead lists": Guard(
        does="Lists that are gone, one after the other, are asked no further.",
        case="nav_sitemap_dead",
        shows="would not end by itself",
        without="""\
            from newsarchive.discover import endless
            endless.VAIN = 10**9
            """,
    ),
    "lists of a head": Guard(
        does="The head of a page may name some lists, not thousands.",
        case="nav_heads",
        shows="would not end by itself",
        without="""\
            from newsarchive.visit import contents
            contents._HEADS = 10**9
            """,
    ),
    "sitemaps of robots.txt": Guard(
        does="A robots.txt may name some sitemaps, not thousands.",
        case="nav_robots",
        shows="would not end by itself",
        without="""\
            from newsarchive.discover import sitemaps
            sitemaps._MOST = 10**9
            """,
    ),
    "half letters": Guard(
        does="An address with half a letter costs no other of its list.",
        case="bomb_half_letters",
        shows="not held: /a/",
        without="""\
            from newsarchive.discover import feeds, sitemaps
            feeds.UnicodeDecodeError = sitemaps.UnicodeDecodeError = ZeroDivisionError
            """,
    ),
    "digits of a total": Guard(
        does="A number of posts has some ten digits.",
        case="bomb_api_total",
        shows="not held: /a5000/",
        without="""\
            from newsarchive.visit import contents
            contents._DIGITS = 10**9
            """,
    ),
    "robots.txt in UTF-16": Guard(
        does="A robots.txt in UTF-16 is read.",
        case="robots_utf16",
        shows="held, and is no article: /a/",
        without="""\
            from newsarchive.visit import contents
            contents._MARKS = ()
            """,
    ),
    "our name with its version": Guard(
        does="A group of robots.txt that names us as a log does is ours.",
        case="robots_agent_version",
        shows="held, and is no article: /a/",
        without="""\
            import re
            from newsarchive.fetch import robots
            robots._OURS = re.compile("(?!)()")
            """,
    ),
    "empty lines": Guard(
        does="Sitemaps are looked for in one line of a robots.txt at a time.",
        case="robots_blank_lines",
        shows="left with code 5",
        without="""\
            import re
            from newsarchive.discover import sitemaps
            sitemaps._DIRECTIVE = re.compile(r"^\\s*sitemap\\s*:\\s*(\\S+)", re.IGNORECASE | re.MULTILINE)
            """,
    ),
    "nearly the same text": Guard(
        does="A chain of one text, but for a word, is not walked on.",
        case="nav_endless_word",
        endless=True,
        without="""\
            from newsarchive.discover.endless import Endless
            _keys = Endless._keys
            Endless._keys = lambda endless, article: _keys(endless, article)[:1] * 2
            """,
    ),
    "memory of reading": Guard(
        does="A page may take so much memory to be read.",
        case="bomb_elements",
        shows="held more than 400 MiB",
        without="""\
            import resource
            resource.setrlimit(resource.RLIMIT_DATA, (-1, resource.getrlimit(resource.RLIMIT_DATA)[1]))
            """,
    ),
    "a lack of memory": Guard(
        does="A page that takes too much memory is no empty one.",
        case="bomb_elements",
        shows="/a/ ended refused (empty)",
        without="""\
            from newsarchive.pages import tree
            tree.check_memory = lambda error: None
            """,
    ),
    "a claim to nothing": Guard(
        does="An article is not missing for the answer of an address that it only claimed.",
        case="s_canonical_dead",
        shows="not held: /a/",
        without="""\
            from newsarchive.store import doubts
            doubts._give_back = lambda *_: None
            """,
    ),
    "another's text": Guard(
        does="No edit makes one article of two.",
        case="s_anothers_text",
        shows="another title at /a/",
        without="""\
            from newsarchive.store import doubts
            doubts._is_anothers = lambda *_: False
            """,
    ),
    "failures come last": Guard(
        does="What failed in an earlier run is asked behind what was never asked.",
        case="s503_day_again",
        shows="not held: /good-2/",
        without="""\
            from newsarchive.discover.memory import Memory
            _waiting = Memory.waiting
            Memory.waiting = lambda *a: [(found, found_on, False) for found, found_on, _ in _waiting(*a)]
            """,
    ),
    "time for an answer": Guard(
        does="An answer as a whole may take so long.",
        case="no_answer",
        endless=True,
        settings={"DOWNLOAD_TIMEOUT": 600},
    ),
    "time for reading": Guard(
        does="A page may be read for so long.",
        case="bomb_attributes_many",
        shows="not failed (reading took too long)",
        without="""\
            Reader.__init__.__defaults__ = (600.0,)
            """,
    ),
    "no cookies": Guard(
        does="No cookie is kept or sent.",
        case="cookie_some",
        shows="was asked with cookie",
        settings={"COOKIES_ENABLED": True},
    ),
    "a cut body is kept": Guard(
        does="What came of a cut body is kept.",
        case="cl_short",
        shows="not kept of /a/",
        settings={"DOWNLOAD_FAIL_ON_DATALOSS": True},
    ),
    "a cut body is not read": Guard(
        does="A cut body is not read.",
        case="chunked_cut",
        shows="held, and is no article: /a/",
        without=_HALVES
        + """\
    from dataclasses import replace
    _read = contents.read
    contents.read = lambda declared, exchange: _read(declared, replace(exchange, truncated=None))
    """,
    ),
    "a cut line": Guard(
        does="A body without a length is whole only where its line was closed properly.",
        case="tls_truncated",
        shows="held, and is no article: {other}/x/",
        without=_HALVES
        + """\
    from newsarchive.fetch import bounds
    del bounds.BoundedParser.connectionLost
    """,
    ),
    "a cut gzip body": Guard(
        does="A packed body is read only where it is whole.",
        case="gzip_truncated",
        shows="held, and is no article: /a/",
        without=_HALVES
        + """\
    import zlib
    from newsarchive.capture import exchange
    exchange._inflate = lambda body, wbits: zlib.decompressobj(wbits).decompress(body, exchange.MAX_CONTENT)
    """,
    ),
    "half a page": Guard(
        does="A page whose source ends in its article's text is half a page.",
        case="source_cut",
        shows="held, and is no article: /a/",
        without=_HALVES,
    ),
    "redirects are looked at": Guard(
        does="Each hop of a redirect is looked at before it is asked.",
        case="redirect_offsite",
        shows="{canary}/news/ ended not known",
        settings=_FOLLOWS | {"DOWNLOADER_MIDDLEWARES": {f"{_REDIRECTS}.RedirectMiddleware": 600}},
    ),
    "no meta refresh": Guard(
        does="Meta refresh is not followed.",
        case="refresh_away",
        shows="not held: /a/",
        settings=_FOLLOWS | {"DOWNLOADER_MIDDLEWARES": {f"{_REDIRECTS}.MetaRefreshMiddleware": 580}},
    ),
    "the council's hosts": Guard(
        does="Only the council's hosts are asked.",
        case="redirect_offsite_hop",
        shows="not refused (off-site)",
        without="""\
            from newsarchive.visit import Site
            Site.owns = lambda self, url: True
            """,
    ),
    "circles of redirects": Guard(
        does="A circle of redirects is followed no further.",
        case="redirect_endless",
        endless=True,
        without="""\
            from newsarchive.discover import redirects
            redirects.MOST = 2**30
            """,
    ),
    "addresses after DNS": Guard(
        does="No host is asked whose name resolves to an address that is not public.",
        case="private_names",
        shows="held, and is no article: http://",
        without=_ANY_ADDRESS,
    ),
    "addresses at every hop": Guard(
        does="The same of a redirect's target.",
        case="private_redirect_hop",
        shows="held, and is no article: http://old.example",
        without=_ANY_ADDRESS,
    ),
    "addresses spelled out": Guard(
        does="No address is asked that is not public, however it is spelled.",
        case="private_spellings",
        shows="held, and is no article: http://",
        without=_ANY_ADDRESS,
    ),
    "robots.txt": Guard(
        does="What robots.txt forbids is not asked.",
        case="robots_rule",
        shows="held, and is no article: /a/",
        settings={"ROBOTSTXT_OBEY": False},
    ),
    "a robots.txt that fails": Guard(
        does="Where robots.txt cannot be had, nothing is asked.",
        case="robots_500",
        shows="code 0, not 5",
        without="""\
            from newsarchive.fetch.robots import Rules
            Rules.of = classmethod(lambda cls, visit: cls.read(visit.robots or ""))
            """,
    ),
    "Crawl-delay": Guard(
        does="Crawl-delay is obeyed.",
        case="robots_delay",
        shows="a request for a page every 0.",
        without="""\
            from newsarchive.fetch import robots
            robots.MAX_DELAY = 0.0
            """,
    ),
    "Retry-After": Guard(
        does="A host that says when it is back is left alone until then.",
        case="s503_day",
        shows="/good-2/ was asked in crawl 1",
        without="""\
            from newsarchive.visit import statuses
            statuses._retry_after = lambda exchange: None
            """,
    ),
    "a host that has enough": Guard(
        does="A host that refuses again and again is left alone.",
        case="s429_always",
        endless=True,
        without="""\
            from newsarchive.fetch import pace
            pace.REFUSALS = 2**30
            """,
    ),
    "another try": Guard(
        does="What failed is tried again.",
        case="s500_once",
        shows="not held: /502/",
        without="""\
            from newsarchive.discover import frontier
            frontier.RETRIES = 0
            """,
    ),
    "paths that grow": Guard(
        does="Paths that repeat are not asked.",
        case="nav_path",
        shows="nothing ended refused (trap: path)",
        without=_UNTRAPPED,
    ),
    "paths that are deep": Guard(
        does="Paths without end are not asked.", case="nav_path_deep", endless=True, without=_UNTRAPPED
    ),
    "addresses that are long": Guard(
        does="Addresses without end are not asked.",
        case="nav_path_long",
        shows="nothing ended refused (trap: path)",
        without=_UNTRAPPED,
    ),
    "parameters": Guard(
        does="Queries that vary without end are not asked.",
        case="nav_session_list",
        shows="nothing ended refused (trap: parameters)",
        without="""\
            from newsarchive.discover.parameters import Parameters
            Parameters.trap = lambda self, url: None
            """,
    ),
    "lists without end": Guard(
        does="Lists that name nothing new are left.",
        case="nav_calendar",
        endless=True,
        without=_ENDLESS_LISTS,
    ),
    "pagers without end": Guard(
        does="A list whose pages show nothing more is left.",
        case="nav_pager_wide",
        endless=True,
        without=_ENDLESS_LISTS,
    ),
    "the same text": Guard(
        does="The same text again and again is a trap.",
        case="nav_endless",
        endless=True,
        without="""\
            from newsarchive.discover import endless
            endless.SAME_TEXT = 2**30
            """,
    ),
    "since": Guard(
        does="No walk goes on past the first day that is wanted.",
        case="nav_old",
        endless=True,
        without="""\
            from newsarchive.discover.worth import Worth
            Worth._is_too_old = lambda self, visit: False
            """,
    ),
    "spellings": Guard(
        does="All spellings of an address are one.",
        case="nav_spellings",
        endless=True,
        without="""\
            from urllib.parse import urljoin
            from newsarchive.normalize import addresses
            from newsarchive.pages import files
            from newsarchive.visit import Site
            files.canonical = lambda url, base: urljoin(base, url)
            Site.identity = lambda self, url: url
            addresses.identity = lambda url: url
            """,
    ),
    "challenges": Guard(
        does="Challenges are recognized.",
        case="challenge_200",
        shows="not refused (challenge)",
        without=_unrecognized("challenge"),
    ),
    "logins": Guard(
        does="Logins are recognized.",
        case="login_dressed",
        shows="held, and is no article: /a/",
        without=_unrecognized("login"),
    ),
    "parked domains": Guard(
        does="Parked domains are recognized.",
        case="parked",
        shows="not refused (parked)",
        without=_unrecognized("parked"),
    ),
    "soft 404s": Guard(
        does="Pages that say that they are not found are recognized.",
        case="soft_404_dressed",
        shows="held, and is no article: /a/",
        without=_unrecognized("not found"),
    ),
    "broken pages": Guard(
        does="Pages that an error broke off are recognized.",
        case="php_error",
        shows="not failed (server error)",
        without=_unrecognized("server error"),
    ),
    "home pages": Guard(
        does="The home page in an article's place is recognized.",
        case="soft_404_everywhere",
        shows="not refused (home page)",
        without="""\
            from newsarchive.visit import contents
            contents.is_home = lambda url: True
            """,
    ),
    "redirects home": Guard(
        does="A redirect to the home page names nothing.",
        case="redirect_home_again",
        shows="not refused (home page)",
        without="""\
            from newsarchive.visit import statuses
            statuses.is_home = lambda url: False
            """,
    ),
    "files": Guard(
        does="Files that are served as pages are recognized.",
        case="pdf_as_html",
        shows="not refused (not a page)",
        without="""\
            from newsarchive.visit import contents
            contents.is_file = lambda content: False
            """,
    ),
    "a charset under UTF-8": Guard(
        does="cp1251 under a label that says UTF-8 is found out.",
        case="cs_cp1251_as_utf8",
        shows="which ended refused (garbled)",
        without=_NAIVE.format("utf-8", "utf-8"),
    ),
    "a header that lies": Guard(
        does="UTF-8 under a label that says cp1251 is found out.",
        case="cs_header_lies",
        shows="which ended refused (garbled)",
        without=_NAIVE.format("cp1251", "cp1251"),
    ),
    "zero bytes": Guard(
        does="UTF-32 is known by its zero bytes.",
        case="cs_utf32",
        shows="another title at /a/",
        without="""\
            import sys
            sys.modules["newsarchive.pages.decode"]._wide = lambda _: None
            """,
    ),
    "UTF-7": Guard(
        does="UTF-7 is no text.",
        case="cs_utf7",
        shows="held, and is no article: /a/",
        without="""\
            import re
            from newsarchive.pages.decode import nonsense
            nonsense._UTF7 = re.compile("(?!)")
            """,
    ),
    "mojibake": Guard(
        does="What no charset makes sense of is not stored.",
        case="s_mojibake",
        shows="another title at /a/",
        without="""\
            from newsarchive.pages import Decoded
            from newsarchive.visit import contents
            contents.is_nonsense = lambda text: False
            Decoded.garbled = False
            """,
    ),
    "control characters": Guard(
        does="Characters that nobody sees are dropped.",
        case="cs_controls",
        shows="control characters in title of /a/",
        without="""\
            import newsarchive.normalize as normalize
            normalize.clean = lambda words: words
            """,
    ),
    "entities": Guard(
        does="A list names no file of ours, and no other machine.",
        case="bomb_external",
        shows="Attempt to load network entity",
        without="""\
            from lxml import etree
            from newsarchive.visit import contents
            class _Etree:
                fromstring, QName = etree.fromstring, etree.QName
                XMLParser = staticmethod(lambda **_: etree.XMLParser(resolve_entities=True, load_dtd=True))
            contents.etree = _Etree
            """,
    ),
    "stolen addresses": Guard(
        does="A page that gives itself another article's address is not believed.",
        case="html_canonical_stolen",
        shows="not held: /0/, which ended stored",
        without="""\
            from newsarchive.store import doubts
            doubts._at_its_own_place = lambda db, run, visit, article, held: article
            """,
    ),
    "worse readings": Guard(
        does="A worse reading does not take a better one's place.",
        case="gone_text",
        shows="not refused (empty)",
        without="""\
            from newsarchive.store import doubts
            doubts._is_worse = lambda db, article, held: None
            """,
    ),
    "another article": Guard(
        does="A redirect to another article is no second name.",
        case="redirect_another_article",
        shows="/a/ is entered as another name of an article",
        without="""\
            from newsarchive.store import identity
            identity.is_same = lambda held, new: True
            """,
    ),
    "conditions": Guard(
        does="What may not have changed is asked on that condition.",
        case="s304",
        shows="/a/ was not asked conditionally",
        without="""\
            from newsarchive.discover.memory import Memory
            Memory.validators = lambda self, url: None
            """,
    ),
}
"""Name -> the guard."""
