"""What ``scrapy crawl -a`` and scrapyd tell a spider is the same that ``newsarchive crawl`` takes."""

from datetime import date

import pytest
from scrapy.crawler import Crawler

from newsarchive import runner
from newsarchive.arguments import follow
from newsarchive.demo.spider import DemoSpider
from newsarchive.errors import UsageError
from newsarchive.version import __version__

ELSEWHERE = DemoSpider.starting_at("https://rada.example/")
CONTACT = "archive@oblarchive.org.ua"


def told(spider=DemoSpider, overrides=None, **arguments):
    settings = runner.settings(overrides or {})
    spider.update_settings(settings)
    return follow(spider, settings, arguments), settings


def test_each_argument_becomes_a_setting_that_wins_over_the_spider_s_own():
    _, settings = told(
        data="/srv/a",
        since="2020-01-02",
        limit="20",
        again="yes",
        delay="1.5",
        contact=CONTACT,
        quiet_hours="08:00-18:00",
    )

    assert settings["NEWSARCHIVE_DATA"] == "/srv/a"
    assert settings["NEWSARCHIVE_SINCE"] == date(2020, 1, 2)
    assert settings["NEWSARCHIVE_LIMIT"] == 20
    assert settings["NEWSARCHIVE_AGAIN"] is True
    assert settings["DOWNLOAD_DELAY"] == 1.5  # the demo's own is 0
    assert settings["NEWSARCHIVE_QUIET_HOURS"] == "08:00-18:00"
    assert settings["USER_AGENT"] == f"newsarchive/{__version__} (+{CONTACT})"


def test_what_is_not_to_be_asked_again_can_be_said():
    assert told(again="no", contact=CONTACT)[1]["NEWSARCHIVE_AGAIN"] is False


def test_without_arguments_nothing_changes():
    spider, settings = told()

    assert spider is DemoSpider
    assert (settings["NEWSARCHIVE_LIMIT"], settings["DOWNLOAD_DELAY"]) == (0, 0)


def test_start_is_one_address_or_several():
    spider, _ = told(start="http://127.0.0.1:1/a/ http://127.0.0.1:1/b/")

    assert spider.start_urls == ["http://127.0.0.1:1/a/", "http://127.0.0.1:1/b/"]
    assert spider.name == "demo"


def test_the_crawl_is_that_of_the_spider_that_starts_elsewhere():
    crawler = Crawler(DemoSpider, runner.settings({}))
    crawler.crawling = True
    spider = DemoSpider.from_crawler(crawler, start="http://127.0.0.1:1/a/", _job="scrapyd's own")

    assert crawler.spidercls is type(spider)
    assert crawler.spidercls.start_urls == ["http://127.0.0.1:1/a/"]
    assert crawler.spidercls.site().owns("http://127.0.0.1:1/b/")
    assert spider.crawler is crawler


def test_a_user_agent_that_was_set_is_kept():
    assert told(overrides={"USER_AGENT": "mine"}, contact=CONTACT)[1]["USER_AGENT"] == "mine"


def test_the_contact_may_come_by_a_setting():
    _, settings = told(ELSEWHERE, {"NEWSARCHIVE_CONTACT": CONTACT})

    assert settings["USER_AGENT"] == f"newsarchive/{__version__} (+{CONTACT})"


@pytest.mark.parametrize("arguments", [{}, {"contact": "me@example.org"}])
def test_nobody_s_site_is_crawled_anonymously_by_this_way_either(arguments):
    with pytest.raises(UsageError, match="Nothing was asked"):
        told(ELSEWHERE, **arguments)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"limits": "5"}, r"no argument «limits»; it takes: start, data, since, limit, "),
        ({"limit": "many"}, r"The argument limit=many cannot be read"),
        ({"again": "perhaps"}, r"The argument again=perhaps cannot be read"),
        ({"since": "yesterday"}, r"The argument since=yesterday cannot be read"),
        ({"delay": "fast"}, r"The argument delay=fast cannot be read"),
    ],
)
def test_an_argument_that_cannot_be_followed_is_named(arguments, said):
    with pytest.raises(UsageError, match=said):
        told(**arguments)
