"""Zaporizhzhia Oblast Council: software of its own, like Laravel."""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class ZaporizhzhiaSpider(CouncilSpider):
    name = "zaporizhzhia"
    council = "Запорізька обласна рада"
    council_en = "Zaporizhzhia Oblast Council"
    oblast = "UA-23"
    start_urls = ["https://www.zor.gov.ua/news"]
    former_hosts = ("oblrada.zp.ua",)
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.SEEN
