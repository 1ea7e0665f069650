"""Certificates that no browser would take, made anew when they are wanted."""

from __future__ import annotations

import ipaddress
import ssl
import tempfile
import warnings
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.hostile.internet import NAMES
from tests.hostile.wire import HERE

_DAY = timedelta(days=1)


@cache
def context(kind):
    """Give a server's TLS context.

    Args:
        kind: what is wrong with it: ``self-signed``, ``expired``, ``not yet``, ``wrong name``, ``no name``,
            ``unknown authority``, ``old protocol``, ``client wanted``.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "server.pem")
        path.write_bytes(_private(key) + _certificate(kind, key).public_bytes(serialization.Encoding.PEM))
        made.load_cert_chain(path)
    if kind == "old protocol":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # it is old: that is the point
            made.minimum_version = made.maximum_version = ssl.TLSVersion.TLSv1
        made.set_ciphers("ALL:@SECLEVEL=0")
    if kind == "client wanted":
        made.verify_mode = ssl.CERT_REQUIRED
    return made


def _certificate(kind, key):
    now = datetime.now(UTC)
    begin, end = now - _DAY, now + 30 * _DAY
    if kind == "expired":
        begin, end = now - 400 * _DAY, now - 35 * _DAY
    elif kind == "not yet":
        begin, end = now + 30 * _DAY, now + 60 * _DAY
    signer = ec.generate_private_key(ec.SECP256R1()) if kind == "unknown authority" else key
    issuer = _name("An authority that nobody knows") if kind == "unknown authority" else _name(HERE)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(HERE))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
    )
    if kind != "no name":
        own = [x509.IPAddress(ipaddress.ip_address(HERE)), *map(x509.DNSName, NAMES)]
        named = [x509.DNSName("casino.example")] if kind == "wrong name" else own
        builder = builder.add_extension(x509.SubjectAlternativeName(named), critical=False)
    return builder.sign(signer, hashes.SHA256())


def _name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _private(key):
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
