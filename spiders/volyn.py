"""Volyn Oblast Council: WordPress.

Its host was volynrada.gov.ua and is now new.volynrada.gov.ua; which of the two will stay nobody knows. Lists print
whole articles without titles, and lists by author and by day repeat them.
"""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class VolynSpider(CouncilSpider):
    name = "volyn"
    council = "Волинська обласна рада"
    council_en = "Volyn Oblast Council"
    oblast = "UA-07"
    start_urls = [
        "https://new.volynrada.gov.ua/category/media/news",
        "https://new.volynrada.gov.ua/pres-czentr",
        "https://volynrada.gov.ua/news",
    ]
    former_hosts = ("volynrada.gov.ua",)
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.SEEN
    days = "https://new.volynrada.gov.ua/%Y/%m/"
