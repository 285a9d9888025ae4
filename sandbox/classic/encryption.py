"""How the classic SDK encrypts its messages: AES-CBC with PKCS #7 padding, the IV in front."""

import secrets

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

BLOCK_BYTES = 16
KEY_BYTES = 32


class Undecipherable(ValueError):
    """Not encrypted with this key, or cut off, or changed on the way."""


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def encrypt(key: bytes, plain: bytes, *, iv: bytes) -> bytes:
    """Return the IV and the encrypted text.

    :param key: 16, 24 or 32 bytes.
    :param iv: 16 bytes, never used twice with one key.
    """
    padder = PKCS7(BLOCK_BYTES * 8).padder()
    padded = padder.update(plain) + padder.finalize()
    encryptor = cipher(key, iv).encryptor()
    return iv + encryptor.update(padded) + encryptor.finalize()


def decrypt(key: bytes, encrypted: bytes) -> bytes:
    """Undo :func:`encrypt`.

    :raises Undecipherable:
    """
    iv, text = encrypted[:BLOCK_BYTES], encrypted[BLOCK_BYTES:]
    if not text or len(encrypted) % BLOCK_BYTES:
        raise Undecipherable("not a whole number of blocks")
    decryptor = cipher(key, iv).decryptor()
    unpadder = PKCS7(BLOCK_BYTES * 8).unpadder()
    padded = decryptor.update(text) + decryptor.finalize()
    try:
        return unpadder.update(padded) + unpadder.finalize()
    except ValueError:
        raise Undecipherable("encrypted with another key") from None


def cipher(key: bytes, iv: bytes) -> Cipher[modes.CBC]:
    # The classic SDK speaks nothing newer. Who could change a message cannot learn from us whether
    # its padding was right: whatever we cannot read is dropped in silence.
    return Cipher(algorithms.AES(key), modes.CBC(iv))
