"""Who captured, with what, under which rules."""

import platform

from scrapy import __version__ as scrapy_version

from newsarchive import provenance, registry, runner
from newsarchive.version import __version__

SPIDER = registry.find("khmelnytskyi")


def test_a_run_names_the_versions_of_all_that_captures_and_reads():
    versions = provenance.versions()

    assert versions["newsarchive"] == __version__
    assert versions["python"] == platform.python_version()
    assert versions["scrapy"] == scrapy_version
    assert {"twisted", "lxml", "parsel", "dateparser", "warcio", "sqlite-utils"} < set(versions)


def test_a_run_names_the_settings_that_mattered():
    given = runner.settings({"NEWSARCHIVE_CONTACT": "a@example.org", "NEWSARCHIVE_LIMIT": 5, "DOWNLOAD_DELAY": 7})

    told = provenance.settings(given, SPIDER)

    assert told["NEWSARCHIVE_CONTACT"] == "a@example.org"
    assert told["NEWSARCHIVE_LIMIT"] == 5
    assert told["DOWNLOAD_DELAY"] == 7
    assert told["ROBOTSTXT_OBEY"] is True
    assert list(SPIDER.start_urls) in [list(v) for v in told.values() if isinstance(v, (list, tuple))]


def test_each_warc_file_says_whose_it_is_and_what_was_rebuilt():
    given = runner.settings({"NEWSARCHIVE_CONTACT": "a@example.org", "USER_AGENT": "newsarchive/x (+a@example.org)"})

    told = provenance.warcinfo(given, SPIDER, 7, "2026-11-20T12:00:00+00:00")

    assert told["software"].startswith(f"newsarchive/{__version__} Scrapy/{scrapy_version} warcio/")
    assert told["operator"] == "a@example.org"
    assert told["http-header-user-agent"] == "newsarchive/x (+a@example.org)"
    assert told["robots"] == "obey"
    assert told["format"] == "WARC File Format 1.1"
    assert told["isPartOf"] == SPIDER.council
    assert "chunked" in told["description"]
    assert told[provenance.SPIDER] == "khmelnytskyi"
    assert told[provenance.START] == " ".join(SPIDER.start_urls)
    assert told[provenance.CRAWL] == "7"
    assert told[provenance.STARTED] == "2026-11-20T12:00:00+00:00"
    assert "\n" not in "".join(told.values())


def test_without_a_contact_or_robots_it_says_so():
    told = provenance.warcinfo(runner.settings({"ROBOTSTXT_OBEY": False}), SPIDER, 1, "")

    assert (told["operator"], told["robots"]) == ("not named", "ignore")
