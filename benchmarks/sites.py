"""The demo site, served by a process of its own, and how other servers are waited for, as benchmarks need it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
_HOLDING = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{}}
http {{
    access_log off;
    keepalive_requests 1000000;
    proxy_cache_path {folder}/held keys_zone=held:16m max_size=1g;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://127.0.0.1:{behind};
            proxy_cache held;
            proxy_cache_key $request_uri;
            proxy_cache_valid any 1h;
            proxy_set_header Accept-Encoding gzip;
        }}
    }}
}}
"""


@contextmanager
def served(articles: int, *, latency: float = 0.0, seed: str = "1") -> Iterator[tuple[str, list[str]]]:
    """Serve a site while the block runs; give its address and its articles' addresses, newest first."""
    with _published(articles, "--port", "0", "--latency", str(latency), "--seed", seed) as told:
        yield told


@contextmanager
def held(articles: int) -> Iterator[tuple[str, list[str]]]:
    """Serve the same through nginx, which holds what was once asked: next to nothing of the machine goes to the site.

    A council's site is another machine's work. Without nginx the site is served as it is, and that is said.
    """
    if NGINX is None:
        print("nginx is not installed: the site's own work is taken from the same machine")
        with served(articles) as told:
            yield told
        return
    port, behind = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        user = "user root;" if os.geteuid() == 0 else ""
        path = Path(folder, "nginx.conf")
        path.write_text(_HOLDING.format(folder=folder, user=user, port=port, behind=behind), encoding="ascii")
        with (
            _published(articles, "--port", str(behind), "--behind", f"http://127.0.0.1:{port}") as told,
            _running([NGINX, "-c", str(path), "-p", folder]),
        ):
            wait_for(port)
            yield told


@contextmanager
def _published(articles: int, *words: str) -> Iterator[tuple[str, list[str]]]:
    with tempfile.TemporaryDirectory() as folder:
        truth = Path(folder, "truth.jsonl")
        command = [sys.executable, "-m", "newsarchive.cli", "demo", "site", "--articles", str(articles), *words]
        with _running([*command, "--truth", str(truth)]) as site:
            base = site.stdout.readline().split("/ ")[0]
            rows = [json.loads(line) for line in truth.open()]
            yield base, [row["url"] for row in sorted(rows, key=lambda row: row["published"], reverse=True)]


@contextmanager
def _running(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """Give a port of 127.0.0.1 on which nothing listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def wait_for(port: int) -> None:
    """Wait until somebody listens, a minute at most."""
    for _ in range(1200):
        with closing(socket.socket()) as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens on port {port}")
