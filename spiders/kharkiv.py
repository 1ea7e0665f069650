"""Kharkiv Oblast Council: WordPress, with lists by month."""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class KharkivSpider(CouncilSpider):
    name = "kharkiv"
    council = "Харківська обласна рада"
    council_en = "Kharkiv Oblast Council"
    oblast = "UA-63"
    start_urls = ["https://oblrada-kharkiv.gov.ua/news"]
    former_hosts = ("oblrada.kharkov.ua",)
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.SEEN
    days = "https://oblrada-kharkiv.gov.ua/%Y/%m/"
