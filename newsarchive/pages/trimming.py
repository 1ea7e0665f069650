"""What of the place that seems to hold a text is the article's: without what stands above, below and among it."""

from __future__ import annotations

from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from newsarchive.pages import anchors, days, lines, neighbours, prose, sight
from newsarchive.pages.blocks import CELLS, blocks, line
from newsarchive.pages.selectors import words

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from lxml import etree

    from newsarchive.pages.generic import GenericArticle
    from newsarchive.pages.outline import Piece

_TITLES = words("h2 h3 h4 h5 h6")
_PARTS = words("h2 h3 h4 h5 li td th")
_SHORT = 1000  # characters
_SIGNS = " ¶#"
"""What leads to a heading itself, behind it."""
_COMMENTS = "#comments, #disqus_thread, .comments, .comments-area, .comments-block, .comment-list"
_MANY = 2  # blocks; of one nothing is left out
_SAME = 0.9  # F1 of the words


def told(page: GenericArticle) -> Iterator[str]:
    """Give the blocks of a page's text."""
    found, headings = [*_in_order(page)], {piece.text for piece in page.below if piece.block.tag in _TITLES}
    while len(found) > 1 and found[-1] in headings:  # of what follows the article
        found.pop()
    yield from found[_repeats(found) :]


def _repeats(told: Sequence[str]) -> bool:
    """Whether a text begins with its own first sentences in a paragraph of their own, which programs put above it."""
    begun = told[0].rstrip(" .…") if len(told) > 1 else ""
    return len(begun) >= lines.BARE and told[1].startswith(begun) and len(told[1]) > len(told[0])


def _in_order(page: GenericArticle) -> Iterator[str]:
    filed = {piece.text for piece in page.debris.filed}
    seen = takewhile(lambda block: not lines.begins_comments(block), page.prose.blocks)
    said = (block for block in seen if not lines.calls_to_share(block))
    kept = (block for block in said if line(block) not in filed and not lines.crumbs(line(block), page.title))
    told = _above_comments(page, _without_links(page, [*kept]))
    if page.is_bare:
        yield from _bare(page)
    elif page.untold.told and _is_misread(page, told):
        yield from (piece.text for piece in page.untold.told if lines.is_text(piece))
    else:
        shown = (piece for piece in page.untold.told if piece.plain or lines.holds_files(piece.block))
        known = {piece.text.rstrip(_SIGNS) for piece in shown}
        said = (line(block).rstrip(_SIGNS) for block in told)
        is_text = (text != page.title and (len(text) >= lines.PROSE or text in known) for text in said)
        first = next((number for number, found in enumerate(is_text) if found), 0)
        # Boxes with the terms of use say the title; the library that finds no text puts what stands above it behind it.
        above = {page.title, *page.untold.printed}
        ends = (number for number in range(len(told), 0, -1) if line(told[number - 1]) not in above)
        own = told[first : _until_others(page, told[: next(ends, 0)])]
        own = own[: len(own) - len([*takewhile(lambda block: _is_tags(page, block), reversed(own))])]
        whole = [*_whole(page, [*dropwhile(days.tells_publication, own)])]
        seems_other = not whole and page.untold.says_something  # all of it was other articles'
        yield from (piece.text for piece in page.untold.told if lines.is_text(piece)) if seems_other else whole


def _is_tags(page: GenericArticle, block: str) -> bool:
    """Whether a block is tags in boxes of their own, and no editor's paragraph of them."""
    return len(block) <= lines.BARE and any(lines.is_label(piece) for piece in page.below if piece.text == line(block))


def _bare(page: GenericArticle) -> Iterator[str]:
    """Give the sentence or the documents of an article that has no text, and who signed it in a paragraph below."""
    above: set[etree._Element | None] = set()
    for piece in page.untold.told:
        if piece.text and (lines.is_sentence(piece) or lines.holds_files(piece.block)):
            above.add(piece.block.getparent())
            yield piece.text
        elif piece.text and piece.block.tag == "p" and not piece.anchors and piece.block.getparent() in above:
            yield piece.text


def _above_comments(page: GenericArticle, told: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out what stands below the comments and is less than the text above them: a column beside both."""
    if len(told) < _MANY:
        return told
    places, below = page.finder.every(page.root, _COMMENTS), page.below
    at = next((number for number, piece in enumerate(below) if _begins_comments(piece, places)), None)
    if at is None:
        return told
    is_headed = not below[at].aside
    after = {piece.text for piece in below[at:]}
    if is_headed:  # and who wrote each, since the day beside the name is read as a day
        after.update(*(piece.parts for piece in below[at:] if any(map(days.is_nothing_else, piece.parts))))
    after.difference_update(piece.text for piece in below[:at])
    last = [*takewhile(after.__contains__, map(line, reversed(told)))]
    text = told[: len(told) - len(last)]
    whole = sum(map(len, text))  # others may say more than a short article
    return text if (is_headed and whole >= lines.PROSE) or whole > sum(map(len, last)) else told


def _begins_comments(piece: Piece, places: set[etree._Element]) -> bool:
    """Whether a line stands in the comments, as a class says, or is the heading above them that counts them."""
    is_heading = piece.block.tag in _TITLES and lines.begins_comments(piece.text)
    return is_heading or (piece.aside and bool(places) and _stands_in(piece, places))


def _stands_in(piece: Piece, places: set[etree._Element]) -> bool:
    return not places.isdisjoint((piece.block, *piece.block.iterancestors()))


def _until_others(page: GenericArticle, told: Sequence[str]) -> int:
    """Give the place from which nothing but other articles follows, with the line that announces them; the end."""
    ending = line(told[-1]) if told else ""
    last = next((piece for piece in reversed(page.below) if piece.text == ending), None)
    if not (any(map(lines.leads_on, told)) or (last is not None and page.is_after(last))):
        return len(told)
    below = [piece for piece in page.below if not lines.holds_files(piece.block)]
    others = {piece.text for piece in below if page.is_after(piece)}  # their titles and beginnings
    titles = others | {piece.text for piece in below if piece.anchors and not piece.plain}
    after = [line(block) for block in takewhile(lambda block: _follows(block, titles), reversed(told))]
    announced = max((number for number, text in enumerate(after, 1) if lines.leads_on(text)), default=0)
    beside = announced + len([*takewhile(others.__contains__, after[announced:])])  # neighbours stand above these
    return len(told) - (beside if announced or anchors.SEVERAL <= beside < len(told) else 0)


def _follows(block: str, titles: Container[str]) -> bool:
    return lines.leads_on(block) or line(block) in titles


def _is_misread(page: GenericArticle, told: tuple[str, ...]) -> bool:
    """Whether what seems to be the text is none, or not only one, and what stands below the headline is taken."""
    if not told:
        return page.untold.says_something
    is_heaped = lines.goes_on(told[0], page.title) or any(_is_with_day(page, block) for block in told)
    return is_heaped or page.untold.is_mostly_frame or _is_broken(page, told)


def _is_with_day(page: GenericArticle, block: str) -> bool:
    """Whether a block is the headline, its day and what follows, which the library puts in one line at times."""
    return lines.goes_on(block, page.title) and any(map(block.__contains__, page.untold.printed))


def _is_broken(page: GenericArticle, told: tuple[str, ...]) -> bool:
    """Whether a line of a short text is in pieces, as the library gives it that takes the page where it finds none."""
    own = page.untold.told
    if page.prose.marked:
        return False
    if sum(len(piece.text) for piece in own) > _SHORT:
        told_so = prose.words([piece.text for piece in own])
        if prose.agreement(told_so, prose.words(told)) < _SAME:
            return False
    said, known = " ".join(told), set(told)
    long = (piece.text for piece in own if piece.plain >= lines.BARE and piece.text not in known)
    return any(text in said and not any(text in block for block in told) for text in long)


def _without_links(page: GenericArticle, told: list[str]) -> tuple[str, ...]:
    """Leave out links that follow a text, three or more of them: rubrics, authors; and buttons that share it."""
    if page.prose.marked:
        return tuple(told)
    pieces = {piece.text: piece for piece in page.below}
    place = page.neighbors.element
    beside = set() if place is None else {piece.text for piece in page.below if place in piece.block.iterancestors()}

    def leads_away(said: str) -> bool:
        return lines.leads_on(said) or _is_way(said) or _leads_away(pieces.get(said))

    # Below the neighbours no text goes on; the library gives a table's row as one line.
    around = (number for number, block in enumerate(told) if number and beside.issuperset(line(block).split(" | ")))
    told = told[: next(around, len(told))]
    ways = [*takewhile(leads_away, map(line, reversed(told)))]
    told = told[: len(told) - len(ways)]
    tail = [*takewhile(lambda block: lines.is_of_links(pieces.get(line(block))), reversed(told))]
    return tuple(told[: len(told) - len(tail)] if len(tail) >= anchors.SEVERAL else told)


def _leads_away(piece: Piece | None) -> bool:
    """Whether a line is links to the neighbours or back to the list, and no more."""
    return lines.is_of_links(piece) and all(map(_is_way, map(line, piece.anchors if piece else ())))


def _is_way(said: str) -> bool:
    return bool(said) and (neighbours.is_label(said) or sight.leads_back(said) or lines.calls_to_share(said))


def _is_first_heading(page: GenericArticle, every: Sequence[str], place: int) -> bool:
    """Whether a block right above a text is the heading of its first part: the other parts have such headings too."""
    headings = (piece for piece in page.untold.told if piece.block.tag in _TITLES and any(map(str.isalpha, piece.text)))
    tags = {piece.text: piece.block.tag for piece in headings}
    tag = tags.get(line(every[place])) if place >= 0 else None
    return tag is not None and any(tags.get(line(block)) == tag for block in every[place + 1 :])


def _whole(page: GenericArticle, told: Sequence[str]) -> Iterator[str]:
    """Give a text with the headings between its blocks, its lists to their end, and its documents."""
    every = [*page.read_blocks(page.bodies)]
    known = set(told)
    kept = [number for number, block in enumerate(every) if block in known]
    if not kept or not known.issubset(every):
        yield from told
        return
    lists = (found for holder in page.bodies for found in holder.iter("ul", "ol", "p") if lines.holds_files(found))
    documents = {block for found in lists for block in blocks(found)}
    parts = [piece for piece in page.untold.told if piece.block.tag in _PARTS and not piece.anchors]
    rows = {piece.block.getparent() for piece in parts if piece.block.tag in CELLS}
    items = {piece.text for piece in parts}.union(line(row) for row in rows if row is not None)
    until = kept[-1] + sum(1 for _ in takewhile(items.__contains__, map(line, every[kept[-1] + 1 :])))
    since = kept[0] - _is_first_heading(page, every[: until + 1], kept[0] - 1)
    for number, block in enumerate(every):
        is_part = since <= number <= until and line(block) in items
        if block in known or block in documents or is_part:
            yield block
