"""Kherson Oblast Council: WordPress, as it seems."""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class KhersonSpider(CouncilSpider):
    name = "kherson"
    council = "Херсонська обласна рада"
    council_en = "Kherson Oblast Council"
    oblast = "UA-65"
    start_urls = ["http://khor.gov.ua/"]  # no capture of it is https
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.SEEN
