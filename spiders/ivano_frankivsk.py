"""Ivano-Frankivsk Oblast Council: WordPress, as it seems; orders were seen, news not."""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class IvanoFrankivskSpider(CouncilSpider):
    name = "ivano_frankivsk"
    council = "Івано-Франківська обласна рада"
    council_en = "Ivano-Frankivsk Oblast Council"
    oblast = "UA-26"
    start_urls = ["https://orada.if.ua/"]
    former_hosts = ("oblrada.if.ua",)
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.INFERRED
