"""Zhytomyr Oblast Council: Joomla; which version nobody has seen.

One list has three spellings: / and /index.php/pres-sluzhba/novyny are the others. zt-rada.gov.ua is the city's.
"""

from datetime import date

from newsarchive import Certainty, CouncilSpider
from newsarchive.pages import JoomlaArticle


class ZhytomyrSpider(CouncilSpider):
    name = "zhytomyr"
    council = "Житомирська обласна рада"
    council_en = "Zhytomyr Oblast Council"
    oblast = "UA-18"
    start_urls = ["https://zt.gov.ua/pres-sluzhba/novyny.html"]
    since = date(2010, 1, 1)
    per_month = (1, 600)
    article = JoomlaArticle
    certainty = Certainty.SEEN
