"""Hashing passwords, so that guessing and flooding both stay expensive for the other side."""

import unicodedata
from threading import BoundedSemaphore

from werkzeug.security import check_password_hash, generate_password_hash

# OWASP's minimum for scrypt with N=2^15; Werkzeug's default is below it.
METHOD = "scrypt:32768:8:3"
# Checked for unknown users, so that they cost the same time as known ones.
DUMMY_HASH = generate_password_hash("nobody has this password", method=METHOD)
# Each hash takes 32 MiB: a crowd at the login page queues instead of filling the memory.
_slots = BoundedSemaphore(4)


def hash_password(password: str) -> str:
    """Return a salted hash of the password, whatever way its accents were typed."""
    with _slots:
        return generate_password_hash(normalise(password), method=METHOD)


def is_password(password: str, password_hash: str | None) -> bool:
    """Tell whether the password fits; takes its time also when there is no hash to fit."""
    with _slots:
        try:
            fits = check_password_hash(password_hash or DUMMY_HASH, normalise(password))
        except ValueError:  # the stored hash is of no kind that we know
            return False
    return fits and bool(password_hash)


def normalise(password: str) -> str:
    # The same "é" is one code point on one keyboard and two on another.
    return unicodedata.normalize("NFC", password)
