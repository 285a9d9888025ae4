"""The user ticket: the older form, which the classic SDK (1.x) starts with.

``base64(JSON) ":" base64(HMAC-SHA256(secret, JSON))``. The JSON is ASCII, for the classic SDK
reads its bytes as Latin-1; nothing is ever removed from it, for white space taken out of the JSON
is white space taken out of the user's name.

Source: https://github.com/sinch/docs/tree/master/docs/tutorials
"""

import hmac
import json
from base64 import b64encode
from datetime import datetime, timedelta

from ._strict import check_signature_length, decode_base64, parse_object, require_text
from ._times import check_time_window, lifetime_seconds, to_utc
from .application import Application
from .errors import CredentialError
from .user_id import check_ticket_user_id
from .user_ticket_claims import UserTicket, check_ticket_application, read_ticket_claims

TICKET_LIFETIME = timedelta(seconds=3600)
MIN_LIFETIME = timedelta(seconds=1)

_compact_ascii_json = json.JSONEncoder(separators=(",", ":")).encode


def sign_user_ticket(
    application: Application,
    user_id: str,
    *,
    created_at: datetime,
    lifetime: timedelta = TICKET_LIFETIME,
) -> str:
    """Sign the ticket with which the classic SDK starts as one user.

    :param user_id: 1 to 40 printable ASCII characters, no space.
    :param created_at: aware; cut to the millisecond.
    :param lifetime: whole seconds, 1 or more.
    :return: two parts of standard base64 with ``:`` between them.
    :raises InvalidUserId: before anything is signed.
    :raises ValueError: another argument is not as said here.
    """
    check_ticket_user_id(user_id)
    created_at = to_utc(created_at)
    date, time = created_at.date().isoformat(), created_at.time().isoformat("milliseconds")
    data = _compact_ascii_json(
        {
            "identity": {"type": "username", "endpoint": user_id},
            "expiresIn": lifetime_seconds(created_at, lifetime, least=MIN_LIFETIME),
            "applicationKey": application.key,
            "created": f"{date}T{time}Z",
        }
    ).encode("ascii")
    signature = hmac.digest(application.secret, data, "sha256")
    return f"{b64encode(data).decode('ascii')}:{b64encode(signature).decode('ascii')}"


def read_user_ticket(application: Application, ticket: object, *, now: datetime) -> UserTicket:
    """Return what a ticket says, or say what is wrong with it.

    :param ticket: anything; what is no ticket at all is refused like a forged one.
    :param now: aware; ``created_at`` may be 5 minutes later, no clock being exact.
    :raises CredentialError: the ``code`` names the first check that failed.
    """
    data, signature = split_ticket(require_text(ticket, "user ticket"))
    claims = parse_object(data, "data")
    check_ticket_application(application, claims)  # it says whose secret must have signed
    # Over the bytes as received: the same JSON written anew would not be what was signed.
    if not hmac.compare_digest(hmac.digest(application.secret, data, "sha256"), signature):
        raise CredentialError(
            "signature-mismatch",
            "The user ticket was signed with another secret, or changed since: compare the"
            " Application Secret with the Sinch dashboard.",
        )
    read = read_ticket_claims(application, claims)
    check_time_window(read.created_at, read.expires_at, now=now, what="user ticket")
    return read


def split_ticket(text: str) -> tuple[bytes, bytes]:
    """Return the signed bytes and the signature."""
    parts = text.split(":")
    if len(parts) != 2:
        raise CredentialError(
            "ticket-form",
            f'A user ticket has two parts with ":" between them; this has {len(parts)}.',
        )
    data, signature = decode_base64(parts[0], "data"), decode_base64(parts[1], "signature")
    check_signature_length(signature)
    return data, signature
