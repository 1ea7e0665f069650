"""Who may import whom: the contracts of pyproject.toml, and what a spider's file may do."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SPIDERS = sorted(path for path in (ROOT / "spiders").glob("*.py") if path.stem != "__init__")
PUBLIC = {"newsarchive", "newsarchive.pages"}


def imported(path):
    """Give the modules that a file imports, as they are written."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def python(*words):
    """Run Python in a process of its own, where nothing has been imported yet."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_the_contracts_hold():
    pytest.importorskip("importlinter")
    done = python("-c", "from importlinter.cli import lint_imports_command as run; run(['--no-cache'])")

    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


@pytest.mark.parametrize("path", SPIDERS, ids=lambda path: path.stem)
def test_a_spider_imports_the_public_interface_alone(path):
    others = {name for name in imported(path) if name.partition(".")[0] not in sys.stdlib_module_names}

    assert others - PUBLIC == set()


@pytest.mark.parametrize("path", SPIDERS, ids=lambda path: path.stem)
def test_a_spider_only_declares(path):
    calls = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)
    ]

    assert [function.name for function in calls] == []


def test_the_house_knows_spiders_by_their_registry_alone():
    named = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "newsarchive").rglob("*.py")
        if any(name.partition(".")[0] == "spiders" for name in imported(path))
    }

    assert named == set()


@pytest.mark.parametrize("statement", ["import newsarchive", "from newsarchive import Archive"])
def test_reading_an_archive_starts_no_engine(statement):
    done = python("-c", f"{statement}; import sys; print({{'scrapy', 'twisted', 'datasette'}} & set(sys.modules))")

    assert done.stdout == "set()\n", done.stderr
