"""Chernihiv Oblast Council: Joomla with K2."""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import K2Article


class ChernihivSpider(CouncilSpider):
    name = "chernihiv"
    council = "Чернігівська обласна рада"
    council_en = "Chernihiv Oblast Council"
    oblast = "UA-74"
    start_urls = ["https://chor.gov.ua/nasha-diyalnist/novini"]
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = K2Article
    certainty = Certainty.SEEN
