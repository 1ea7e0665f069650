"""Lviv Oblast Council: WordPress; before it Joomla on the same host, whose addresses are all gone.

The day of the change is not known. No old address answers, so one class reads whatever can be captured.
"""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class LvivSpider(CouncilSpider):
    name = "lviv"
    council = "Львівська обласна рада"
    council_en = "Lviv Oblast Council"
    oblast = "UA-46"
    start_urls = ["https://lvivoblrada.gov.ua/"]
    former_hosts = ("oblrada.lviv.ua",)
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.INFERRED
