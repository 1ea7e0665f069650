"""Writes tests/platforms anew, every page and what must be read from it."""

from pathlib import Path

from tests.helpers.reconstruct import TEMPLATES, pages, save

PLATFORMS = Path(__file__).parents[2] / "platforms"

for name in TEMPLATES:
    for page, made in pages(name).items():
        save(made, PLATFORMS / name / page)
