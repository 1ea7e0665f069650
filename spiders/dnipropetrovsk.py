"""Dnipropetrovsk Oblast Council: WordPress, with addresses in Cyrillic letters."""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class DnipropetrovskSpider(CouncilSpider):
    name = "dnipropetrovsk"
    council = "Дніпропетровська обласна рада"
    council_en = "Dnipropetrovsk Oblast Council"
    oblast = "UA-12"
    start_urls = ["https://oblrada.dp.gov.ua/news/"]
    former_hosts = ("oblrada.dp.ua",)
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.SEEN
