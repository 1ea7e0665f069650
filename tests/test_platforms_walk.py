"""A small site of every platform is walked to its end, from its list and by its articles' links to their neighbours."""

from collections import deque
from datetime import date

import pytest

from newsarchive.items import Kind, Outcome, Route
from newsarchive.normalize.addresses import canonical, identity
from newsarchive.normalize.hosts import Hosts
from newsarchive.pages import AutoArticle
from newsarchive.visit import Site, visit
from tests.helpers.build import exchange
from tests.helpers.platforms import CLASSES
from tests.helpers.reconstruct import COUNCIL, SITE, TEMPLATES, sample
from tests.helpers.saved import as_json as json_of

COUNT, SHOWN = 14, 5
CHAINED = (
    "wordpress", "block-theme", "tagdiv", "tagdiv-cloud", "generatepress", "astra", "oceanwp", "elementor", "divi",
    "avada", "jnews", "joomla3", "joomla4", "joomla15", "k2", "drupal7", "october",
)  # fmt: skip
"""Platforms whose articles link to their neighbours."""


class Served:
    """A site: what stands at each of its addresses, and what was read there."""

    def __init__(self, platform, page_class=None):
        template = TEMPLATES[platform]
        facts = sample(platform, template.address, site=SITE, council=COUNCIL, count=COUNT)
        self.articles = {identity(made.url): made for made in map(template.article, facts)}
        newest = facts[::-1]
        parts = [newest[at : at + SHOWN] for at in range(0, len(newest), SHOWN)]
        made = [template.listing(part, number, len(parts)) for number, part in enumerate(parts, 1)]
        self.start, self.newest, self.oldest = made[0].url, newest[0].url, facts[0].url
        self.pages = {identity(page.url): page for page in made} | self.articles
        pages = {date.min: page_class or CLASSES[platform]}
        self.site = Site(sites=frozenset({"rada.example"}), hosts=Hosts.of("https://rada.example/"), pages=pages)
        self.read = {}

    def walk(self, start, routes):
        """Follow what is found by these routes, each address once; give how many answers were asked for."""
        waiting, seen = deque([canonical(start)]), {identity(start)}
        while waiting:
            url = waiting.popleft()
            made = self.pages.get(identity(url))
            if made is None:
                continue  # a sidebar's, or another spelling of the first page
            kind = Kind.ARTICLE if identity(url) in self.articles else Kind.PAGE
            learned = visit(self.site, exchange(url, made.html, kind=kind, at=made.captured))
            assert learned.outcome == Outcome.STORED, (url, learned.why)
            if learned.article:
                self.read[identity(url)] = learned.article
            for link in learned.found:
                if link.route in routes and not link.refused and identity(link.url) not in seen:
                    seen.add(identity(link.url))
                    waiting.append(link.url)


@pytest.mark.parametrize("platform", TEMPLATES)
@pytest.mark.parametrize("page_class", [None, AutoArticle], ids=["its-own-class", "nobody-s"])
def test_every_article_is_found_from_the_list_and_read_to_the_letter(platform, page_class):
    served = Served(platform, page_class)
    served.walk(served.start, {Route.LISTING})

    assert set(served.read) == set(served.articles)
    for address, made in served.articles.items():
        assert json_of(served.read[address]) == made.expected


@pytest.mark.parametrize("platform", CHAINED)
@pytest.mark.parametrize("end", ["newest", "oldest"])
def test_every_article_is_found_by_its_neighbours_links(platform, end):
    served = Served(platform)
    served.walk(getattr(served, end), {Route.NEIGHBOUR})

    assert set(served.read) == set(served.articles)


def test_the_other_platforms_have_no_links_between_articles():
    for platform in set(TEMPLATES) - set(CHAINED):
        served = Served(platform)
        served.walk(served.newest, {Route.NEIGHBOUR})

        assert list(served.read) == [identity(served.newest)]
