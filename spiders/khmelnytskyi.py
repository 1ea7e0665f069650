"""Khmelnytskyi Oblast Council: WordPress with tagDiv's Newspaper theme."""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import TagDivArticle


class KhmelnytskyiSpider(CouncilSpider):
    name = "khmelnytskyi"
    council = "Хмельницька обласна рада"
    council_en = "Khmelnytskyi Oblast Council"
    oblast = "UA-68"
    start_urls = ["https://km-oblrada.gov.ua/category/uncategorized/"]
    former_hosts = ("oblrada.km.ua",)
    since = date(2016, 1, 1)
    per_month = (20, 400)
    article = TagDivArticle
    certainty = Certainty.SEEN
