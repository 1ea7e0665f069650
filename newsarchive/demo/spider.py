"""The bundled council site, which ``newsarchive demo`` crawls: WordPress with tagDiv's Newspaper theme."""

from datetime import date

from newsarchive.pages import TagDivArticle
from newsarchive.spider import CouncilSpider

PORT = 8068


class DemoSpider(CouncilSpider):
    """Crawls the site that ``newsarchive demo site`` serves on this machine."""

    name = "demo"
    council = "Демонстраційна обласна рада"
    council_en = "Demonstration Oblast Council (generated texts)"
    oblast = "UA-68"
    start_urls = [f"http://127.0.0.1:{PORT}/category/novyny/"]
    since = date(2016, 1, 1)
    per_month = (0, 100)  # its news ends on a fixed day
    article = TagDivArticle
    custom_settings = {"DOWNLOAD_DELAY": 0}  # its server is ours, and on this machine
