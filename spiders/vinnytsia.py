"""Vinnytsia Oblast Council: software of its own, flat addresses that end in .htm.

Each page begins with the newest articles' teasers, whatever article it is; no date is printed.
"""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class VinnytsiaSpider(CouncilSpider):
    name = "vinnytsia"
    council = "Вінницька обласна рада"
    council_en = "Vinnytsia Oblast Council"
    oblast = "UA-05"
    start_urls = [
        "https://vinrada.gov.ua/",
        "https://vinrada.gov.ua/vidbulasya-pozachergova-62-sesiya-vinnickoi-oblasnoi-radi.htm",
    ]
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.SEEN
