"""Example Town Council: WordPress with a theme that marks the text in its own way."""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import WordPressArticle


class LvivLocalArticle(WordPressArticle):
    """The site's editors end each text with how to reach them."""

    drop_css = ".contact-us"


class LvivLocalSpider(CouncilSpider):
    name = "lviv_local"
    council = "Прикладська міська рада"
    council_en = "Example Town Council"
    oblast = "UA-46"
    start_urls = ["https://lviv-local.example/category/novyny/"]
    since = date(2020, 1, 1)
    per_month = (1, 600)
    article = LvivLocalArticle
    certainty = Certainty.SEEN
