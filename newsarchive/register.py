"""The register of councils: the regions they belong to, how sure a row is, and which of them have no site.

Every region has one row: a spider, or a :class:`NoSite` that says why there is none. A package of spiders declares
the latter as ``NO_SITE`` in any of its modules; ``registry`` gathers both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
"""What a spider may be called: its file and its council's code are called so, too."""


class Certainty(StrEnum):
    """How sure it is that a site stands where its row says, and is built as its row says."""

    SEEN = "seen on a real page"
    """The text of pages of its news, or of lists of them, was read under the addresses that are declared."""
    INFERRED = "inferred"
    """From other pages of the same site, from addresses alone, or from programs that read it."""
    UNKNOWN = "unknown"
    """Somebody lists the host; nothing of it was seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSite:
    """A council that has no site to be crawled."""

    name: str
    """What its spider would be called."""
    council: str
    """Official name in Ukrainian."""
    council_en: str
    """The same in English."""
    oblast: str
    """ISO 3166-2, e.g. ``UA-09``."""
    reason: str
    """Why there is no spider: one sentence."""
    reason_uk: str = ""
    """The same in Ukrainian, for readers."""
    certainty: Certainty = Certainty.UNKNOWN
    """How sure that is."""


class Region(NamedTuple):
    """One of the 27 regions of ISO 3166-2:UA."""

    name: str
    """As a spider of its council is called."""
    adjective: str
    """How the Ukrainian name of its council, or of what stands for one, begins."""


REGIONS = {
    "UA-05": Region("vinnytsia", "Вінницька обласна"),
    "UA-07": Region("volyn", "Волинська обласна"),
    "UA-09": Region("luhansk", "Луганська обласна"),
    "UA-12": Region("dnipropetrovsk", "Дніпропетровська обласна"),
    "UA-14": Region("donetsk", "Донецька обласна"),
    "UA-18": Region("zhytomyr", "Житомирська обласна"),
    "UA-21": Region("zakarpattia", "Закарпатська обласна"),
    "UA-23": Region("zaporizhzhia", "Запорізька обласна"),
    "UA-26": Region("ivano_frankivsk", "Івано-Франківська обласна"),
    "UA-30": Region("kyiv_city", "Київська міська"),
    "UA-32": Region("kyiv_oblast", "Київська обласна"),
    "UA-35": Region("kirovohrad", "Кіровоградська обласна"),
    "UA-40": Region("sevastopol", "Севастопольська міська"),
    "UA-43": Region("krym", "Представництво Президента України в Автономній Республіці Крим"),
    "UA-46": Region("lviv", "Львівська обласна"),
    "UA-48": Region("mykolaiv", "Миколаївська обласна"),
    "UA-51": Region("odesa", "Одеська обласна"),
    "UA-53": Region("poltava", "Полтавська обласна"),
    "UA-56": Region("rivne", "Рівненська обласна"),
    "UA-59": Region("sumy", "Сумська обласна"),
    "UA-61": Region("ternopil", "Тернопільська обласна"),
    "UA-63": Region("kharkiv", "Харківська обласна"),
    "UA-65": Region("kherson", "Херсонська обласна"),
    "UA-68": Region("khmelnytskyi", "Хмельницька обласна"),
    "UA-71": Region("cherkasy", "Черкаська обласна"),
    "UA-74": Region("chernihiv", "Чернігівська обласна"),
    "UA-77": Region("chernivtsi", "Чернівецька обласна"),
}
"""ISO 3166-2 -> region. The numbers are not those of KATOTTG: Luhansk is 09 here and 44 there."""
