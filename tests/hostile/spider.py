"""The spider of every hostile site, and the files in which ``newsarchive crawl FILE...`` finds one for each case."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

from newsarchive.pages import TagDivArticle
from newsarchive.spider import CouncilSpider


class HostileSpider(CouncilSpider):
    """A council whose site is a case's; what differs from case to case stands in a file of its own."""

    name = "hostile"
    council = "Ворожа обласна рада"
    oblast = "UA-00"
    start_urls = ["http://127.0.0.1:8069/"]
    since = date(2016, 1, 1)
    per_month = (1, 100)
    article = TagDivArticle
    custom_settings = {"DOWNLOAD_TIMEOUT": 10}


def write(case, place, folder):
    """Write the file of a case's spider; give its path."""
    own = [place.text(f"{{{name}:host}}") for name in case.all_hosts if name != "canary"]
    path = folder / f"{case.name}.py"
    path.write_text(
        dedent(
            f"""\
            from newsarchive.pages import TagDivArticle
            from newsarchive.reader import Reader
            from tests.hostile.spider import HostileSpider

            Reader.__init__.__defaults__ = ({case.reading!r} or Reader.__init__.__defaults__[0],)
            exec({case.without!r})


            class CasePage(TagDivArticle):
                pass


            class CaseSpider(HostileSpider):
                name = {case.name!r}
                start_urls = {[place.url(path) for path in case.start]!r}
                former_hosts = {[*own, *map(place.text, case.owns)]!r}
                custom_settings = {HostileSpider.custom_settings | case.settings!r}
                article = {"CasePage" if case.without else "TagDivArticle"}  # one of its own takes this file along
            """
        )
    )
    return path
