"""The wheel holds both packages under their own names, with all that they need to run."""

import importlib.util
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NEEDED = ("hatchling", "build")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel from a copy of what is committed to it; give its names."""
    for name in NEEDED:
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed: the wheel cannot be built here")
    source = tmp_path_factory.mktemp("source")
    for name in ("newsarchive", "spiders"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "dist", "."]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = (source / "dist").glob("*.whl")
    with zipfile.ZipFile(made) as archive:
        names = archive.namelist()
        return names, {name: archive.read(name).decode() for name in names if name.endswith("entry_points.txt")}


def test_its_two_packages_are_ours(wheel):
    names, _ = wheel

    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"newsarchive", "spiders"}


def test_each_file_of_the_packages_that_is_not_made_is_inside(wheel):
    names, _ = wheel
    written = {
        str(path.relative_to(ROOT))
        for package in ("newsarchive", "spiders")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert written - set(names) == set()


@pytest.mark.parametrize("ending", [".html", ".css", "seed.txt"])
def test_templates_styles_and_the_seed_are_inside(wheel, ending):
    assert [name for name in wheel[0] if name.endswith(ending)]


def test_the_command_the_spiders_and_the_plugin_are_declared(wheel):
    (text,) = wheel[1].values()

    assert "newsarchive = newsarchive.cli:main" in text
    assert "[newsarchive.spiders]" in text
    assert "[datasette]" in text
