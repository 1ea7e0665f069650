"""What the archive's fixed words are called before a reader, in Ukrainian and in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.completeness import State
from newsarchive.health import Word
from newsarchive.items import Route

if TYPE_CHECKING:
    from newsarchive.completeness.missing import Unheld

Both = tuple[str, str]
"""The same in Ukrainian and in English."""

HEALTH: dict[str, Both] = {
    Word.WELL: ("усе гаразд", "all is well"),
    Word.QUIET: ("новин немає довше, ніж зазвичай", "no news for longer than usual"),
    Word.LAYOUT: (
        "сайт змінився, і нових сторінок поки не прочитати",
        "the site has changed; new pages cannot be read",
    ),
    Word.BLOCKED: ("сайт не дає себе читати", "the site does not let itself be read"),
    Word.DOWN: ("сайт не відповідає", "the site does not answer"),
}

ENDED: dict[str, Both] = {
    "finished": ("завершено", "to its end"),
    "limit": ("зупинено за вказівкою", "stopped at a limit"),
    "shutdown": ("зупинено", "stopped"),
    "quiet_hours": ("зупинено на тихі години", "stopped for quiet hours"),
    "asked_to_wait": ("сайт просив зачекати", "the site asked to wait"),
    "no_answer": ("сайт перестав відповідати", "the site no longer answered"),
    "robots": ("robots.txt не отримати", "robots.txt could not be had"),
}
UNFINISHED: Both = ("триває або перервано", "under way, or cut off")

STATES: dict[str, Both] = {
    State.COMPLETE: ("повно", "complete"),
    State.MISSING: ("відомо, чого бракує", "known to lack some"),
    State.ONE_ROUTE: ("засвідчив лише один шлях", "told by one route alone"),
    State.UNKNOWN: ("невідомо, чи все", "not known whether all"),
    State.RUNNING: ("місяць триває", "the month is not over"),
}

ROUTES: dict[str, Both] = {
    Route.API: ("API сайту", "the site’s API"),
    Route.SITEMAP: ("карта сайту", "sitemap"),
    Route.LISTING: ("переліки новин", "lists of news"),
    Route.NEIGHBOUR: ("посилання «попередня» й «наступна»", "previous and next links"),
    Route.FEED: ("стрічка RSS", "feed"),
    Route.NUMBER: ("номери в адресах", "numbers in addresses"),
    Route.REDIRECT: ("переспрямування", "redirects"),
}

CERTAINTY: dict[str, Both] = {
    "seen on a real page": ("бачили на справжній сторінці", "seen on a real page"),
    "inferred": ("припущення за іншими ознаками", "inferred from other signs"),
    "unknown": ("невідомо", "unknown"),
}

EVENTS: dict[str, Both] = {
    "edited": ("змінено", "edited"),
    "suspected": ("сайт не показав", "not shown by the site"),
    "deleted": ("вилучено із сайту", "taken down"),
    "restored": ("знову на сайті", "back on the site"),
    "inserted": ("з’явилася між давнішими", "put in among older ones"),
    "moved": ("переїхала на іншу адресу", "moved to another address"),
}

_NO_ANSWER: Both = ("сайт не відповів", "the site did not answer")
_REASONS: dict[str, Both] = {
    "challenge": ("сайт показав перевірку від роботів", "the site showed a check against robots"),
    "connection lost": _NO_ANSWER,
    "connection refused": _NO_ANSWER,
    "cut short": ("сторінка обірвалася", "the page was cut short"),
    "dns": _NO_ANSWER,
    "empty": ("на сторінці немає тексту", "the page has no text"),
    "garbled": ("літер не розібрати", "its letters cannot be made out"),
    "layout": ("сторінка має невідомий вигляд", "its layout is not known"),
    "login": ("потрібен вхід", "a login is needed"),
    "no answer": _NO_ANSWER,
    "not HTTP": ("сайт відповів не за правилами HTTP", "the site's answer is not HTTP"),
    "parked": ("замість сайту стоїть заглушка", "the domain is parked"),
    "password required": ("потрібен пароль", "a password is needed"),
    "robots": ("забороняє robots.txt", "forbidden by robots.txt"),
    "timeout": ("сайт не відповів вчасно", "the site did not answer in time"),
    "tls": ("немає захищеного з’єднання", "no secure connection comes about"),
    "too big": ("сторінка завелика", "the page is too big"),
}
_NOT_ASKED: Both = ("ще не запитували", "not asked yet")
_GONE: Both = ("знято із сайту раніше, ніж ми встигли", "taken down before it could be captured")
_MISREAD: Both = ("збережено, але не прочитано як статтю", "captured, but not read as an article")


def reason(one: Unheld) -> Both:
    """Why an address is not held; what has no wording of ours is told as the archive has it."""
    why = one.reason or ""
    if one.state == "gone":
        return _GONE
    if one.state == "captured":
        return _MISREAD
    if why.startswith("status "):
        return f"сайт відповів кодом {why[7:]}", f"the site answered {why[7:]}"
    return _REASONS.get(why, (why, why)) if why else _NOT_ASKED
