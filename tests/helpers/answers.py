"""Saved pages as the answers that they were, to be changed into what a site might answer instead."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newsarchive import saved
from newsarchive.items import Kind, Route
from tests.helpers.build import exchange
from tests.helpers.saved import read_record


@dataclass(frozen=True)
class Page:
    """One page, and what must be read from it."""

    file: Path
    url: str
    moment: datetime
    """Of its capture."""
    content_type: str
    body: bytes

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def expected(self):
        """The fields of article.json."""
        return json.loads(self.file.with_name(saved.EXPECTED).read_text(encoding="utf-8"))

    def exchange(self, body=None, **fields):
        """Give it as an answer; ``body`` in place of its own, as text or bytes."""
        given = {
            "at": self.moment,
            "route": Route.LISTING,
            "kind": Kind.ARTICLE,
            "headers": ((b"Content-Type", self.content_type.encode()),),
        }
        return exchange(self.url, self.body if body is None else body, **given | fields)


def read(file):
    """Read a record."""
    return Page(file, *read_record(file))


def first(spider):
    """Give the first saved page of a spider."""
    return read(saved.pages(spider)[0])
