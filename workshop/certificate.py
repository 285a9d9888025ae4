"""The certificate of `make lan`: made on this machine, for its addresses, kept while it fits."""

import os
import tempfile
from collections.abc import Collection
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

FILE_NAME = "lan-certificate.pem"
LIFETIME = timedelta(days=30)
# A workshop that begins today must not end with an expired certificate.
NEEDED_FOR = timedelta(days=2)
# Clocks of phones may be behind.
BEFORE_NOW = timedelta(days=1)


def keep_certificate(folder: Path, names: Collection[str], *, now: datetime) -> Path:
    """Return a file with the private key and a certificate for all of ``names``.

    :param names: host names and addresses, as text.
    :param now: aware UTC.
    """
    path = folder / FILE_NAME
    if not (path.exists() and is_good(path.read_bytes(), names, now)):
        write_privately(path, make_certificate(names, now))
    return path


def fingerprint_of(path: Path) -> str:
    """The SHA-256 fingerprint as browsers show it."""
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def is_good(pem: bytes, names: Collection[str], now: datetime) -> bool:
    """Whether the file is whole, covers all names, and lasts long enough."""
    try:
        load_pem_private_key(pem, password=None)
        certificate = x509.load_pem_x509_certificate(pem)
    except ValueError:
        return False
    covered = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    is_complete = set(map(general_name, names)) <= set(covered)
    return is_complete and now + NEEDED_FOR < certificate.not_valid_after_utc


def make_certificate(names: Collection[str], now: datetime) -> bytes:
    """Return a new private key and the certificate that it signs itself, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sinch calling sample, workshop")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BEFORE_NOW)
        .not_valid_after(now + LIFETIME)
        .add_extension(x509.SubjectAlternativeName(map(general_name, names)), critical=False)
        # It vouches for this server and for no other certificate.
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    )
    certificate = builder.sign(key, hashes.SHA256())
    private_key = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private_key + certificate.public_bytes(Encoding.PEM)


def general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def write_privately(path: Path, content: bytes) -> None:
    """Write the file whole, readable by its owner only."""
    # mkstemp makes the file with mode 0600.
    handle, temporary_name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(temporary_name).replace(path)
