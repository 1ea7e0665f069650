"""Chernivtsi Oblast Council: WordPress with a theme of its own.

Articles name no neighbours, but other news; the day is glued to the first word of the text.
"""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class ChernivtsiSpider(CouncilSpider):
    name = "chernivtsi"
    council = "Чернівецька обласна рада"
    council_en = "Chernivtsi Oblast Council"
    oblast = "UA-77"
    start_urls = ["https://bukrada.gov.ua/novyny-ta-publikacii"]
    former_hosts = ("oblrada.cv.ua",)
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.SEEN
