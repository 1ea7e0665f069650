"""Mission of the President of Ukraine in the Autonomous Republic of Crimea: WordPress, as it seems.

No council: the Mission stands for the region, whose parliament has not functioned since 2014. Its news are in two
languages; the English ones begin with /en/.
"""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import AutoArticle


class KrymSpider(CouncilSpider):
    name = "krym"
    council = "Представництво Президента України в Автономній Республіці Крим"
    council_en = "Mission of the President of Ukraine in the Autonomous Republic of Crimea"
    oblast = "UA-43"
    start_urls = ["https://ppu.gov.ua/press-center/"]
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = AutoArticle
    certainty = Certainty.INFERRED
