"""Sumy Oblast Council: software unknown, its lists are like those of DLE or Joomla."""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class SumySpider(CouncilSpider):
    name = "sumy"
    council = "Сумська обласна рада"
    council_en = "Sumy Oblast Council"
    oblast = "UA-59"
    start_urls = ["https://sorada.gov.ua/"]
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.SEEN
