"""The archive is served in this process, and a browser of this machine reads it; nobody's pages ask another host."""

import os
import re
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.helpers.places import KINDS, address
from tests.helpers.serving import serving

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 10_000
"""Milliseconds that anything may take, on a machine that is busy."""


def pytest_collection_modifyitems(items):
    """Skip where there is no browser, but not where the result must not read as green."""
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        reason = f"{CHROMIUM} is not there: install Debian's chromium, or name another with CHROMIUM=PATH"
        for item in items:
            if item.path.is_relative_to(Path(__file__).parent):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def house(newsroom):
    """Where the archive is served."""
    with serving(newsroom.path) as base:
        yield base


@pytest.fixture(params=KINDS)
def place(request, newsroom):
    """The address of a page, of every kind in turn."""
    return address(newsroom, request.param)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        sandbox = () if os.geteuid() else ("--no-sandbox",)  # Chromium has none as root, as on CI
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *sandbox])
        yield chromium
        chromium.close()


class Watched:
    """A browser's window, and what happened in it that should not."""

    def __init__(self, context, base):
        self.trouble = []
        self.base = base
        context.set_default_timeout(PATIENCE)
        context.route("**/*", self._only_here)
        context.on("dialog", self._dialog)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.trouble.append(f"script: {error.error}"))
        self.page = context.new_page()

    def _only_here(self, route):
        if route.request.url.startswith((self.base + "/", "data:")):
            route.continue_()
        else:
            self.trouble.append(f"asked for {route.request.url}")
            route.abort()

    def _console(self, message):
        if message.type != "error":
            return
        answered = re.match("Failed to load resource: the server responded with a status of 4..", message.text)
        if not (answered and message.location["url"] == self.page.url):  # a page that says no is no trouble
            self.trouble.append(f"console: {message.text}")

    def _dialog(self, dialog):
        self.trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def window(browser, house):
    """Open windows as ``with window(phone=True, dark=True) as page``; each must end without trouble."""

    @contextmanager
    def opened(*, scripts=True, phone=False, dark=False, base=house, **options):
        context = browser.new_context(
            base_url=base,
            java_script_enabled=scripts,
            viewport=PHONE if phone else DESKTOP,
            has_touch=phone,
            is_mobile=phone,
            color_scheme="dark" if dark else "light",
            locale="uk-UA",
            **options,
        )
        watched = Watched(context, base)
        try:
            yield watched.page
            assert watched.trouble == []
        finally:
            context.close()

    return opened


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def page(request, window):
    """A window at the front page, with scripts and without."""
    with window(scripts=request.param) as opened:
        opened.goto("/")
        yield opened


@pytest.fixture
def phone(window):
    """A window of a phone's width at the front page."""
    with window(phone=True) as opened:
        opened.goto("/")
        yield opened
