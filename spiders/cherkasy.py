"""Cherkasy Oblast Council: software unknown.

Two hosts are listed and neither was seen: which is the site's is not certain.
"""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class CherkasySpider(CouncilSpider):
    name = "cherkasy"
    council = "Черкаська обласна рада"
    council_en = "Cherkasy Oblast Council"
    oblast = "UA-71"
    start_urls = [
        "https://oblradack.gov.ua/",
        "https://oblrada.ck.gov.ua/",
    ]
    former_hosts = ("oblrada.ck.gov.ua",)
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.UNKNOWN
