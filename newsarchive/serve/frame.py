"""What every page of ours is framed by: the head, the foot, the language, the style sheet."""

from __future__ import annotations

from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from newsarchive.serve import metadata
from newsarchive.serve.columns import NOTES
from newsarchive.serve.public import EDITION, PLUGIN
from newsarchive.serve.tongue import language, switch
from newsarchive.serve.words import say

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request
    from jinja2 import Environment

PLACES = [("search", ("Пошук", "Search")), ("councils", ("Ради", "Councils"))]
PLACES += [("edits", ("Правки", "Edits")), ("removals", ("Вилучення", "Removals"))]
"""The parts of the archive that the head of each page leads to: below the archive's name, and what they are called."""

_environments: WeakKeyDictionary[Datasette, Environment] = WeakKeyDictionary()


def frame(datasette: Datasette, request: Request | None, name: str) -> dict[str, Any]:
    """The variables that each template of ours is given: ``newsarchive`` and ``say(ukrainian, english)``."""
    lang = language(request)
    own: dict[str, Any] = {
        "database": name,
        "lang": lang,
        "switch": switch(request, lang) if request else "",
        "here": request.path if request else "",
        "places": [(f"{datasette.urls.database(name)}/{place}", title) for place, title in PLACES],
        "static": _address,
        "titles": metadata.TITLES,
        "columns": NOTES if lang == "uk" else {},
        "text": metadata,
        "edition": (datasette.plugin_config(PLUGIN) or {}).get(EDITION),
    }
    return {PLUGIN: own, "say": partial(say, lang)}


def render(datasette: Datasette, template: str, context: dict[str, Any]) -> str:
    """Print a page of ours: by the templates and filters that Datasette knows, without what only its own pages need.

    Datasette's templates may wait for something, so that each step of each of them is looked at in case it does. Ours
    are given all they print: that is twice as fast.
    """
    if datasette not in _environments:
        environment = datasette.jinja_env.overlay()
        environment.is_async = False
        environment.auto_reload = False  # else it looks at each template's file, twenty times a page
        _environments[datasette] = environment
    return _environments[datasette].get_template(template).render(context)


@cache
def static(name: str) -> tuple[bytes, str]:
    """A static file, and its address: named by its content, so that a browser may keep it for good."""
    content = (files(__package__) / "static" / name).read_bytes()
    return content, f"/-/newsarchive/{sha256(content).hexdigest()[:12]}/{name}"


def _address(name: str) -> str:
    return static(name)[1]
