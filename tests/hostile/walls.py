"""Walls: pages that want to know who we are, or that say that nobody is at home. Recognized, counted, never fought."""

from __future__ import annotations

from functools import partial

from tests.hostile.answers import reply
from tests.hostile.case import Case, refused
from tests.hostile.pages import Story, article, plain, story

case = partial(Case, group="impostor")
_CHALLENGE = refused("challenge")

CLOUDFLARE = (
    '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta http-equiv="refresh" content="390">'
    '<meta name="robots" content="noindex,nofollow"></head><body class="no-js"><div class="main-wrapper" role="main">'
    '<h1 class="zone-name-title h1">rada.example</h1><h2 id="challenge-running">Checking if the site connection is '
    "secure</h2><noscript>Enable JavaScript and cookies to continue</noscript></div><script>window._cf_chl_opt="
    '{cvId:"3",cZone:"rada.example",cType:"managed",cRay:"8f00"};</script>'
    '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=8f00"></script></body></html>'
)
_DDOS_GUARD = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>DDoS-Guard</title>'
    '<link rel="stylesheet" href="/.well-known/ddos-guard/check.css"></head><body data-ddg-origin="true">'
    "<h1>Checking your browser before accessing rada.example</h1><p>Please wait a few seconds. Once this check is "
    'complete, the website will open automatically</p><script src="/.well-known/ddos-guard/js-challenge/index.js">'
    "</script></body></html>"
)
_CAPTCHA = plain(
    "Підтвердіть, що ви не робот",
    "Щоб продовжити, введіть символи з картинки.",
    '<div class="g-recaptcha" data-sitekey="6Le"></div>',
    head='<script src="https://www.google.com/recaptcha/api.js"></script>',
)
_TESTCOOKIE = (
    '<html><body><script type="text/javascript" src="/aes.js"></script><script>function toNumbers(d){return d}'
    'document.cookie="__test="+toHex(slowAES.decrypt(c,2,a,b))+"; expires=Thu, 31-Dec-37 23:55:55 GMT; path=/";'
    'location.href="/a/?i=1";</script><noscript>This site requires Javascript to work</noscript></body></html>'
)
_INCAPSULA = (
    '<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"></head><body style="margin:0px">'
    '<iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=1-2&incident_id=3-4&edet=12">'
    "Request unsuccessful. Incapsula incident ID: 3-4</iframe></body></html>"
)
WP_LOGIN = (
    '<!DOCTYPE html><html lang="uk"><head><title>Увійти &lsaquo; Обласна рада &#8212; WordPress</title></head>'
    '<body class="login no-js login-action-login wp-core-ui"><div id="login"><h1><a href="https://wordpress.org/">'
    'Powered by WordPress</a></h1><form name="loginform" id="loginform" action="/wp-login.php" method="post">'
    '<label for="user_login">Ім’я користувача</label><input type="text" name="log" id="user_login">'
    '<input type="password" name="pwd" id="user_pass"><input type="submit" value="Увійти"></form></div></body></html>'
)
_FORM = '<form action="/login" method="post"><input name="login"><input type="password" name="password"></form>'
PARKED = plain(
    "rada.example is for sale",
    "This domain is for sale! Buy this domain. The domain owner may be offering it for sale.",
    '<a href="https://sedo.com/search/details/?domain=rada.example">Make an offer</a>',
)
_PARKED_UK = plain("Домен rada.example припаркований", "Цей домен припарковано у реєстратора. Домен продається.")
_SUSPENDED = plain("Account Suspended", "This Account has been suspended. Contact your hosting provider.")


def instead(name, does, then, page, ends, **more):
    """One article's address that answers with something else."""
    answer = page if callable(page) else reply(page)
    return case(name=name, does=does, then=then, routes={"/a/": answer}, ends={"/a/": ends}, **more)


def challenge(name, does, page, status="200 OK", headers=()):
    """A page that wants to know whether we are a person."""
    return instead(
        name,
        does,
        "Recognized and counted: `refused`, *challenge*. It is never fought.",
        reply(page, status=status, headers=headers),
        _CHALLENGE,
        times={"/a/": (1, 1)},
    )


CASES = (
    challenge(
        "challenge",
        "A page is a challenge of Cloudflare, under status 403.",
        CLOUDFLARE,
        "403 Forbidden",
        ["cf-mitigated: challenge", "server: cloudflare"],
    ),
    challenge("challenge_200", "The same under status 200.", CLOUDFLARE),
    challenge(
        "challenge_503",
        "The same under status 503, as it once was.",
        CLOUDFLARE,
        "503 Service Unavailable",
        ["server: cloudflare"],
    ),
    challenge(
        "challenge_ddos_guard",
        "A page is a challenge of DDoS-Guard.",
        _DDOS_GUARD,
        "403 Forbidden",
        ["Server: ddos-guard"],
    ),
    challenge("challenge_captcha", "A page asks for the letters of a picture, in Ukrainian.", _CAPTCHA),
    challenge(
        "challenge_script", "A page of a free host sets a cookie by a script, and loads itself again.", _TESTCOOKIE
    ),
    challenge("challenge_frame", "A page is a frame of Imperva Incapsula.", _INCAPSULA),
    case(
        name="challenge_everywhere",
        does="Every page of a site is a challenge.",
        then="The start page is `refused`, *challenge*; nothing is stored.",
        routes={"/": reply(CLOUDFLARE, status="403 Forbidden"), "*": reply(CLOUDFLARE, status="403 Forbidden")},
        good=0,
        ends={"/": _CHALLENGE},
        code=3,
        requests=4,
    ),
    instead(
        "login",
        "A page is the login of WordPress.",
        "`refused`, *login*; no form is filled in.",
        WP_LOGIN,
        refused("login"),
    ),
    instead(
        "login_wall",
        "A page shows a form for name and password in an article's place.",
        "`refused`, *login*.",
        plain("Вхід для користувачів", "Щоб переглянути цю сторінку, увійдіть.", _FORM),
        refused("login"),
    ),
    instead(
        "login_dressed",
        "The same in the dress of an article.",
        "`refused`, *login*.",
        article(
            Story("Вхід", ("Увійдіть, щоб читати далі.",)),
            published=None,
            content=f"<p>Увійдіть, щоб читати далі.</p>{_FORM}",
        ),
        refused("login", "password required"),
    ),
    instead(
        "password",
        "An article is behind a password (WordPress).",
        "`refused`, *password required*.",
        article(
            Story("Захищено: Звіт", ()),
            content='<form class="post-password-form" action="/wp-login.php?action='
            'postpass"><p>Цей вміст захищено паролем.</p><input type="password" name="post_password"></form>',
        ),
        refused("password required"),
    ),
    instead("parked", "The domain is for sale.", "`refused`, *parked*.", PARKED, refused("parked")),
    instead(
        "parked_ukrainian",
        "The domain is parked at a Ukrainian registrar.",
        "`refused`, *parked*.",
        _PARKED_UK,
        refused("parked"),
    ),
    instead(
        "parked_suspended", "The host has closed the account.", "`refused`, *parked*.", _SUSPENDED, refused("parked")
    ),
    case(
        name="parked_start",
        does="A site's domain was let go: every address shows that it is for sale.",
        then="The start page is `refused`, *parked*; nothing is stored.",
        routes={"/": reply(PARKED), "*": reply(PARKED)},
        good=0,
        ends={"/": refused("parked")},
        code=3,
        requests=4,
    ),
    instead(
        "parked_default",
        "A new server shows the page that it came with.",
        "`refused`.",
        plain("Welcome to nginx!", "If you see this page, the nginx web server is successfully installed."),
        refused("parked", "not an article"),
    ),
    case(
        name="impostor_none",
        does="Good articles speak of logins, captchas, Cloudflare, domains for sale, and pages that are not found.",
        then="They are news like any other, and `stored`.",
        routes={
            f"/{name}/": reply(article(told, content=told.content + more))
            for name, (told, more) in {
                "login": (
                    Story("Як увійти до реєстру громад", ("Щоб увійти, введіть логін і пароль на порталі.",)),
                    f'</div><div class="td-main-sidebar widget">{_FORM}',
                ),
                "captcha": (
                    Story("Громади навчали захисту сайтів", ("Cloudflare і captcha: підтвердіть, що ви не робот.",)),
                    '<div class="sharedaddy g-recaptcha"></div>',
                ),
                "sale": (Story("Майно виставили на продаж", ("Домен for sale, будівля продається на аукціоні.",)), ""),
                "missing": (
                    Story("Сторінку історії знайдено", ("Архів, який вважали втраченим, не знайдено було 404 дні.",)),
                    "",
                ),
                "denied": (
                    Story("Доступ заборонено: де замінували ліс", ("Access denied, стежте за повідомленнями.",)),
                    "",
                ),
                "tech": (Story("Технічне обслуговування мостів", ("Роботи триватимуть до 404-го кілометра.",)), ""),
            }.items()
        },
        held={
            "/login/": Story("Як увійти до реєстру громад", ("Щоб увійти, введіть логін і пароль на порталі.",)),
            "/captcha/": Story(
                "Громади навчали захисту сайтів", ("Cloudflare і captcha: підтвердіть, що ви не робот.",)
            ),
            "/sale/": Story("Майно виставили на продаж", ("Домен for sale, будівля продається на аукціоні.",)),
            "/missing/": Story(
                "Сторінку історії знайдено", ("Архів, який вважали втраченим, не знайдено було 404 дні.",)
            ),
            "/denied/": Story("Доступ заборонено: де замінували ліс", ("Access denied, стежте за повідомленнями.",)),
            "/tech/": Story("Технічне обслуговування мостів", ("Роботи триватимуть до 404-го кілометра.",)),
        },
    ),
    case(
        name="impostor_cloudflare_site",
        does="A site stands behind Cloudflare, which puts its scripts into every page.",
        then="Its articles are `stored`.",
        routes={
            "/a/": reply(
                article("behind cloudflare").replace(
                    "</body>",
                    '<script src="/cdn-cgi/scripts/7d0fa10a/cloudflare-static/email-decode.min.js"></script>'
                    '<script>(function(){a.src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"})()</script></body>',
                ),
                headers=["Server: cloudflare", "CF-RAY: 8f00-KBP"],
            )
        },
        held={"/a/": story("behind cloudflare")},
    ),
)
