"""The example of another package with a spider, installed as far as Python sees: on the path, with its metadata."""

import contextlib
import sys
import tomllib
from pathlib import Path

import pytest

NAME = "lviv_local"
FOLDER = Path(__file__).parents[1] / "examples" / NAME


@contextlib.contextmanager
def installed(place):
    """Install the example for a while, without a package index.

    Args:
        place: a fresh folder, for what an installer would leave.
    """
    project = tomllib.loads((FOLDER / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    about = place / f"{NAME}-{project['version']}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {project['name']}\nVersion: {project['version']}\n")
    groups = project["entry-points"].items()
    lines = [line for group, named in groups for line in (f"[{group}]", *(f"{k} = {v}" for k, v in named.items()))]
    (about / "entry_points.txt").write_text("\n".join(lines) + "\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(place)
        patch.syspath_prepend(FOLDER)
        yield
    for name in [name for name in sys.modules if name.partition(".")[0] == NAME]:
        del sys.modules[name]
