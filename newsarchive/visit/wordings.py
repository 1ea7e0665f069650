"""How pages say that they are not what was asked, in Ukrainian, Russian and English.

A heading must say nothing else (:func:`heading`): articles write about all of this, in longer headlines. In running
text (:func:`text`) the words count only on a page that has hardly anything besides them.
"""

from __future__ import annotations

import re

NOT_FOUND, BROKEN, PARKED, CHALLENGE, LOGIN = "not found", "server error", "parked", "challenge", "login"

_SIGNS = re.compile(r"[«»\"“”„…!?.,:;()\[\]*]+|\s[-–—|/]+\s|\s+")
_INSIDE = re.compile(r"(?<=\w)\.(?=\w)")
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`´‘", "'"))
_SEPARATOR = re.compile(r"\s+[|–—»«•·:\u203a/~-]+\s+|\s*\|\s*")
# What stands before or behind «сторінку не знайдено» and adds nothing to it.
_FILLERS = re.compile(
    r"\b(?:404|http|error|помилка|ошибка|код|code|ой|йой|упс|oo?ops|вибачте|sorry|извините|на жаль|к сожалению)\b"
)

_PAGE = r"(?:сторінк[аиуі]|страниц[аыуе]|page|url|address|адрес[аиу])"
_PIECE = (
    r"(?:матеріал\w?|стат(?:тя|тю|ті|ья|ью|ьи)|новин[аиу]|новост[ьи]|публікаці[яюї]|публикаци[яюи]|запис[уьи]?|"
    r"документа?|файлу?|файла|об'єкта?|материала?|article|post|news|document|file|item|content|story)"
)
_WHICH = (
    r"(?:(?:ц[яюей]\w*|так[ауоийе]\w*|дан[ауоийе]\w*|запит\w+|потрібн\w+|вказан\w+|эт[аоуи]\w*|запр[ао]ш\w+|указанн\w+|"
    r"the|this|that|requested|your|(?:яку|що) ви шукаєте)\s)*"
)
_FOUND = r"(?:знайден\w+|найден\w*|існу\w+|существу\w+)"
_MISSING = (
    rf"(?:(?:була? |был[ао]? )?не {_FOUND}|(?:was |is |could |can )?not (?:be )?found|can(?:no|')t be found|"
    r"could(?: not|n't) be found|(?:does not|doesn't|no longer) exists?)"
)
_AWAY = (
    r"(?:немає|нема|нет|відсутн\w+|отсутству\w+|видален\w+|удален\w+|знят\w+ з публікації|"
    r"снят\w* с публикации|is missing|has been (?:removed|deleted))"
)
_DATABASE = r"(?:баз[аиіуыой]\w* (?:даних|данных))"

_HEADINGS = {
    NOT_FOUND: (
        rf"{_WHICH}{_PAGE} (?:на (?:\w+ )?сайт[іе] )?(?:{_MISSING}|{_AWAY})(?: (?:або|или|or) .+)?",
        rf"{_WHICH}{_PIECE} (?:{_MISSING}|{_AWAY})(?: (?:або|или|or) .+)?",
        r"(?:нічого |ничего )?не (?:знайдено|найдено)",
        r"not found|nothing found(?: here)?",
        r"(?:the )?page you (?:are|were) looking for .+",
        rf"не (?:вдалося|удалось) (?:знайти|найти) {_WHICH}(?:{_PAGE}|{_PIECE})",
        rf"такої {_PAGE} (?:на сайті )?(?:немає|нема|не існує)",
    ),
    BROKEN: (
        r"error establishing a database connection|database (?:connection )?error",
        rf"(?:помилка|ошибка) (?:[\w']+ ){{0,4}}{_DATABASE}",
        r"(?:error )?(?:50\d )?(?:internal server error|bad gateway|gateway time-?out)",
        r"(?:error )?(?:503 )?service (?:temporarily )?unavailable",
        r"(?:50\d )?(?:внутрішня |внутренняя )?(?:помилка|ошибка) сервера",
        r"server error in '/' application|runtime error|(?:php )?fatal error",
        r"(?:oops )?an error occurred(?: internal server error)?|whoops (?:looks like )?something went wrong",
        r"application instantiation error|error displaying the error page.*",
        r"wordpress (?:\u203a )?(?:error|помилка|ошибка)",
        r"there has been a critical error on (?:this|your) website|критична помилка|критическая ошибка",
        r"(?:на (?:цьому|вашому) (?:веб-?)?сайті )?(?:сталася|виникла) критична помилка(?: на .+)?",
        r"на (?:этом |вашем )?сайте (?:возникла|произошла) критическая ошибка",
    ),
    PARKED: (
        r"(?:цей |ваш |этот )?домен(?:не ім'я|ное имя)?(?: \S+)? (?:продається|прода[её]тся|припаркован\w*)",
        r"(?:продається|прода[её]тся) домен.*|купити (?:цей )?домен.*",
        r"(?:the |this )?(?:domain(?: name)?|\S+\.\S+) (?:is|may be) (?:for sale|parked).*",
        r"(?:the |this )?domain (?:for sale|parking|parked|default page|(?:has )?expired)",
        r"parked domain.*|buy this domain.*",
        r"(?:this |your )?(?:account|website|site) (?:has been |is )?(?:suspended|disabled|not published)",
        r"(?:хостинг|сайт|акаунт|аккаунт)(?: \S+)? (?:заблокован\w+|вимкнен\w+|відключен\w+)",
        r"(?:хостинг|сайт|акаунт|аккаунт)(?: \S+)? (?:призупинен\w+|приостановлен\w*|отключен\w*)",
        r"сайт(?: \S+)? (?:не опубліковано|не налаштовано|не опубликован|не настроен)",
        r"обслуговування .*(?:призупинено|припинено)",
        r"welcome to (?:nginx|openresty|tengine|centos)|it works|apache2? (?:\w+ ){0,3}default page(?: it works)?",
        r"(?:http server )?test page(?: for .*)?|(?:iis|internet information services)\b.*",
        r"web server's default page|default (?:web site|plesk|parallels) page.*",
        r"(?:site|website|сайт)(?: \S+)? (?:is |was )?(?:just created|created successfully)",
        r"сайт(?: \S+)? (?:только что создан|щойно створен\w+|успешно создан|успішно створен\w+)",
    ),
    CHALLENGE: (
        r"just a moment|один момент|трохи зачекайте|зачекайте,? будь ласка",
        r"one moment please|please wait(?: cloudflare)?",
        r"attention required(?: cloudflare)?|ddos-guard|checking your browser.*|verif\w+ (?:that )?you are .*",
        r"sucuri website firewall.*|you are being redirected|waiting for the redirect\w*|request rejected",
        r"(?:bot|human|browser) verification|robot challenge screen|(?:security|browser|bot|robot) check",
        r"making sure you're not a bot|vercel security checkpoint|are you a robot|(?:re)?captcha|капча",
        r"access to this page has been denied|your access to this site has been limited",
        r"(?:перевірка|проверка) (?:ваш\w+ )?(?:браузера|безпеки|безопасности)",
        r"(?:(?:підтвердьте|подтвердите) що )?(?:ви|вы) не робот",
    ),
    LOGIN: (
        r"увійти|вхід(?: на сайт| до системи)?|авторизація|войти|вход(?: на сайт| в систему)?|авторизация",
        r"log ?in|sign in|login required",
        r"(?:увійдіть|авторизуйтес[ья]|войдите|please (?:log|sign) in).*",
    ),
}
_COMPILED = {kind: re.compile("|".join(f"(?:{one})" for one in given)) for kind, given in _HEADINGS.items()}
_MAINTENANCE = re.compile(
    r"сайт (?:\w+ ){0,2}(?:в|у|на|під) (?:стадії )?(?:розробці|розробки|реконструкції|технічному обслуговуванні)|"
    r"сайт (?:\w+ ){0,2}(?:в|на) (?:стадии )?(?:разработке|разработки|реконструкции|обслуживании)|"
    r"сайт (?:тимчасово |временно )?(?:не працює|недоступний|закрито|не работает|недоступен|закрыт)|"
    r"(?:на сайт[іе] )?(?:(?:ведуться|проводяться|тривають|ведутся|проводятся) )?(?:планові )?(?:технічні роботи|"
    r"технические работы)|технічне обслуговування|under construction|coming soon|(?:site )?maintenance(?: mode)?|"
    r"(?:the |this |our )?(?:web)?site (?:is )?(?:\w+ )?(?:under|down for|undergoing) (?:\w+ )?"
    r"(?:maintenance|construction)|"
    r"briefly unavailable for scheduled maintenance.*|we'll be back soon|(?:незабаром|скоро) відкриття"
)

_TEXTS = {
    BROKEN: (
        r"^(?:php )?(?:fatal|parse) error:?\s|^warning: \w+|call to undefined function|allowed memory size of",
        r"sqlstate\[|could not connect to (?:mysql|(?:the )?database)",
        r"too many connections|error establishing a database",
        r"критична помилка на|critical error on this website|the website encountered an unexpected error",
        rf"(?:помилка|ошибка) (?:[\w']+ ){{0,4}}{_DATABASE}",
    ),
    CHALLENGE: (
        r"checking (?:your browser|if the site connection is secure)",
        r"enable javascript and cookies|incapsula incident id",
        r"ddos-guard|sucuri website firewall|your request is being verified|your support id is|anti-crawler protection",
        r"(?:you are|you're) (?:not a|human|a human|a robot)|please (?:enable|turn on) javascript",
        r"(?:перевіряємо|перевірка|проверяем|проверка) (?:ваш\w* )?браузер|(?:ви|вы) не робот",
        r"увімкніть javascript|включите javascript|you will be connected to",
    ),
    PARKED: (
        r"domain (?:name )?(?:\S+ )?(?:is|may be) for sale|buy this domain",
        r"(?:page|domain) is parked|parked (?:free|domain)",
        r"домен(?:не ім'я)? .{0,60}(?:продаєт|прода[её]т|припаркован)|account (?:has been )?suspended",
        r"(?:хостинг|сайт|обслуговування).{0,40}(?:заблоков|призупинен|приостановлен|припинен)",
        r"default (?:web ?page|welcome page)|successfully installed and working|replace this (?:file|page)",
    ),
    LOGIN: (
        r"(?:увійдіть|авторизуйте|войдите|зареєструйте|please (?:log|sign) in).{0,20}(?:щоб|чтобы|для|to)",
        r"(?:щоб|чтобы|для) .{0,60}(?:увійдіть|авторизуйте|войдите|потрібно увійти|необхідно авториз)",
    ),
    NOT_FOUND: (
        rf"{_PAGE} (?:на \w+ )?{_MISSING}|{_PIECE} {_MISSING}",
        r"\b404\b.{0,20}not found|not found.{0,20}\b404\b",
    ),
}
_KINDS = tuple(_TEXTS)
_TEXT = re.compile("|".join(f"(?P<k{number}>{'|'.join(given)})" for number, given in enumerate(_TEXTS.values())))


def headings(title: str) -> list[str]:
    """Split a window's title into what may be the page's and what may be the site's."""
    return list(dict.fromkeys([title, *_SEPARATOR.split(title)]))


def plain(words: str) -> str:
    """Give words in small letters, without punctuation but the dots of a domain."""
    kept = _INSIDE.sub("\0", words.casefold().translate(_APOSTROPHES))
    return _SIGNS.sub(" ", kept).replace("\0", ".").strip(" -–—|")


def heading(words: str) -> str | None:
    """Tell what a heading says, if it says nothing but that the page is not what was asked."""
    said = plain(words)
    core = " ".join(_FILLERS.sub(" ", said).strip(" -–—|").split())
    if not core:
        return NOT_FOUND if "404" in said.split() else None
    if _COMPILED[NOT_FOUND].fullmatch(core):
        return NOT_FOUND
    return next((kind for kind, wording in _COMPILED.items() if kind != NOT_FOUND and wording.fullmatch(said)), None)


def is_maintenance(words: str) -> bool:
    """Whether a heading says that the site is being worked at; news may be called so too."""
    return _MAINTENANCE.fullmatch(plain(words)) is not None


def text(words: str) -> str | None:
    """Tell what a short text says, if it says that the page is not what was asked."""
    found = _TEXT.search(words.casefold().translate(_APOSTROPHES).strip())
    return None if found is None else _KINDS[int(str(found.lastgroup)[1:])]
