"""Rivne Oblast Council: software of its own; addresses end in the second of publication."""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import UnixTimeArticle


class RivneSpider(CouncilSpider):
    name = "rivne"
    council = "Рівненська обласна рада"
    council_en = "Rivne Oblast Council"
    oblast = "UA-56"
    start_urls = ["https://ror.gov.ua/novyny"]
    former_hosts = ("oblrada.rv.ua",)
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = UnixTimeArticle
    certainty = Certainty.SEEN
