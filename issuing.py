"""Credentials for accounts of this site, the same for the API and for the command line."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from credentials import (
    Application,
    sign_registration,
    sign_registration_token,
    sign_user_ticket,
)
from models.registration_sequence import next_registration_sequence
from models.user import Person

# The first is what a request without a wish gets.
TICKET_FORMS = ("registrationToken", "userTicket")
REGISTRATION_TOKEN_LIFETIME = timedelta(seconds=600)
USER_TICKET_LIFETIME = timedelta(seconds=3600)


@dataclass(frozen=True)
class Ticket:
    """What one client registers with, in the form that its SDK takes."""

    text: str
    expires_at: datetime


def issue_ticket(application: Application, user_id: str, form: str, *, now: datetime) -> Ticket:
    """Sign a ticket for one client of the user.

    :param form: one of :data:`TICKET_FORMS`.
    :raises credentials.InvalidUserId: the SDK of this form would refuse that User ID.
    """
    if form == "userTicket":
        lifetime = USER_TICKET_LIFETIME
        text = sign_user_ticket(application, user_id, created_at=now, lifetime=lifetime)
    else:
        lifetime = REGISTRATION_TOKEN_LIFETIME
        text = sign_registration_token(
            application, user_id, issued_at=now, nonce=secrets.token_hex(16), lifetime=lifetime
        )
    return Ticket(text, now + lifetime)


def issue_registration_signature(
    application: Application, user: Person, *, now: datetime
) -> dict[str, str | int]:
    """Sign one registration of a mobile SDK, with a sequence greater than all before.

    :return: the four values that the SDK wants, by their JSON names.
    :raises sqlalchemy.exc.OperationalError: the database gave no number; nothing is signed.
    """
    user_id = user.sinch_user_id
    sequence = next_registration_sequence(user.id, now=now)
    return {
        "applicationKey": application.key,
        "userId": user_id,
        "sequence": sequence,
        "signature": sign_registration(application, user_id, sequence=sequence),
    }
