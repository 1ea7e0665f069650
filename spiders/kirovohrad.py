"""Kirovohrad Oblast Council: software of its own, like Laravel; its news are called events."""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class KirovohradSpider(CouncilSpider):
    name = "kirovohrad"
    council = "Кіровоградська обласна рада"
    council_en = "Kirovohrad Oblast Council"
    oblast = "UA-35"
    start_urls = ["https://oblrada.kr.ua/events"]
    former_hosts = ("oblrada.kirovograd.ua",)
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.SEEN
