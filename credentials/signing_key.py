"""The key of the day, which signs registration tokens in place of the Application Secret.

Source: https://developers.sinch.com/docs/in-app-calling/js/application-authentication/
"""

import hmac
import re
from datetime import date
from functools import lru_cache

from .application import Application
from .errors import CredentialError

KEY_ID = re.compile(r"hkdfv1-(\d{4})(\d\d)(\d\d)", re.ASCII)


@lru_cache(maxsize=64)
def derive_signing_key(application: Application, day: date) -> bytes:
    """Derive the day's key: HMAC-SHA256 of ``YYYYMMDD``, keyed with the secret; 32 bytes.

    Remembered, for a day's tokens share it; the memory is bounded, for a reader meets any date.
    """
    return hmac.digest(application.secret, compact_date(day).encode("ascii"), "sha256")


@lru_cache(maxsize=64)
def key_id(day: date) -> str:
    """Return the name of the day's key, the token's ``kid``: ``hkdfv1-YYYYMMDD``."""
    return f"hkdfv1-{compact_date(day)}"


def parse_key_id(value: object) -> date:
    """Return the day of a ``kid``.

    :raises CredentialError: ``kid-format``.
    """
    match = KEY_ID.fullmatch(value) if isinstance(value, str) else None
    try:
        if match:
            return date(*map(int, match.groups()))
    except ValueError:
        pass  # the thirtieth of February
    raise CredentialError(
        "kid-format",
        'The key id ("kid") is not "hkdfv1-" and a date as YYYYMMDD: write the date in UTC, in'
        " the Gregorian calendar, with the digits 0 to 9.",
    )


def compact_date(day: date) -> str:
    """Write ``YYYYMMDD`` in any locale; ``strftime`` would drop the zeros of an early year."""
    return day.isoformat().replace("-", "")
