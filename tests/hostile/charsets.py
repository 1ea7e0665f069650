"""Charsets: labels that lie, labels that are missing, and signs that no reader sees. Never silent mojibake."""

from __future__ import annotations

import codecs
import unicodedata
from functools import partial

from tests.hostile.answers import reply
from tests.hostile.case import STORED, Case, refused
from tests.hostile.pages import Story, article, category, story

case = partial(Case, group="charset")
_META = '<meta charset="utf-8">'
_EXACT = "Found out; the text is exact."
_OR_GARBLED = "The text is exact, or the page is `refused`, *garbled*; never mojibake."


def told(key):
    """Give a story in letters that every Ukrainian charset has."""
    given = story(key)
    return Story(given.title, tuple(paragraph.replace("№", "номер") for paragraph in given.paragraphs))


def encoded(given, encoding, *, header=None, meta="", head="", before=b""):
    """Answer with an article in one encoding, under labels of one's choice.

    Args:
        given: the story.
        encoding: of the bytes.
        header: what follows ``charset=`` in the Content-Type; None leaves it out.
        meta: the element that stands for the page's own ``meta charset``.
        head: more of the page's head.
        before: bytes before the page.
    """
    page = article(given, head=head).replace(_META, meta)
    kind = "text/html" if header is None else f"text/html; charset={header}"
    return reply(before + page.encode(encoding), kind=kind)


def exact(name, does, encoding, then=_EXACT, **labels):
    """A page that must be read to the letter."""
    given = told(name)
    return case(
        name=name, does=does, then=then, routes={"/a/": encoded(given, encoding, **labels)}, held={"/a/": given}
    )


def doubtful(name, does, encoding, **labels):
    """A page that must be read to the letter, or not at all."""
    given = told(name)
    return case(
        name=name,
        does=does,
        then=_OR_GARBLED,
        routes={"/a/": encoded(given, encoding, **labels)},
        may={"/a/": given},
        ends={"/a/": STORED | refused("garbled")},
    )


def _swapped(wide):
    """Change the two halves of each sign of UTF-32."""
    return b"".join(wide[at + 2 : at + 4] + wide[at : at + 2] for at in range(0, len(wide), 4))


def signs(name, does, then, printed, read):
    """An article whose source has signs in it that nobody sees; title and text are of two strings."""
    page = article(Story("TITLE", ()), content=f"<p>Перше {printed} речення.</p>").replace("TITLE", f"Рада {printed}")
    expected = Story(f"Рада {read}".strip(), (f"Перше {read} речення.".replace("  ", " "),))
    return case(name=name, does=does, then=then, routes={"/a/": reply(page)}, held={"/a/": expected})


_SHORT = Story("Звіт голови ради", ("Сьогодні депутати заслухали звіт.",))
_MIXED = told("mixed")
_BROKEN = told("broken")
_CYRILLIC = "УВАГА! Ґанок, їжак, є’днання"

CASES = (
    exact("cs_cp1251_header", "A page is in cp1251, and its header says so.", "cp1251", header="windows-1251"),
    exact(
        "cs_cp1251_meta",
        "A page is in cp1251, and only its `meta` says so.",
        "cp1251",
        meta='<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
    ),
    exact("cs_cp1251_silent", "A page is in cp1251, and nothing says so.", "cp1251"),
    exact("cs_cp1251_names", "cp1251 goes by a name that no standard knows.", "cp1251", header='"CP-1251"'),
    exact(
        "cs_cp1251_as_utf8", "A page is in cp1251 under a label that says UTF-8.", "cp1251", header="utf-8", meta=_META
    ),
    exact("cs_cp1251_meta_as_utf8", "A page is in cp1251, and its `meta` says UTF-8.", "cp1251", meta=_META),
    exact("cs_koi8u_header", "A page is in KOI8-U, and its header says so.", "koi8-u", header="koi8-u"),
    exact("cs_koi8u_meta", "A page is in KOI8-U, and its `meta` says so.", "koi8-u", meta='<meta charset="KOI8-U">'),
    exact(
        "cs_koi8u_as_utf8", "A page is in KOI8-U under a label that says UTF-8.", "koi8-u", header="utf-8", meta=_META
    ),
    exact(
        "cs_header_lies", "A page is in UTF-8, and its header says cp1251.", "utf-8", header="windows-1251", meta=_META
    ),
    exact(
        "cs_meta_lies", "A page is in UTF-8, and its `meta` says cp1251.", "utf-8", meta='<meta charset="windows-1251">'
    ),
    exact(
        "cs_both_lie",
        "A page is in UTF-8, and header and `meta` say KOI8-R.",
        "utf-8",
        header="koi8-r",
        meta='<meta charset="koi8-r">',
    ),
    exact(
        "cs_latin1_header",
        "A page is in UTF-8, and its header says ISO-8859-1, as servers are set by default.",
        "utf-8",
        header="iso-8859-1",
    ),
    exact(
        "cs_latin1_header_cp1251", "A page is in cp1251, and its header says ISO-8859-1.", "cp1251", header="ISO-8859-1"
    ),
    exact(
        "cs_header_against_meta",
        "A page is in cp1251: its header says UTF-8, its `meta` is right.",
        "cp1251",
        header="utf-8",
        meta='<meta charset="windows-1251">',
    ),
    exact(
        "cs_meta_against_header",
        "A page is in cp1251: its header is right, its `meta` says UTF-8.",
        "cp1251",
        header="windows-1251",
        meta=_META,
    ),
    exact("cs_ascii_label", "A page is in UTF-8, and its header says US-ASCII.", "utf-8", header="us-ascii"),
    exact(
        "cs_unknown_label",
        "A page is in UTF-8, and its header names a charset that does not exist.",
        "utf-8",
        header="klingon-2",
    ),
    exact(
        "cs_unknown_label_cp1251",
        "A page is in cp1251, and its header names a charset that does not exist.",
        "cp1251",
        header="x-user-defined",
    ),
    exact("cs_utf7_label", "A page is in UTF-8, and its header says UTF-7.", "utf-8", header="utf-7"),
    exact(
        "cs_utf16_label",
        "A page is in UTF-8, and its `meta` says UTF-16, which cannot be.",
        "utf-8",
        meta='<meta charset="utf-16">',
    ),
    exact(
        "cs_bom",
        "A page begins with a byte order mark, and its header says cp1251.",
        "utf-8-sig",
        header="windows-1251",
    ),
    exact(
        "cs_bom_lies",
        "A page in UTF-8 begins with the byte order mark of UTF-16.",
        "utf-8",
        before=codecs.BOM_UTF16_LE,
    ),
    exact("cs_utf16", "A page is in UTF-16, with a byte order mark.", "utf-16"),
    exact(
        "cs_utf16_header", "A page is in UTF-16 without a mark, and its header says so.", "utf-16-le", header="utf-16le"
    ),
    exact("cs_utf32", "A page is in UTF-32, and nothing says so.", "utf-32-le"),
    exact("cs_iso8859_5", "A page is in ISO-8859-5, and its header says so.", "iso8859-5", header="iso-8859-5"),
    exact(
        "cs_meta_late",
        "The `meta` that names cp1251 stands behind 6,000 signs of scripts.",
        "cp1251",
        head=f"<script>{'x=1;' * 1500}</script>" + '<meta charset="windows-1251">',
    ),
    exact(
        "cs_meta_in_comment",
        "A `meta` in a comment names UTF-8; the true one names cp1251.",
        "cp1251",
        meta='<!-- <meta charset="utf-8"> --><meta charset="windows-1251">',
    ),
    exact(
        "cs_label_quoted",
        "The label in the header stands in quotes, in capitals, with a semicolon.",
        "cp1251",
        header='"WINDOWS-1251";',
    ),
    exact(
        "cs_label_repeated",
        "The header names two charsets, and the page is in the second.",
        "cp1251",
        header="utf-8; charset=windows-1251",
    ),
    exact(
        "cs_xml_declaration",
        "An XHTML page names cp1251 in its XML declaration alone.",
        "cp1251",
        before=b'<?xml version="1.0" encoding="windows-1251"?>\n',
    ),
    doubtful("cs_koi8u_silent", "A page is in KOI8-U, and nothing says so.", "koi8-u"),
    doubtful(
        "cs_koi8u_as_cp1251", "A page is in KOI8-U under a label that says cp1251.", "koi8-u", header="windows-1251"
    ),
    doubtful("cs_cp1251_as_koi8u", "A page is in cp1251 under a label that says KOI8-U.", "cp1251", header="koi8-u"),
    case(
        name="cs_utf7",
        does="A page is in UTF-7, which browsers read no more, and its header says so.",
        then="`refused`, *garbled*; never mojibake.",
        routes={"/a/": encoded(told("cs_utf7"), "utf-7", header="utf-7")},
        ends={"/a/": refused("garbled")},
    ),
    case(
        name="cs_utf32_swapped",
        does="A page is in UTF-32 in an order of bytes that nobody reads.",
        then="`refused`; never mojibake.",
        routes={"/a/": reply(_swapped(article("swapped").encode("utf-32-le")), kind="text/html")},
        ends={"/a/": refused("garbled", "not an article")},
    ),
    doubtful("cs_utf16_silent", "A page is in UTF-16, and nothing says so.", "utf-16-le"),
    doubtful("cs_mac", "A page is in MacCyrillic under a label that says UTF-8.", "mac-cyrillic", header="utf-8"),
    doubtful("cs_iso_as_utf8", "A page is in ISO-8859-5 under a label that says UTF-8.", "iso8859-5", header="utf-8"),
    case(
        name="cs_cp1251_short",
        does="A page of two short lines is in cp1251 under a label that says UTF-8.",
        then=_EXACT,
        routes={"/a/": encoded(_SHORT, "cp1251", header="utf-8")},
        held={"/a/": _SHORT},
    ),
    case(
        name="cs_mixed",
        does="One paragraph of a UTF-8 page is in cp1251.",
        then=_OR_GARBLED,
        routes={
            "/a/": reply(
                article(_MIXED).encode().replace(_MIXED.paragraphs[1].encode(), _MIXED.paragraphs[1].encode("cp1251"))
            )
        },
        may={"/a/": _MIXED},
        ends={"/a/": STORED | refused("garbled")},
    ),
    case(
        name="cs_mixed_footer",
        does="The footer of a UTF-8 page is in cp1251; the article is not.",
        then="The article is exact.",
        routes={"/a/": reply(article("footer").encode() + "<footer>Всі права захищено</footer>".encode("cp1251"))},
        held={"/a/": story("footer")},
    ),
    case(
        name="cs_broken_letter",
        does="One letter of a UTF-8 page is broken.",
        then="A sign stands for it (U+FFFD), or the page is `refused`, *garbled*; the other letters are exact.",
        routes={"/a/": reply(article(_BROKEN).encode().replace("ради".encode(), "рад".encode() + b"\xd0", 1))},
        ends={"/a/": STORED | refused("garbled")},
        may={"/a/": _BROKEN},
    ),
    case(
        name="cs_list",
        does="A list of news is in cp1251 under a label that says UTF-8.",
        then="Its links are found all the same.",
        routes={
            "/list/": reply(category(["/новина/"]).encode("cp1251")),
            "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B0/": reply(article("found in a list")),
        },
        links=("/list/",),
        held={"/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B0/": story("found in a list")},
    ),
    case(
        name="cs_sitemap",
        does="A sitemap has two byte order marks, blanks before its declaration, and lies about its charset.",
        then="It is read as far as it can be, or `refused`; the good articles are `stored`.",
        routes={
            "/map.xml": reply(
                b"\xef\xbb\xbf\xef\xbb\xbf \n<?xml version='1.0' encoding='windows-1251'?>"
                b"<urlset><url><loc>{site}/good-1/</loc></url></urlset>",
                kind="application/xml",
            )
        },
        ends={"/map.xml": STORED | refused("not a list of addresses")},
    ),
    signs("cs_nul", "NUL characters stand in an article.", "They are dropped.", "бю\0джет", "бюджет"),
    signs(
        "cs_controls",
        "Control characters stand in an article, raw and as references.",
        "They are dropped.",
        "бю\x01\x08\x7fджет&#1;&#8;",
        "бюджет",
    ),
    signs(
        "cs_c1",
        "Windows' quotes and dashes are written as C1 control characters.",
        "They are what was meant.",
        "&#145;рік&#146; &#150; \x97",
        "‘рік’ – —",
    ),
    signs(
        "cs_surrogate",
        "Half letters stand in an article: lone surrogates.",
        "A sign stands for them (U+FFFD), as in browsers.",
        "бю&#xD800;джет&#55357;",
        "бю\ufffdджет\ufffd",
    ),
    signs(
        "cs_bidi",
        "Marks that turn the direction of writing stand in an article.",
        "They are dropped.",
        "бю\u202eджет\u202c \u2066сесія\u2069\u200f",
        "бюджет сесія",
    ),
    signs(
        "cs_nfd",
        "Letters are decomposed: й and ї of two signs each.",
        "They are composed.",
        unicodedata.normalize("NFD", "Київський їжак"),
        "Київський їжак",
    ),
    signs(
        "cs_zero_width",
        "Signs of no width stand within words.",
        "They are dropped.",
        "бю\u200bд\u200dж\u2060е\ufeffт\xad",
        "бюджет",
    ),
    signs(
        "cs_spaces",
        "Blanks of many widths stand between words.",
        "They are plain blanks.",
        "один\xa0два\u2009три\u3000чотири",
        "один два три чотири",
    ),
    signs(
        "cs_entities",
        "An article is written in character references.",
        "It is read.",
        "".join(f"&#{ord(sign)};" for sign in _CYRILLIC),
        _CYRILLIC,
    ),
    signs(
        "cs_escaped_twice",
        "References are escaped twice.",
        "They stand as a reader sees them.",
        "&amp;quot;рік&amp;quot;",
        "&quot;рік&quot;",
    ),
    signs(
        "cs_lookalikes",
        "Latin letters stand within Ukrainian words.",
        "They are the Ukrainian ones.",
        "Oбласнa рaдa",
        "Обласна рада",
    ),
    signs(
        "cs_astral",
        "Emoji, flags and letters beyond the first 65,536 stand in an article.",
        "They are kept.",
        "🇺🇦 👩🚒 😀 𐍈",
        "🇺🇦 👩🚒 😀 𐍈",
    ),
)
