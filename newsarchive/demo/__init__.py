"""A small council news site on 127.0.0.1, so that the main job runs, and is tested, with no internet."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsarchive.demo.quirks import SWITCHES
    from newsarchive.demo.server import run, running
    from newsarchive.demo.site import DemoSite

__all__ = ["SWITCHES", "DemoSite", "run", "running"]

_HOMES = {"SWITCHES": "quirks", "DemoSite": "site", "run": "server", "running": "server"}


def __getattr__(name: str) -> object:
    """Import on first use: the demo's spider stands here too, and listing spiders needs no web server."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
