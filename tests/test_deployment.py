"""The files of deploy/ do what docs/archivists/deployment.md says: the real nginx is started with them on 127.0.0.1."""

import configparser
import gzip
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from newsarchive.publish import publish
from newsarchive.serve.app import datasette
from newsarchive.serve.headers import POLICY
from newsarchive.store import Archive
from tests.helpers.build import NOW, Story

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed here: its configuration was not tried")

MAIN = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/newsarchive.conf;
}}
"""


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def certificate(folder):
    """Make a certificate for news.example that nobody trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "news.example")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(NOW).not_valid_after(NOW + timedelta(days=9000))
    pem = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(pem))
    plain = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(plain)


def placed(folder, http, https, behind, rate="10r/s"):
    """Put this machine's ports, folders and certificate in the places of the configuration; nothing else is changed."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for there, here in (
        ("listen 80;", f"listen 127.0.0.1:{http};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{https} ssl http2;"),
        ("server 127.0.0.1:8001;", f"server 127.0.0.1:{behind};"),
        ("/etc/letsencrypt/live/news.example/fullchain.pem", f"{folder}/cert.pem"),
        ("/etc/letsencrypt/live/news.example/privkey.pem", f"{folder}/key.pem"),
        ("/var/cache/nginx/newsarchive", f"{folder}/cache"),
        ("rate=10r/s", f"rate={rate}"),
    ):
        assert text.count(there) == 1, there
        text = text.replace(there, here)
    (folder / "newsarchive.conf").write_text(text, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")


class Counting:
    """An application that counts what reaches it."""

    def __init__(self, application):
        self.application, self.asked = application, []

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http":
            self.asked.append(scope)
        await self.application(scope, receive, send)


class House:
    """nginx before the archive."""

    def __init__(self, folder, application, rate):
        self.behind, self.http, self.https = free_port(), free_port(), free_port()
        self.counting = Counting(application)
        config = uvicorn.Config(
            self.counting, port=self.behind, log_level="warning", server_header=False, lifespan="on"
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run)
        certificate(folder)
        placed(folder, self.http, self.https, self.behind, rate)
        self.folder = folder

    def __enter__(self):
        self.thread.start()
        command = [NGINX, "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        assert "[warn]" not in checked.stderr.replace("conflicting", ""), checked.stderr
        self.process = subprocess.Popen(command)
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.https), 1):
                if self.server.started:
                    return self
            time.sleep(0.05)
        raise AssertionError((self.folder / "error.log").read_text())

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
        self.server.should_exit = True
        self.thread.join(10)

    def ask(self, path, method="GET", *, secure=True, **headers):
        """Give status, headers and body."""
        port = self.https if secure else self.http
        named = {"Host": "news.example", **{name.replace("_", "-"): value for name, value in headers.items()}}
        url = f"{'https' if secure else 'http'}://127.0.0.1:{port}{path}"
        asked = urllib.request.Request(url, method=method, headers=named)
        context = ssl._create_unverified_context()  # noqa: S323 - our own, of a minute ago
        opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context), _Unled)
        try:
            with opener.open(asked, timeout=10) as response:
                return response.status, response.headers, response.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()


class _Unled(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("deployed")
    with Archive(folder / "data") as archive:
        story = Story(archive)
        story.read("a", "Бюджет ухвалено", body="Довгий текст. " * 200)
        story.read("b", "Міст відкрито")
    publish(folder / "data", folder / "public" / "archive.db")
    return folder / "public" / "archive.db"


def opened(folder, path, rate="1000r/s"):
    return House(folder, datasette(path, public="https://news.example").app(), rate)


@pytest.fixture
def house(tmp_path, copy):
    with opened(tmp_path, copy) as running:
        yield running


@needs_nginx
def test_plain_http_leads_to_https_on_the_archive_s_own_name(house):
    status, headers, _ = house.ask("/archive/search?q=a%20b", secure=False, Host="evil.example")

    assert (status, headers["Location"]) == (301, "https://news.example/archive/search?q=a%20b")


@needs_nginx
def test_what_was_asked_once_is_answered_by_nginx_and_in_each_language(house):
    def asked(cookie):
        status, headers, body = house.ask("/archive/articles/1", Cookie=cookie)
        return status, headers["X-Cache"], "Skip to the content" in body.decode()

    first = [asked(""), asked("newsarchive_language=en; tracker=1")]
    again = [asked("tracker=2"), asked("newsarchive_language=en"), asked("newsarchive_language=<script>")]

    assert first == [(200, "MISS", False), (200, "MISS", True)]
    assert again == [(200, "HIT", False), (200, "HIT", True), (200, "HIT", False)]
    assert len(house.counting.asked) == 2


@needs_nginx
def test_the_switch_of_language_is_kept_by_nobody(house):
    for _ in range(2):
        status, headers, _ = house.ask("/archive/articles/1?_lang=en")

        assert (status, headers["X-Cache"]) == (200, "MISS")
        assert "newsarchive_language=en" in headers["Set-Cookie"]


@needs_nginx
def test_trouble_is_kept_by_nobody(house):
    for _ in range(2):
        status, headers, _ = house.ask("/archive/articles/77")

        assert (status, headers["X-Cache"]) == (404, "MISS")


@needs_nginx
def test_who_has_a_page_is_answered_304_through_nginx(house):
    tag = house.ask("/archive/articles/1")[1]["ETag"]
    status, headers, body = house.ask("/archive/articles/1", If_None_Match=tag)

    assert (status, body) == (304, b"")
    assert headers["ETag"] == tag


@needs_nginx
def test_pages_are_pressed_and_come_with_every_header(house):
    status, headers, body = house.ask("/archive/articles/1", Accept_Encoding="gzip")

    assert status == 200
    assert headers["Content-Encoding"] == "gzip"
    assert "Бюджет ухвалено" in gzip.decompress(body).decode()
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "public, max-age=3600"
    assert headers["Server"] == "nginx"


@needs_nginx
def test_the_archive_knows_the_scheme_and_the_host_and_no_cookie_but_its_own(house):
    house.ask("/archive/articles/2", Cookie="session=secret")
    (scope,) = house.counting.asked
    told = dict(scope["headers"])

    assert scope["scheme"] == "https"
    assert (told[b"host"], told[b"cookie"]) == (b"news.example", b"newsarchive_language=uk")


@needs_nginx
@pytest.mark.parametrize("method", ["POST", "TRACE", "PUT", "DELETE", "OPTIONS"])
def test_nothing_but_reading_comes_through(house, method):
    assert house.ask("/archive/articles/1", method)[0] == 405
    assert house.counting.asked == []


@needs_nginx
@pytest.mark.parametrize("path", ["//evil.example/", "//x/y", "/-/versions", "/archive?sql=select+1", "/archive.db"])
def test_what_is_closed_is_closed_through_nginx(house, path):
    status, headers, _ = house.ask(path)

    assert status in {400, 403, 404}
    assert "Location" not in headers


@needs_nginx
def test_who_asks_too_often_is_told_so(tmp_path, copy):
    with opened(tmp_path, copy, rate="1r/s") as house:
        codes = [house.ask("/archive/articles/1")[0] for _ in range(60)]

    assert codes[:40] == [200] * 40
    assert set(codes[40:]) >= {429}


@needs_nginx
def test_while_the_archive_is_away_what_was_kept_is_still_shown(tmp_path, copy):
    with opened(tmp_path, copy) as house:
        house.ask("/archive/articles/1")
        house.server.should_exit = True
        house.thread.join(10)

        assert house.ask("/archive/articles/1")[0] == 200
        assert house.ask("/archive/articles/2")[0] == 502


# -- systemd --------------------------------------------------------------------------------------------------------


def unit(name):
    class Repeating(dict):
        """systemd lets a key come again: its values are added up."""

        def __setitem__(self, key, value):
            if isinstance(value, list) and key in self:
                value = [*self[key], *value]
            super().__setitem__(key, value)

    parser = configparser.RawConfigParser(strict=False, dict_type=Repeating, interpolation=None)
    parser.optionxform = str
    parser.read_string((DEPLOY / name).read_text(encoding="utf-8"))
    return parser


@pytest.mark.parametrize("name", ["newsarchive-serve.service", "newsarchive-publish.service"])
def test_what_the_units_start_is_a_command_of_ours(name):
    import click

    from newsarchive.cli import main

    program, *words = unit(name)["Service"]["ExecStart"].split()
    command = main.commands[words[0]]

    assert program.endswith("/newsarchive")
    command.make_context(words[0], words[1:], parent=click.Context(main))


def test_the_unit_for_readers_writes_nothing_and_reaches_nobody():
    service = unit("newsarchive-serve.service")["Service"]

    for name in ("DynamicUser", "ProtectHome", "PrivateTmp", "NoNewPrivileges", "RestrictNamespaces"):
        assert service[name] == "yes"
    assert (service["ProtectSystem"], service["IPAddressDeny"], service["IPAddressAllow"]) == (
        "strict",
        "any",
        "localhost",
    )
    assert "ReadWritePaths" not in service


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd is not installed here: its units were not tried"
)
def test_systemd_understands_the_units(tmp_path):
    for path in DEPLOY.glob("newsarchive-*"):
        text = re.sub(r"/opt/newsarchive/bin/newsarchive", sys.executable, path.read_text(encoding="utf-8"))
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert [line for line in done.stderr.splitlines() if "newsarchive-" in line] == []


def test_the_page_names_every_file_and_nothing_else():
    page = (ROOT / "docs/archivists/deployment.md").read_text(encoding="utf-8")

    assert set(re.findall(r"deploy/([\w.-]+)", page)) == {path.name for path in DEPLOY.iterdir()}
