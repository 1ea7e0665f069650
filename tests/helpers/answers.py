"""Saved pages as the answers that they were, to be changed into what a site might answer instead."""

import html
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

from newsarchive import saved
from newsarchive.capture import Exchange
from newsarchive.items import Kind, Route
from newsarchive.normalize.addresses import canonical
from newsarchive.pages import decode

UTF_8 = ((b"Content-Type", b"text/html; charset=utf-8"),)
_HREF = re.compile(r"""href=(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True)
class Page:
    """One page, and what must be read from it."""

    file: Path
    answer: Exchange

    @property
    def url(self):
        return self.answer.url

    @property
    def text(self):
        return decode(self.answer.body, self.answer.header(b"content-type")).text

    @property
    def expected(self):
        """The fields of article.json."""
        return json.loads(self.file.with_name(saved.EXPECTED).read_text(encoding="utf-8"))

    def exchange(self, body=None, **fields):
        """Give it as the answer to a request for an article; ``body`` in place of its own, as text or bytes."""
        given = {"route": Route.LISTING, "kind": Kind.ARTICLE}
        if isinstance(body, str):
            given |= {"body": body.encode(), "headers": UTF_8}
        elif body is not None:
            given["body"] = body
        return replace(self.answer, **given | fields)

    def turned(self, target):
        """Give its source with the links to both neighbours leading to one address, however they are spelled."""
        sides = {link["url"] for link in (self.expected["previous"], self.expected["next"]) if link}
        met = set()

        def turn(found):
            try:
                url = canonical(html.unescape(found[1] or found[2] or ""), self.url)
            except ValueError:
                return found[0]
            met.update({url} & sides)
            return f'href="{html.escape(target)}"' if url in sides else found[0]

        text = _HREF.sub(turn, self.text)
        assert met == sides
        return text

    def cut(self, place):
        """Give its source up to the middle of a paragraph: the first, the one in the middle, or the last but one."""
        body = self.expected["body"]
        paragraph = {"first": body[0], "middle": body[len(body) // 2], "last": body[-2:][0]}[place]
        words = paragraph.split(" ")
        for start in range(max(len(words) - 3, 1)):
            some = html.escape(" ".join(words[start : start + 3]), quote=False)
            before, found, _ = self.text.rpartition(some)
            if found:
                return before + found
        raise AssertionError(f"no words of the {place} paragraph stand in the source of {self.file}")


def read(file):
    """Read a record."""
    return Page(file, saved.read(file))


def first(spider):
    """Give the first saved page of a spider."""
    return read(saved.pages(spider)[0])
