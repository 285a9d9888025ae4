"""What a registration token claims, and how its claims must agree with each other.

Source: https://developers.sinch.com/docs/in-app-calling/js/application-authentication/
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ._strict import JsonObject, is_whole_number, is_words
from ._times import LATEST_SECOND, from_seconds
from .application import Application
from .errors import CredentialError
from .signing_key import compact_date

ISSUER = "//rtc.sinch.com/applications/"
REGISTRATION_EXPIRY = "sinch:rtc:instance:exp"
MIN_LIFETIME = timedelta(seconds=60)
MIN_REGISTRATION_LIFETIME = timedelta(hours=48)


@dataclass(frozen=True)
class RegistrationToken:
    """What a registration token says, once all of it is proved."""

    user_id: str
    application_key: str
    issued_at: datetime
    expires_at: datetime
    nonce: str
    registration_expires_at: datetime | None  # None: left to Sinch


def read_claims(application: Application, claims: JsonObject, day: date) -> RegistrationToken:
    """Check each claim by itself and against the others; ``day`` is that of the signing key.

    :raises CredentialError: the ``code`` names the claim, as in ``nonce-form``.
    """
    issued_at, expires_at = read_time(claims, "iat"), read_time(claims, "exp")
    if issued_at.date() != day:
        raise CredentialError(
            "kid-date-not-iat-date",
            f"The key date {compact_date(day)} is not the date of iat"
            f" ({compact_date(issued_at.date())}, UTC): take both from one whole second, in UTC.",
        )
    if expires_at - issued_at < MIN_LIFETIME:
        raise CredentialError("ttl-below-60", "The registration token lives less than 60 seconds.")
    nonce = claims.get("nonce")
    if not is_words(nonce):
        raise CredentialError("nonce-form", 'The claim "nonce" is not a text, or empty.')
    return RegistrationToken(
        user_id=read_user_id(application, claims),
        application_key=application.key,
        issued_at=issued_at,
        expires_at=expires_at,
        nonce=nonce,
        registration_expires_at=read_registration_expiry(claims, issued_at),
    )


def check_issuer(application: Application, claims: JsonObject) -> None:
    """Refuse a token that another application issued.

    :raises CredentialError: ``iss-form`` or ``wrong-application``.
    """
    issuer = claims.get("iss")
    if not isinstance(issuer, str) or not issuer.startswith(ISSUER):
        raise CredentialError("iss-form", f'The issuer ("iss") does not begin with {ISSUER}')
    if issuer != ISSUER + application.key:
        raise CredentialError(
            "wrong-application",
            f"The registration token is for another Application Key than {application.key}.",
        )


def read_user_id(application: Application, claims: JsonObject) -> str:
    """Return any id that is not empty: other producers name users that we would not."""
    subject, prefix = claims.get("sub"), f"{ISSUER}{application.key}/users/"
    if not is_words(subject) or not subject.startswith(prefix) or subject == prefix:
        raise CredentialError(
            "sub-form", 'The subject ("sub") is not the issuer, then /users/ and a user id.'
        )
    return subject.removeprefix(prefix)


def read_time(claims: JsonObject, name: str) -> datetime:
    seconds = claims.get(name)
    if not is_whole_number(seconds) or not 0 <= seconds <= LATEST_SECOND:
        raise CredentialError(
            f"{name}-form", f'The claim "{name}" is not a whole number of seconds since 1970.'
        )
    return from_seconds(seconds)


def read_registration_expiry(claims: JsonObject, issued_at: datetime) -> datetime | None:
    if REGISTRATION_EXPIRY not in claims:
        return None
    expires_at = read_time(claims, REGISTRATION_EXPIRY)
    if expires_at - issued_at < MIN_REGISTRATION_LIFETIME:
        raise CredentialError(
            "registration-below-48h",
            f'The registration ("{REGISTRATION_EXPIRY}") ends less than 48 hours after iat.',
        )
    return expires_at
