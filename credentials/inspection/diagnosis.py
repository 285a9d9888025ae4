"""Tries the wrong keys that people take, to say more than "signed with another secret".

Only who has the Application Secret can hit one of them, so nothing is given away.
"""

import hmac
from base64 import b64encode

from .._strict import JsonObject, decode_base64url, is_whole_number
from .._times import LATEST_SECOND, from_seconds
from ..application import Application
from ..errors import CredentialError
from ..registration_token import check_header
from ..signing_key import compact_date, derive_signing_key, parse_key_id

UNDERIVED_KEY = (
    "It was signed with the Application Secret itself: derive the day's key from it, and sign with"
    " that."
)
UNDECODED_KEY = "It was signed with the secret as text: decode the base64, and sign with the bytes."
DAYS_KEY_FROM_TEXT = "The day's key was derived from the secret as text: decode the base64 first."
KEY_OF_ANOTHER_DAY = (
    "The key of the date of iat has signed, but kid names {}: take both from one moment, in UTC."
)


def is_token_signed(application: Application, text: str, header: JsonObject) -> bool:
    """Whether the key that the header names has signed; an expired token still is."""
    try:
        return has_signed_token(derive_signing_key(application, check_header(header)), text)
    except CredentialError:
        return False


def has_signed_token(key: bytes, text: str) -> bool:
    signed, _, signature = text.rpartition(".")
    try:
        given = decode_base64url(signature, "signature")
    except CredentialError:
        return False
    return has_signed(key, signed.encode("utf-8", "surrogatepass"), given)


def has_signed(key: bytes, data: bytes, signature: bytes) -> bool:
    return hmac.compare_digest(hmac.digest(key, data, "sha256"), signature)


def diagnose_token(
    application: Application, text: str, header: JsonObject, claims: JsonObject
) -> str:
    """Return which wrong key signed a token whose header is right; empty: none that we know."""
    day, iat = parse_key_id(header.get("kid")), claims.get("iat")
    secret_text = b64encode(application.secret)
    days_key_from_text = hmac.digest(secret_text, compact_date(day).encode("ascii"), "sha256")
    wrong_keys = {
        application.secret: UNDERIVED_KEY,
        secret_text: UNDECODED_KEY,
        days_key_from_text: DAYS_KEY_FROM_TEXT,
    }
    if is_whole_number(iat) and 0 <= iat <= LATEST_SECOND:
        key_of_iat = derive_signing_key(application, from_seconds(iat).date())
        wrong_keys[key_of_iat] = KEY_OF_ANOTHER_DAY.format(compact_date(day))
    return next((why for key, why in wrong_keys.items() if has_signed_token(key, text)), "")


def diagnose_ticket(application: Application, data: bytes, signature: bytes) -> str:
    """The same for a user ticket."""
    secret_text = b64encode(application.secret)
    return UNDECODED_KEY if has_signed(secret_text, data, signature) else ""
