"""The certificate that `make lan` makes for this machine."""

import os
import ssl
import stat
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography import x509

from workshop.certificate import LIFETIME, fingerprint_of, keep_certificate

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
NAMES = ("192.0.2.7", "2001:db8::7", "laptop.local", "localhost")


def test_it_covers_every_address_and_name_and_no_other(tmp_path: Path) -> None:
    path = keep_certificate(tmp_path, NAMES, now=NOW)

    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    covered = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert {str(name.value) for name in covered} == set(NAMES)


def test_it_vouches_for_no_other_certificate(tmp_path: Path) -> None:
    path = keep_certificate(tmp_path, NAMES, now=NOW)

    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    assert constraints.critical
    assert not constraints.value.ca


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_can_read_the_key(tmp_path: Path) -> None:
    path = keep_certificate(tmp_path, NAMES, now=NOW)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_restart_keeps_it_so_that_nobody_is_warned_twice(tmp_path: Path) -> None:
    first = keep_certificate(tmp_path, NAMES, now=NOW).read_bytes()

    again = keep_certificate(tmp_path, NAMES[1:], now=NOW + timedelta(days=20)).read_bytes()

    assert again == first


@pytest.mark.parametrize(
    ("names", "later"),
    [((*NAMES, "192.0.2.8"), timedelta()), (NAMES, LIFETIME - timedelta(days=1))],
    ids=["a new address", "it ends soon"],
)
def test_it_is_made_anew_when_it_no_longer_fits(tmp_path: Path, names, later) -> None:
    first = fingerprint_of(keep_certificate(tmp_path, NAMES, now=NOW))

    again = fingerprint_of(keep_certificate(tmp_path, names, now=NOW + later))

    assert again != first


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"half"])
def test_a_damaged_one_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    path = keep_certificate(tmp_path, NAMES, now=NOW)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage == b"half" else damage)

    keep_certificate(tmp_path, NAMES, now=NOW)

    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(path)


def test_the_fingerprint_is_that_of_the_certificate(tmp_path: Path) -> None:
    path = keep_certificate(tmp_path, NAMES, now=NOW)

    pem = path.read_text().partition("-----END PRIVATE KEY-----\n")[2]
    assert fingerprint_of(path) == sha256(ssl.PEM_cert_to_DER_cert(pem)).digest().hex(":").upper()
