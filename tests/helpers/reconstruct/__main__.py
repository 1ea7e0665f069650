"""Writes tests/platforms and the made pages of the councils anew, and what must be read from each."""

from pathlib import Path

from tests.helpers.reconstruct import TEMPLATES, councils, pages, save

PLATFORMS = Path(__file__).parents[2] / "platforms"

for name in TEMPLATES:
    for page, made in pages(name).items():
        save(made, PLATFORMS / name / page)
councils.write()
