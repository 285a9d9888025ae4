"""The registration token: the JWT with which one client registers as one user.

Source: https://developers.sinch.com/docs/in-app-calling/js/application-authentication/
"""

from datetime import date, datetime, timedelta

import jwt

from ._strict import (
    JsonObject,
    check_signature_length,
    decode_base64url,
    is_words,
    parse_object,
    require_text,
)
from ._times import check_time_window, lifetime_seconds, seconds_since_epoch, to_utc
from .application import Application
from .errors import CredentialError
from .registration_claims import (
    ISSUER,
    MIN_LIFETIME,
    MIN_REGISTRATION_LIFETIME,
    REGISTRATION_EXPIRY,
    RegistrationToken,
    check_issuer,
    read_claims,
)
from .signing_key import derive_signing_key, key_id, parse_key_id
from .user_id import check_token_user_id

TOKEN_LIFETIME = timedelta(seconds=600)

_hs256 = jwt.PyJWS(algorithms=["HS256"])


def sign_registration_token(
    application: Application,
    user_id: str,
    *,
    issued_at: datetime,
    nonce: str,
    lifetime: timedelta = TOKEN_LIFETIME,
    registration_lifetime: timedelta | None = None,
) -> str:
    """Sign the token that lets one client register with Sinch as one user.

    :param user_id: 1 to 255 characters of ``A-Z a-z 0-9 - _ =``.
    :param issued_at: aware; cut to the second, whose date in UTC selects the signing key.
    :param nonce: never used twice; not empty.
    :param lifetime: whole seconds, 60 or more. Sinch names no maximum, so neither do we; minutes
        are enough, for the client uses the token at once.
    :param registration_lifetime: how long the registration itself lasts, from ``issued_at`` on:
        whole seconds, 48 hours or more. ``None`` leaves it to Sinch.
    :return: a compact JWT.
    :raises InvalidUserId: before anything is signed.
    :raises ValueError: another argument is not as said here.
    """
    check_token_user_id(user_id)
    if not is_words(nonce):
        raise ValueError("a nonce is text, and not empty")
    issued_at = to_utc(issued_at)
    issuer = ISSUER + application.key
    # No "typ", claims sorted: equals Sinch's published example byte for byte.
    claims = {
        "iss": issuer,
        "nonce": nonce,
        "sub": f"{issuer}/users/{user_id}",
        **time_claims(issued_at, lifetime, registration_lifetime),
    }
    day = issued_at.date()
    key = derive_signing_key(application, day)
    headers = {"typ": None, "kid": key_id(day)}
    return jwt.encode(dict(sorted(claims.items())), key, algorithm="HS256", headers=headers)


def time_claims(
    issued_at: datetime, lifetime: timedelta, registration_lifetime: timedelta | None
) -> dict[str, int]:
    """When the token was made and expires, and the registration, in seconds since the epoch."""
    iat = seconds_since_epoch(issued_at)
    claims = {"iat": iat, "exp": iat + lifetime_seconds(issued_at, lifetime, least=MIN_LIFETIME)}
    if registration_lifetime is not None:
        claims[REGISTRATION_EXPIRY] = iat + lifetime_seconds(
            issued_at, registration_lifetime, least=MIN_REGISTRATION_LIFETIME
        )
    return claims


def read_registration_token(
    application: Application, token: object, *, now: datetime
) -> RegistrationToken:
    """Return what a token says, or say what is wrong with it.

    :param token: anything; what is no token at all is refused like a forged one.
    :param now: aware; ``issued_at`` may be 5 minutes later, no clock being exact.
    :raises CredentialError: the ``code`` names the first check that failed.
    """
    text = require_text(token, "registration token")
    header, claims = split_token(text)
    day = check_header(header)
    check_issuer(application, claims)  # it says whose secret must have signed
    try:
        _hs256.decode(text, derive_signing_key(application, day), algorithms=["HS256"])
    except jwt.PyJWTError:
        raise CredentialError(
            "signature-mismatch",
            "The registration token was signed with another secret, or changed since: compare the"
            " Application Secret with the Sinch dashboard.",
        ) from None
    read = read_claims(application, claims, day)
    check_time_window(read.issued_at, read.expires_at, now=now, what="registration token")
    return read


def split_token(text: str) -> tuple[JsonObject, JsonObject]:
    """Return header and claims, of which nothing is proved yet but that they are JSON objects."""
    parts = text.split(".")
    if len(parts) != 3:
        raise CredentialError(
            "token-form",
            f'A registration token has three parts with "." between them; this has {len(parts)}.',
        )
    header = parse_object(decode_base64url(parts[0], "header"), "header")
    claims = parse_object(decode_base64url(parts[1], "claims"), "claims")
    check_signature_length(decode_base64url(parts[2], "signature"))
    return header, claims


def check_header(header: JsonObject) -> date:
    """Return the day of the signing key; other members, such as ``typ``, do no harm."""
    if header.get("alg") != "HS256":
        raise CredentialError("alg-not-hs256", 'The algorithm ("alg") is not HS256.')
    if "crit" in header or "b64" in header:
        raise CredentialError("header-critical", 'The header asks for extensions ("crit", "b64").')
    return parse_key_id(header.get("kid"))
