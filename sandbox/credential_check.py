"""Checks a registration token as Sinch would.

Written from the specification alone and sharing no code with the package that signs the tokens:
a mistake made there is not made here too, so the sandbox finds it.

Source: "Application Authentication", https://developers.sinch.com/docs/in-app-calling/
"""

import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from credentials import Application
from sandbox.jwt_parts import JwtParts, MalformedJwt, split_jwt

MIN_LIFETIME_SECONDS = 60
MIN_REGISTRATION_SECONDS = 48 * 3600
MAX_CLOCK_SKEW_SECONDS = 60
MAX_NONCE_LENGTH = 255
END_OF_9999 = 253_402_300_799

KEY_ID = re.compile(r"hkdfv1-([0-9]{8})")
CLOCK_CURE = "set the clock of the machine that signs the tickets"


class RegistrationRefused(Exception):
    """The token does not let this client register; the text says why and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class CheckedToken:
    """What is left to check of a good token: that its nonce was never seen before."""

    nonce: str
    valid_for_seconds: float  # from the time of the check


def check_registration_token(
    application: Application, token: str, *, application_key: str, user_id: str, now: datetime
) -> CheckedToken:
    """Check everything but the nonce's novelty.

    :param application_key: what the client says it belongs to.
    :param user_id: who registers.
    :param now: aware.
    :raises RegistrationRefused: at the first fault.
    """
    if application_key != application.key:
        raise RegistrationRefused(
            "unknown_application", "The page was made with an Application Key that is not ours."
        )
    try:
        parts = split_jwt(token)
    except MalformedJwt as fault:
        raise RegistrationRefused(
            "malformed_token", f"The ticket is not a registration token: {fault}."
        ) from None
    key_date = read_key_date(parts.header)
    claims = parts.claims
    check_issuer(application, claims)
    check_signature(application, parts, key_date)
    check_subject(application, claims, user_id)
    expires_at = check_times(claims, key_date, now)
    return CheckedToken(read_nonce(claims), expires_at - now.timestamp())


def read_key_date(header: dict[str, Any]) -> str:
    """Return the ``YYYYMMDD`` of the key id."""
    if header.get("alg") != "HS256":
        raise RegistrationRefused("wrong_algorithm", "The ticket must be signed with HS256.")
    if "crit" in header:
        raise RegistrationRefused("unknown_extension", "The ticket demands an extension of JWT.")
    key_id = header.get("kid")
    match = KEY_ID.fullmatch(key_id) if isinstance(key_id, str) else None
    if match is None:
        raise RegistrationRefused(
            "wrong_key_id", "The ticket's kid must be hkdfv1- and the UTC date as YYYYMMDD."
        )
    return match[1]


def check_issuer(application: Application, claims: dict[str, Any]) -> None:
    # Before the signature: it tells a wrong key from a wrong secret.
    if claims.get("iss") != issuer_of(application):
        raise RegistrationRefused(
            "wrong_application",
            "The ticket is for another application: "
            "check SINCH_APPLICATION_KEY where the tickets are signed.",
        )


def check_signature(application: Application, parts: JwtParts, key_date: str) -> None:
    signing_key = hmac.digest(application.secret, key_date.encode("ascii"), "sha256")
    if not hmac.compare_digest(hmac.digest(signing_key, parts.signed, "sha256"), parts.signature):
        raise RegistrationRefused(
            "wrong_signature",
            "The ticket was signed with another secret: "
            "check SINCH_APPLICATION_SECRET where the tickets are signed.",
        )


def check_subject(application: Application, claims: dict[str, Any], user_id: str) -> None:
    if claims.get("sub") != f"{issuer_of(application)}/users/{user_id}":
        raise RegistrationRefused("wrong_user", "The ticket is for another user than registers.")


def check_times(claims: dict[str, Any], key_date: str, now: datetime) -> int:
    """Return the time of expiry in seconds since 1970."""
    issued_at, expires_at = read_seconds(claims, "iat"), read_seconds(claims, "exp")
    if key_date != date_of(issued_at):
        raise RegistrationRefused(
            "wrong_key_date", "The date in the ticket's kid is not the UTC date of its iat."
        )
    if expires_at - issued_at < MIN_LIFETIME_SECONDS:
        raise RegistrationRefused("too_short", "The ticket must be valid for 60 seconds or more.")
    registration_ends_at = claims.get("sinch:rtc:instance:exp")
    if registration_ends_at is not None:
        ends_at = read_seconds(claims, "sinch:rtc:instance:exp")
        if ends_at - issued_at < MIN_REGISTRATION_SECONDS:
            raise RegistrationRefused(
                "registration_too_short", "The registration must be valid for 48 hours or more."
            )
    check_clock(issued_at, expires_at, now.timestamp())
    return expires_at


def check_clock(issued_at: int, expires_at: int, now: float) -> None:
    if issued_at > now + MAX_CLOCK_SKEW_SECONDS:
        raise RegistrationRefused(
            "issued_in_the_future",
            f"The ticket was issued {in_words(issued_at - now)} in the future: {CLOCK_CURE}.",
        )
    if expires_at <= now:
        raise RegistrationRefused(
            "expired",
            f"The ticket expired {in_words(now - expires_at)} ago: "
            f"fetch a new one for each registration, or {CLOCK_CURE}.",
        )


def read_seconds(claims: dict[str, Any], name: str) -> int:
    """Return a time of the years 1970 to 9999."""
    seconds = claims.get(name)
    # True is an int for Python.
    if type(seconds) is not int or not 0 <= seconds <= END_OF_9999:
        raise RegistrationRefused(
            "wrong_time", f"The ticket's {name} must be a time in whole seconds since 1970."
        )
    return seconds


def read_nonce(claims: dict[str, Any]) -> str:
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not 1 <= len(nonce) <= MAX_NONCE_LENGTH:
        raise RegistrationRefused("wrong_nonce", "The ticket must have a nonce, a random text.")
    return nonce


def issuer_of(application: Application) -> str:
    return f"//rtc.sinch.com/applications/{application.key}"


def date_of(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y%m%d")


def in_words(seconds: float) -> str:
    """``24 hours`` rather than 86399.7; at least one second."""
    whole = timedelta(seconds=max(1, round(seconds)))
    for unit, name in ((timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute")):
        if whole >= 2 * unit:
            return f"{round(whole / unit)} {name}s"
    count = int(whole.total_seconds())
    return f"{count} second{'s' * (count != 1)}"
