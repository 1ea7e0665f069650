"""Poltava Oblast Council: like Drupal; before it Joomla 1.5 on the same host, and on a bare address.

The day of the change is not known, so each page is read by what it is. Old addresses answer with the home page.
"""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class PoltavaSpider(CouncilSpider):
    name = "poltava"
    council = "Полтавська обласна рада"
    council_en = "Poltava Oblast Council"
    oblast = "UA-53"
    start_urls = ["https://oblrada-pl.gov.ua/news"]
    former_hosts = ("oblrada.pl.ua", "80.91.164.55")
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.SEEN
