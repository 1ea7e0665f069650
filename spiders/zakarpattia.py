"""Zakarpattia Oblast Council: WordPress, as it seems; orders were seen, news not.

Both share one flat space of addresses.
"""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class ZakarpattiaSpider(CouncilSpider):
    name = "zakarpattia"
    council = "Закарпатська обласна рада"
    council_en = "Zakarpattia Oblast Council"
    oblast = "UA-21"
    start_urls = ["https://zakarpat-rada.gov.ua/"]
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.INFERRED
