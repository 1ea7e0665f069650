"""What a line of an unknown page, or what holds it, is: a sentence, a document, a footer, a teaser's, a button's."""

from __future__ import annotations

import re
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING

from newsarchive.pages import files
from newsarchive.pages.blocks import blocks, line
from newsarchive.pages.memory import remembered

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Collection, Container, Iterable

    from lxml import etree

    from newsarchive.pages.anchors import Teaser
    from newsarchive.pages.outline import Piece

_PLACES = frozenset({"div", "section", "article", "table"})
"""What programs put around a text, and around each line below it."""
_NEAR = 2  # elements around a line that may be called the author's
BARE = 40  # characters; a counter, a rubric
PROSE = 100  # characters of a line in no link
_POWERED = re.compile(
    r"(?i:(?:proudly|^)\W*powered by|[|©·]\s*(?:\S+\s){0,3}powered by|^працює на|^работает на|^propulsé par)\s+[A-Z]"
)
_CREDIT = 150  # characters of a line about software
_LABEL = 25  # characters of a label before links, and of what parts them
_MENU = 250  # characters; more is no menu's
_SEVERAL, _LINKED = 2, 0.8  # links to other articles, and their share of a list's characters
_COUNT = 8  # characters of «(123)»
_COUNTER = re.compile(
    r"\W*(?:кількість\s+)?(?:перегляд\w*|переглян\w+|просмотр\w*|прочитан\w*|views|hits)\W*\d[\d\s]*(?:раз\w*)?\W*|"
    r"\W*\d[\d\s]*(?:перегляд\w*|просмотр\w*|коментар\w*|комментари\w*|views|hits|comments?)\W*|"
    r"\W*(?:рейтинг|rating)\W*\d[\d.,]*(?:\s*/\s*\d+)?\W*|"
    r"\W*(?:currently\s+|ще\s+)?(?:unrated|not\s+rated|не\s+оцінено)(?:\s+yet)?\W*",
    re.IGNORECASE,
)
"""How often an article was read and commented on, and how it was rated."""
_CRUMB = re.compile(r"[»\u203a>/→·]\s*$")
_COMMENTS = re.compile(
    r"(?:(?:всього|усього|всего|total)\s+)?(?:коментар(?:і|ів|ии|иев)|комментари(?:и|ев)|comments?)\s*[:(]?\s*\d+\)?",
    re.IGNORECASE,
)
"""The line above comments that says how many there are."""
_LEAD = 60  # characters of a line that ends without a full stop
_FOOTER = re.compile(r"(?:^|[-_])(?:footer|foot|bottom|copyrights?)(?:$|[-_])", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…][»”\")]?$")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b).*\b(?:19|20)\d\d\b|(?:19|20)\d\d\s+©", re.IGNORECASE)
_LICENSE = re.compile(r"CC[ -]BY(?:-\w\w)*(?: \d\.\d)?(?!\w)")
"""What a license of Creative Commons is called."""
_LABELS = (
    r"(?:tags?|tagged|keywords|categor(?:y|ies)|filed under|(?:posted|published) in|"
    r"(?:опубліковано|розміщено) [ву]|(?:опубликовано|размещено) в|теги?|мітки|метки|позначки|"
    r"ключові слова|ключевые слова|рубрик[аи]|категорі[яї]|категори[яи]|розділи?)"
)
_FILED = re.compile(rf"(?:^|[,;|.]\s*){_LABELS}\s*:", re.IGNORECASE)
_LABELED = re.compile(rf"{_LABELS}(?!\w)", re.IGNORECASE)
_AUTHOR = re.compile(r"(?:^|[-_\s])(?:authors?|byline)(?:$|[-_\s])", re.IGNORECASE)
_SIGNED = re.compile(r"\W*(?:джерело|источник|source|автор\w*|author|фото|текст)\s*:\s*\w.*", re.IGNORECASE)
_SOURCE = re.compile(r"(?:^|[-_\s])(?:sources?|dzherelo|credits?|copyright)(?:$|[-_\s])", re.IGNORECASE)
_CHIP = re.compile(r"(?:^|[-_\s])(?:Mui|v-|q-)?(?:chip|badge|tag|pill|keyword)s?(?:$|[-_\s])", re.IGNORECASE)
_HASHTAG = re.compile(r"(?:#\w+\s*)+")
_OF_ARTICLE = re.compile(
    r"(?:authors?|by|автор\w*|published(?: on| at)?|(?:publication )?date|опубліковано|опубликовано|"
    r"дата(?: публікації| публикации)?|деталі|details|подробности)\s*:?",
    re.IGNORECASE,
)
_TERM = re.compile(
    rf"{_OF_ARTICLE.pattern}|(?:name|ім.я|updated(?: on)?|оновлено|обновлено|source|джерело|views|hits|перегляд\w+|"
    rf"twitter|facebook|telegram|reading time|{_LABELS})\s*:?",
    re.IGNORECASE,
)
ALSO = r"(?:читайте|див(?:іться|\.)|смотрите)\s+(?:також|ще|также)|(?:також|ще)\s+читайте|(?:see|read) also"
"""What announces another article to read, in a regular expression that disregards the case."""
_OTHERS = re.compile(
    r"\b(?:similar|related|more (?:posts|articles|news))\b|\btags?\b|схож[іе]|похожие|за темою|по теме|"
    rf"\b(?:{ALSO})\b|інші новини|другие новости",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\W*(?:(?:також|це|вам|буде)\s+(?:також\s+|буде\s+)?цікаво|читати\s+також|вас\s+(?:може|можуть)\s+зацікавити|"
    r"(?:ще|інші|останні|більше|схожі|популярні|другие|последние|ещ[её])\s+"
    r"(?:новин[иа]?|матеріал(?:и|ів)|публікації|статті|записи|новости|статьи|материалы)|"
    r"рекомендуємо(?:\s+(?:також|прочитати|почитати))?|не\s+пропустіть|вам\s+(?:може|можуть)\s+сподобатис[ья])\W*",
    re.IGNORECASE,
)
"""A line that says no more than that other articles follow."""
_PRINT = re.compile(
    r"(?:версія|версия) (?:для|до) (?:друку|печати)|(?:на|роз)?друк(?:увати)?|(?:рас)?печать|распечатать|"
    r"print(?: version| this)?",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"//(?:[\w-]+\.)*(?:facebook\.com/(?:sharer|share\.php|dialog/(?:share|feed))|"
    r"(?:twitter|x)\.com/(?:intent/|share\b|home\?status)|"
    r"t(?:elegram)?\.me/share\b|wa\.me/\?text|(?:api|web)\.whatsapp\.com/send|linkedin\.com/(?:shareArticle|sharing/)|"
    r"pinterest\.\w+/pin/create|vk(?:ontakte)?\.\w+/share\.php|connect\.ok\.ru/offer|reddit\.com/submit|plus\.google\.com/share)|"
    r"^viber://forward|^mailto:\?|^\s*javascript:\s*(?:window\.)?print\b",
    re.IGNORECASE,
)


_SHARE_LABEL = re.compile(
    r"\W*(?:поділи(?:тис[яь]|ться)|поширити|поделиться|share(?: this)?)"
    r"(?:\s+(?:(?:цією\s+)?(?:новиною|статтею|публікацією)|[ву]\s+соц(?:іальних\s+|\.?\s*)?мережах|(?:з|із)\s+друзями|"
    r"новостью|в\s+соц(?:иальных\s+)?сетях|с\s+друзьями))?\W*",
    re.IGNORECASE,
)


def is_copyright(block: str) -> bool:
    """Whether a line says whose the site is, and since when, or what software made it."""
    if _COPYRIGHT.match(block) is not None:
        return True
    return len(block) <= _CREDIT and (_POWERED.search(block) is not None or _LICENSE.match(block) is not None)


def seen(found: Iterable[str], pieces: Iterable[Piece], title: str) -> int:
    """Give how many characters of a text are shown in no menu or the like; all of a longer one, which is none."""
    own = [block for block in found if block != title]
    shown = {piece.text for piece in pieces if not piece.aside}
    whole = sum(map(len, own))
    return whole if whole > _MENU else sum(len(block) for block in own if block in shown)


def goes_on(block: str, title: str) -> bool:
    """Whether a text begins with the headline in one line with it."""
    return block.startswith(title) and len(block) > len(title) + BARE


def files_it(piece: Piece) -> bool:
    """Whether a line of links says how the article beside it is filed: its tags, its rubric, after a label."""
    if piece.plain > _LEAD or all((anchor.get("href") or "").startswith("#") for anchor in piece.anchors):
        return False  # a table of contents leads on in the page: «Розділ 1»
    is_labeled = piece.plain <= _LABEL and _LABELED.match(piece.text) is not None
    return is_labeled or _FILED.search(piece.text) is not None


def names_author(block: etree._Element) -> bool:
    """Whether a line is the name of who wrote the article, or their office, as a class of it or around it says."""
    around = (block, *islice(block.iterancestors(), _NEAR))
    return any(_is_authors(node.get("class") or "") and len(line(node)) < BARE for node in around)


def signs(piece: Piece) -> bool:
    """Whether a line says who wrote the article, or where it is from, and no more; it may be an editor's own."""
    return len(piece.text) <= PROSE and _SIGNED.fullmatch(piece.text) is not None


def is_set_apart(block: etree._Element, texts: Collection[etree._Element]) -> bool:
    """Whether a line stands outside of the one place that holds the paragraphs of a text, or a class says what it is.

    Args:
        block: That holds the line alone.
        texts: The text's paragraphs.
    """
    if any(_is_source(node.get("class") or "") for node in (block, *islice(block.iterancestors(), 1))):
        return True
    within = [(text, *text.iterancestors()) for text in texts if block.tag in _PLACES]
    around = next((node for node in block.iterancestors() if any(node in nodes for nodes in within)), None)
    if around is None or any(around not in nodes[1:] for nodes in within):
        return False
    places = {nodes[nodes.index(around) - 1] for nodes in within}
    place = places.pop()
    return not places and place.tag in _PLACES and (len(within) > 1 or place not in texts)


@remembered
def _is_source(attribute: str) -> bool:
    return _SOURCE.search(attribute) is not None


@remembered
def _is_authors(attribute: str) -> bool:
    return _AUTHOR.search(attribute) is not None


def tells_of_article(terms: etree._Element) -> bool:
    """Whether a list of terms (``dl``) says who wrote the article, when, and under what, and nothing else."""
    said = [line(term) for term in terms.iter("dt")]
    is_known = bool(said) and all(map(_TERM.fullmatch, said)) and any(map(_OF_ARTICLE.fullmatch, said))
    return is_known and not any(map(_SENTENCE.search, blocks(terms)))


def leads_on(text: str) -> bool:
    """Whether a line below a text announces other articles, or how this one is filed."""
    is_short = len(text) <= _LEAD and text[-1:] not in ".!?…"
    return is_short and (
        _OTHERS.search(text) is not None
        or _LABELED.fullmatch(text.rstrip(": ")) is not None
        or _MORE.fullmatch(text) is not None
    )


def begins(element: etree._Element, most: int) -> str:
    """Give what an element says first, as it is written: whole texts until there are so many characters."""
    own = element.text or ""
    if not len(element) or len(own.strip()) > most:
        return own
    said, length = list[str](), 0
    for text in map(str, element.itertext()):
        said.append(text)
        length += len(text.strip())
        if length > most:
            break
    return "".join(said)


def is_announced(element: etree._Element) -> bool:
    """Whether links and hardly a word besides stand below a line that announces other articles."""
    before = next(element.itersiblings("*", preceding=True), None)
    if before is None or next(islice(element.iter("a"), _SEVERAL - 1, None), None) is None:
        return False
    if len(begins(before, _LEAD).strip()) > 2 * _LEAD or not leads_on(line(before)) or holds_files(element):
        return False
    said, anchors = len(line(element)), [*element.iter("a")]
    return len(anchors) >= _SEVERAL and sum(len(line(anchor)) for anchor in anchors) >= _LINKED * said > 0


def is_beside(piece: Piece, days: set[str], texts: Container[etree._Element] = ()) -> bool:
    """Whether a line stands beside a text: its day, its author, a footer, what announces other articles.

    Args:
        piece: The line.
        days: What tells the day.
        texts: The elements around the text, whatever they are called.
    """
    block = piece.block
    if _is_of(piece, days) or is_in_footer(block, texts) or names_author(block):
        return True
    return leads_on(piece.text) or is_copyright(piece.text) or counts(piece.text)


def crumbs(text: str, title: str) -> bool:
    """Whether a line is the way to an article, its headline, and perhaps an hour: «Головна » 2026 » Сесія 11:32»."""
    before, found, after = text.partition(title) if title else ("", "", "")
    return (
        bool(found and before.strip()) and max(len(before), len(after)) <= _LEAD and _CRUMB.search(before) is not None
    )


def begins_comments(text: str) -> bool:
    """Whether a line says how many comments stand below."""
    return _COMMENTS.fullmatch(text.strip()) is not None


def counts(text: str) -> bool:
    """Whether a line says how often an article was read or commented on, and no more."""
    return _COUNTER.fullmatch(text) is not None


def shares(anchor: etree._Element) -> bool:
    """Whether a link sends the page to a network or to a printer, and is a button rather than words of a text."""
    if _SHARE.search(anchor.get("href") or "") is not None:
        return True
    return len(anchor.text or "") <= BARE and _PRINT.fullmatch(line(anchor).strip(" .»→[]()")) is not None


def calls_to_share(text: str) -> bool:
    """Whether a line says no more than that buttons follow which share the page."""
    return _SHARE_LABEL.fullmatch(text) is not None


def is_hashtags(text: str) -> bool:
    """Whether a line is words with the sign of a tag, and no more."""
    return _HASHTAG.fullmatch(text) is not None


def is_label(piece: Piece) -> bool:
    """Whether a line is a word or two in a box that is called a tag or a chip, tags by their sign, or a lone letter."""
    if len(piece.text) > _LABEL:
        return False
    block = piece.block
    if len(piece.text) == 1 or (block.tag == "div" and (is_hashtags(piece.text) or piece.text.isdecimal())):
        return True
    boxes = (node for node in (block, *islice(block.iterancestors(), _NEAR - 1)) if node.tag == "div")
    is_filled = block.tag == "div" and len(block) > 0 and not (block.text or "").strip()
    return any(map(_bears_chip, boxes)) or (is_filled and all(map(_bears_chip, block)))


def _bears_chip(element: etree._Element) -> bool:
    return _is_chip(element.get("class") or "")


@remembered
def _is_chip(attribute: str) -> bool:
    return _CHIP.search(attribute) is not None


def below_a_text(teaser: Teaser) -> etree._Element:
    """Give the entry of a teaser; where sentences stand above its title, only what is around the title."""
    if len(line(teaser.anchor)) < BARE:
        return teaser.entry  # «Детальніше» stands below its own excerpt
    around = teaser.anchor
    while around is not teaser.entry and (parent := around.getparent()) is not None:
        above = chain.from_iterable(blocks(node) for node in around.itersiblings("*", preceding=True))
        if any(map(_SENTENCE.search, above)):
            break
        around = parent
    return around


def _is_of(piece: Piece, days: set[str]) -> bool:
    """Whether a line says a day and hardly anything else."""
    said = [day for day in days if day in piece.text]
    return bool(said) and piece.plain - sum(len(day) * piece.text.count(day) for day in said) < BARE


def is_in_footer(block: etree._Element, texts: Container[etree._Element] = ()) -> bool:
    """Whether a line stands in what the page, and not the article, ends with."""
    around = takewhile(lambda node: node not in texts, (block, *block.iterancestors()))
    return any(_is_footer(node.get("class") or "") or _FOOTER.search(node.get("id") or "") for node in around)


@remembered
def _is_footer(attribute: str) -> bool:
    return any(map(_FOOTER.search, attribute.split()))


def is_sentence(piece: Piece) -> bool:
    """Whether a line is a paragraph without links, to its full stop."""
    return piece.block.tag == "p" and not piece.anchors and _SENTENCE.search(piece.text) is not None


def is_told(piece: Piece) -> bool:
    """Whether a line is a sentence, or as long as one."""
    return _SENTENCE.search(piece.text) is not None or piece.plain >= _LEAD


def is_text(piece: Piece) -> bool:
    """Whether a line is part of a text: words, or the name of a document."""
    if piece.aside or any(node.tag == "footer" for node in (piece.block, *piece.block.iterancestors())):
        return False
    return bool(piece.text) and (piece.plain > piece.linked or holds_files(piece.block))


def holds_files(element: etree._Element) -> bool:
    """Whether the links of an element are documents and photographs, which belong to a text."""
    hrefs = [href for anchor in element.iter("a") if (href := anchor.get("href"))]
    return bool(hrefs) and all(map(files.is_file, hrefs))


def is_of_links(piece: Piece | None) -> bool:
    """Whether a line is links, how many articles stand under each, and no more; documents are a text's."""
    if piece is None or not piece.anchors or holds_files(piece.block):
        return False
    return piece.linked > 0 and piece.plain <= _COUNT


def outermost_alone(
    title: etree._Element, shared: Counter[etree._Element], headline: etree._Element | None
) -> etree._Element:
    """Give the outermost element around a title that holds no other title, nor the headline."""
    above = set() if headline is None else set(headline.iterancestors())
    outermost = title
    for ancestor in title.iterancestors():
        if shared[ancestor] > 1 or ancestor in above:
            break
        outermost = ancestor
    return outermost


def is_followed(place: etree._Element) -> bool:
    """Whether a page goes on after a place: it was not cut there."""
    return any(line(node) for holder in (place, *place.iterancestors()) for node in holder.itersiblings("*"))
