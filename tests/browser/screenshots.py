"""Pictures of every kind of page, to be looked at: ``make screenshots`` writes them into build/screenshots."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, DESKTOP, FLAGS, PHONE
from tests.helpers.newsroom import build
from tests.helpers.places import KINDS, address
from tests.helpers.serving import serving

LONGEST = 2600
"""Pixels of a page that are in its picture."""
SIZES = {"desktop": DESKTOP, "phone": PHONE}


def take(folder, only=()):
    """Take pictures of these kinds, of all if none is named: desktop and phone, light and dark."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made, sync_playwright() as playwright:
        room = build(Path(made) / "data")
        sandbox = () if os.geteuid() else ("--no-sandbox",)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *sandbox])
        with serving(room.path) as base:
            for size, viewport in SIZES.items():
                context = chromium.new_context(base_url=base, viewport=viewport, locale="uk-UA")
                page = context.new_page()
                for kind in only or KINDS:
                    page.goto(address(room, kind))
                    for scheme in ("light", "dark"):
                        page.emulate_media(color_scheme=scheme)
                        whole = page.evaluate("document.documentElement.scrollHeight")
                        shown = {"x": 0, "y": 0, "width": viewport["width"], "height": min(whole, LONGEST)}
                        page.screenshot(path=folder / f"{kind}-{size}-{scheme}.png", full_page=True, clip=shown)
                context.close()
        chromium.close()


if __name__ == "__main__":
    take(Path("build/screenshots"), sys.argv[1:])
