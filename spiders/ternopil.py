"""Ternopil Oblast Council: WordPress, as it seems from how it cuts texts."""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class TernopilSpider(CouncilSpider):
    name = "ternopil"
    council = "Тернопільська обласна рада"
    council_en = "Ternopil Oblast Council"
    oblast = "UA-61"
    start_urls = ["https://te-rada.org/"]
    former_hosts = ("obl-rada.te.ua",)
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.INFERRED
