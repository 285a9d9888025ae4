"""/api/ticket and /api/people: what the phone asks for while it is on."""

import secrets
from datetime import timedelta

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from credentials import sign_registration_token, sign_user_ticket
from extensions import current_settings
from json_body import read_choice, read_json_object
from models.people import find_people
from models.utc_datetime import utc_now
from times import to_iso

bp = Blueprint("api", __name__, url_prefix="/api")

REGISTRATION_TOKEN_LIFETIME = timedelta(seconds=600)
USER_TICKET_LIFETIME = timedelta(seconds=3600)


@bp.post("/ticket")
@login_required
def issue_ticket() -> ResponseReturnValue:
    """Give the logged-in user a credential to start the Sinch client with.

    Who that is comes from the session alone: an endpoint that signs for whoever the request names
    would let anyone be anyone.
    """
    form = read_choice(read_json_object(), "form", ("registrationToken", "userTicket"))
    application, now = current_settings().application, utc_now()
    user_id = current_user.sinch_user_id
    if form == "registrationToken":
        lifetime = REGISTRATION_TOKEN_LIFETIME
        ticket = sign_registration_token(
            application, user_id, issued_at=now, nonce=secrets.token_hex(16), lifetime=lifetime
        )
    else:
        lifetime = USER_TICKET_LIFETIME
        ticket = sign_user_ticket(application, user_id, created_at=now, lifetime=lifetime)
    return {
        "form": form,
        "ticket": ticket,
        "applicationKey": application.key,
        "userId": user_id,
        "expiresAt": to_iso(now + lifetime),
    }


@bp.get("/people")
@login_required
def list_people() -> ResponseReturnValue:
    """List whom the user can call, those whose phone is on first."""
    # Only the sandbox knows who is registered; in live mode Sinch does not tell.
    online = current_app.extensions.get("online_user_ids", frozenset)()
    people = find_people(request.args.get("query", ""), asked_by=current_user, first=online)
    return {
        "people": [
            {
                "userId": person.sinch_user_id,
                "displayName": person.display_name,
                "isOnline": person.sinch_user_id in online,
                "lastSeenAt": to_iso(person.last_seen_at),
            }
            for person in people
        ]
    }
