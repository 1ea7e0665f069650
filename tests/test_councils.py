"""The register: a row for each region, what is known of its site, and the traps that its declaration must mind."""

import json
import re
from pathlib import Path

import pytest

from newsarchive import Certainty, registry
from newsarchive.items import Kind, Outcome, Route
from newsarchive.normalize.addresses import canonical, identity, site
from newsarchive.register import REGIONS
from newsarchive.visit import attempt
from tests.helpers.build import exchange
from tests.helpers.reconstruct.councils import COUNCILS

KNOWN = Path(__file__).parents[2] / "shared" / "reference" / "councils.json"
SPIDERS = {cls.oblast: cls for cls in registry.councils().values() if cls.__module__.startswith("spiders.")}
NO_SITE = {row.oblast: row for row in registry.without_site().values() if row.name == REGIONS[row.oblast].name}
OURS = [council for council in COUNCILS if council.spider in {cls.name for cls in SPIDERS.values()}]
OTHER_NUMBERS = {"UA-09": "44", "UA-30": "80", "UA-40": "85", "UA-43": "01", "UA-77": "73"}
"""ISO 3166-2 -> how the KATOTTG of the same region begins, where the two differ."""


def test_each_region_has_one_row_a_spider_or_the_reason_why_there_is_none():
    assert sorted([*SPIDERS, *NO_SITE]) == sorted(REGIONS)
    assert [spider.name for spider in SPIDERS.values()] == [REGIONS[code].name for code in SPIDERS]
    assert sorted(row.name for row in NO_SITE.values()) == ["donetsk", "luhansk", "sevastopol"]


def test_each_council_bears_the_name_of_its_region():
    rows = SPIDERS | NO_SITE

    assert [code for code, row in rows.items() if not row.council.startswith(REGIONS[code].adjective)] == []


def known():
    """Give what is known of the councils, by code, from the material beside the checkout."""
    if not KNOWN.exists():
        pytest.skip("the facts about the councils' sites do not stand beside this checkout")
    return {row["iso"]: row for row in json.loads(KNOWN.read_text(encoding="utf-8"))}


def hosts(*texts):
    """Give the hosts that texts name."""
    found = re.findall(r"(?<![\w/.-])(?:www\.)?((?:[\w-]+\.)+(?:ua|org)|\d+(?:\.\d+){3})\b", " ".join(texts))
    return {host.removeprefix("www.") for host in found}


@pytest.mark.shared
@pytest.mark.parametrize("code", SPIDERS)
def test_all_hosts_that_are_known_are_the_council_s_and_no_other(code):
    row, spider = known()[code], SPIDERS[code]
    said = hosts(row["domain"], *(old.removeprefix("http://") for old in row["old"]))

    assert spider.site().sites == said
    assert code == "UA-43" or spider.council == row["uk"]
    assert spider.council_en == row["en"]


@pytest.mark.shared
@pytest.mark.parametrize("code", SPIDERS)
def test_a_row_claims_no_more_than_is_known(code):
    evidence = known()[code]["evidence"]

    assert (SPIDERS[code].certainty == Certainty.SEEN) == (evidence.startswith("seen") and "only" not in evidence)


@pytest.mark.shared
def test_no_code_is_made_of_a_katottg():
    other = {code: row["katottg"][2:4] for code, row in known().items() if row["katottg"][2:4] != code[3:]}

    assert other == OTHER_NUMBERS


@pytest.mark.parametrize("council", OURS, ids=lambda council: f"{council.spider}-{council.template}")
def test_where_a_spider_starts_a_list_of_its_software_leads_to_articles_and_on(council):
    spider, made = registry.find(council.spider), council.listing()
    start = exchange(spider.start_urls[0], made.html, route=Route.START, kind=Kind.HEAD, at=made.captured)
    learned, trouble = attempt(spider.site(), start)
    listed = [found for found in learned.found if found.route == Route.LISTING and not found.refused]

    assert (trouble, learned.outcome, learned.article) == ("", Outcome.STORED, None)
    assert [found.url for found in listed if found.kind == Kind.ARTICLE] == made.expected["links"]
    assert [found for found in listed if found.kind == Kind.PAGE]


# -- Traps


def same(name, *urls):
    """Give the keys under which a spider knows addresses."""
    return {registry.find(name).site().identity(url) for url in urls}


def test_mykolaiv_s_four_addresses_of_an_article_are_one():
    forms = (
        "https://www.mk-oblrada.gov.ua/news.php?group=20&news=4246",
        "http://mk-oblrada.gov.ua/news.php?news=4246&group=20",
    )
    urls = [form.replace("://", f"://{www}").replace("www.www.", "www.") for form in forms for www in ("", "www.")]

    assert len(same("mykolaiv", *urls)) == 1


def test_volyn_s_two_hosts_and_cherkasy_s_are_each_one_site():
    assert len(same("volyn", "https://new.volynrada.gov.ua/2022/06/22/", "http://volynrada.gov.ua/2022/06/22")) == 1
    assert len(same("cherkasy", "https://oblradack.gov.ua/a/", "https://oblrada.ck.gov.ua/a")) == 1


def test_poltava_s_bare_address_and_old_host_are_its_own():
    declared = registry.find("poltava").site()

    assert all(map(declared.owns, ["http://80.91.164.55/index.php", "http://oblrada.pl.ua/"]))


def test_kherson_alone_is_asked_without_encryption():
    plain = {cls.name for cls in SPIDERS.values() if not all(url.startswith("https://") for url in cls.start_urls)}

    assert plain == {"kherson"}


def test_the_comma_in_kyiv_s_page_numbers_stays():
    url = "http://kmr.gov.ua/uk/deputy-mayor/arhive?page=0%2C1"

    assert canonical(url) == url
    assert registry.find("kyiv_city").site().owns(url)


def test_zhytomyr_starts_from_one_of_its_list_s_spellings_alone():
    assert registry.find("zhytomyr").start_urls == ["https://zt.gov.ua/pres-sluzhba/novyny.html"]
    assert not registry.find("zhytomyr").site().owns("https://zt-rada.gov.ua/")


@pytest.mark.parametrize(
    ("name", "host"), [("ivano_frankivsk", "orada.if.ua"), ("kirovohrad", "oblrada.kr.ua"), ("ternopil", "te-rada.org")]
)
def test_a_site_need_not_be_under_gov_ua(name, host):
    assert site(registry.find(name).start_urls[0]) == host


def test_escapes_of_letters_in_addresses_meet_in_either_case():
    raw = "https://bukrada.gov.ua/novyny-ta-publikacii/golova-chernivecko%D1%97-oblasno%D1%97-radi"

    assert identity(raw) == identity(raw.replace("%D1%97", "%d1%97")) == identity(raw.replace("%D1%97", "ї"))
