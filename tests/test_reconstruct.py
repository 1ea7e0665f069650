"""Pages made after public templates: marked as such, the same again, and told what must be read from them."""

import json

import pytest

from tests.helpers.reconstruct import TEMPLATES, pages, record, save
from tests.helpers.reconstruct.councils import COUNCILS


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_page_is_marked_made_the_same_again_and_holds_what_must_be_read(name, tmp_path):
    made = pages(name)

    assert record(made["ordinary"]) == record(pages(name)["ordinary"])
    assert b"X-Reconstructed: " in record(made["ordinary"]).partition(b"\r\n\r\n")[0]
    assert made["oldest"].expected["title"] in made["oldest"].html
    assert made["ordinary"].expected["body"][0] in made["ordinary"].html
    assert made["list"].expected["links"]
    assert made["list"].expected["pager"]

    save(made["list"], tmp_path / "list")
    save(made["newest"], tmp_path / "newest")
    assert sorted(file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.*")) == [
        "list/list.json",
        "list/page.warc",
        "newest/article.json",
        "newest/page.warc",
    ]
    assert json.loads((tmp_path / "newest" / "article.json").read_text()) == made["newest"].expected


@pytest.mark.parametrize("council", COUNCILS, ids=lambda council: f"{council.spider}-{council.template}")
def test_a_council_s_page_and_what_must_be_read_from_it_are_the_template_s(council):
    name, made = council.make()
    folder = council.folder(name)

    assert folder.joinpath("page.warc").read_bytes() == record(made)
    assert json.loads(folder.joinpath("article.json").read_text(encoding="utf-8")) == made.expected
