"""Kyiv Oblast Council: software unknown."""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class KyivOblastSpider(CouncilSpider):
    name = "kyiv_oblast"
    council = "Київська обласна рада"
    council_en = "Kyiv Oblast Council"
    oblast = "UA-32"
    start_urls = ["https://kor.gov.ua/"]
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.UNKNOWN
