"""What a user ticket claims.

Source: https://github.com/sinch/docs/tree/master/docs/tutorials
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ._strict import JsonObject, is_whole_number, is_words
from ._times import parse_timestamp
from .application import Application
from .errors import CredentialError


@dataclass(frozen=True)
class UserTicket:
    """What a user ticket says, once all of it is proved."""

    user_id: str
    application_key: str
    created_at: datetime
    expires_at: datetime


def check_ticket_application(application: Application, claims: JsonObject) -> None:
    """Refuse a ticket for another application.

    :raises CredentialError: ``wrong-application``.
    """
    if claims.get("applicationKey") != application.key:
        raise CredentialError(
            "wrong-application",
            f"The user ticket is for another Application Key than {application.key}.",
        )


def read_ticket_claims(application: Application, claims: JsonObject) -> UserTicket:
    """Check each member by itself.

    :raises CredentialError: the ``code`` names the member, as in ``created-no-offset``.
    """
    created_at = parse_timestamp(claims.get("created"), "created")
    seconds = claims.get("expiresIn")
    if not is_whole_number(seconds) or seconds < 1:
        raise CredentialError("expires-in-form", '"expiresIn" is not a whole number above 0.')
    try:
        expires_at = created_at + timedelta(seconds=seconds)
    except OverflowError:
        raise CredentialError("expires-in-form", '"expiresIn" lies past the year 9999.') from None
    return UserTicket(read_endpoint(claims), application.key, created_at, expires_at)


def read_endpoint(claims: JsonObject) -> str:
    """Return any id that is not empty: other producers name users that we would not."""
    identity = claims.get("identity")
    endpoint = identity.get("endpoint") if isinstance(identity, dict) else None
    if not isinstance(identity, dict) or identity.get("type") != "username":
        raise CredentialError("identity-form", '"identity" is not of the type "username".')
    if not is_words(endpoint):
        raise CredentialError("identity-form", '"identity" has no "endpoint", the user id.')
    return endpoint
