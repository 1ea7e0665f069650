"""A captured page made harmless, in a process that may take only so much: markup can be written that grows without end.

Browsers, and nh3, which reads as they do, open an unclosed ``<font>`` anew in each paragraph behind it: 150 KB become
790 MB within a minute. No look at the source tells all such pages, so the process is bounded.
"""

from __future__ import annotations

import re
import resource
import sys

import nh3

CPU_SECONDS = 5
"""For a page of 4 million characters it takes 0.2."""
MEMORY = 512 * 2**20
"""Bytes."""

# No address at all is left: a link, a picture, a form would ask somebody else, or lead out of the frame.
_TAGS = nh3.ALLOWED_TAGS.union(
    ("address article aside big center figcaption figure font footer header main nav picture section tfoot").split()
)
_DROPPED = set(
    "script style title template noscript iframe object embed svg math select textarea audio video canvas".split()
)
_EVERYWHERE = {"align", "valign", "dir", "lang", "title", "style", "bgcolor", "color", "width", "height"}
_ATTRIBUTES = {
    "*": _EVERYWHERE,
    "img": {"alt"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "table": {"border", "cellpadding", "cellspacing"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "font": {"size", "face"},
    "time": {"datetime"},
}
_STYLES = set(
    "text-align text-decoration text-indent font-weight font-style color background-color width margin-left "
    "padding-left vertical-align border border-collapse list-style-type".split()
)
_CALLS = re.compile(r"[\\@]|(?<!rgb)(?<!rgba)\(")


def clean(html: str) -> str:
    """Leave what a page says and how it is laid out: no script, no address, no form."""
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        attribute_filter=_without_calls,
        filter_style_properties=_STYLES,
        url_schemes=set(),
        link_rel=None,
    )


def _without_calls(_: str, name: str, value: str) -> str:
    """Leave out of a style what calls for anything, an address above all; colors alone are written as calls too."""
    if name != "style":
        return value
    return ";".join(part for part in value.split(";") if not _CALLS.search(part))


def main() -> None:
    """Clean what stands in the standard input, UTF-8, to the standard output."""
    for bound, most in ((resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(bound)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(bound, (least, least))
    sys.stdout.buffer.write(clean(sys.stdin.buffer.read().decode()).encode())


if __name__ == "__main__":
    main()
