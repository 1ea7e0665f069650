"""Odesa Oblast Council: WordPress, its news below /blog/.

Articles name no neighbours; two ways of writing a date stand on one site.
"""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class OdesaSpider(CouncilSpider):
    name = "odesa"
    council = "Одеська обласна рада"
    council_en = "Odesa Oblast Council"
    oblast = "UA-51"
    start_urls = ["https://oblrada.od.gov.ua/blog/category/news"]
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.SEEN
    days = "https://oblrada.od.gov.ua/blog/%Y/%m/"
