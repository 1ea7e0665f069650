"""Mykolaiv Oblast Council: software of its own, articles counted by number.

One article has four addresses, with www. and without, its two parameters in either order: they are one to the archive.
The pages of its list drift, the numbers rise with the dates.
"""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import NumberedArticle


class MykolaivSpider(CouncilSpider):
    name = "mykolaiv"
    council = "Миколаївська обласна рада"
    council_en = "Mykolaiv Oblast Council"
    oblast = "UA-48"
    start_urls = ["https://www.mk-oblrada.gov.ua/news?group=20"]
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = NumberedArticle
    certainty = Certainty.SEEN
    numbers = "https://www.mk-oblrada.gov.ua/news.php?group=20&news={}"
