"""Kyiv City Council: Drupal, as it seems, from pages numbered ?page=0%2C1.

Whatever is Ukrainian begins with /uk/.
"""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class KyivCitySpider(CouncilSpider):
    name = "kyiv_city"
    council = "Київська міська рада"
    council_en = "Kyiv City Council"
    oblast = "UA-30"
    start_urls = [
        "https://kmr.gov.ua/uk",
        "https://kmr.gov.ua/uk/deputy-mayor/arhive",
    ]
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.SEEN
