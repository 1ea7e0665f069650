"""The demo site, served by a process of its own, as other benchmarks need it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def served(articles: int, *, latency: float = 0.0, seed: str = "1") -> Iterator[tuple[str, list[str]]]:
    """Serve a site while the block runs; give its address and its articles' addresses, newest first."""
    with tempfile.TemporaryDirectory() as folder:
        truth = Path(folder, "truth.jsonl")
        words = ["--articles", str(articles), "--port", "0", "--latency", str(latency), "--seed", seed]
        command = [sys.executable, "-m", "newsarchive.cli", "demo", "site", *words, "--truth", str(truth)]
        site = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            base = site.stdout.readline().split("/ ")[0]
            rows = [json.loads(line) for line in truth.open()]
            yield base, [row["url"] for row in sorted(rows, key=lambda row: row["published"], reverse=True)]
        finally:
            site.terminate()
            site.wait()
