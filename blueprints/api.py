"""/api/ticket, /api/registration-signature and /api/people: what a phone asks for."""

from typing import Any

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from extensions import current_settings, limiter, ticket_issued
from issuing import TICKET_FORMS, issue_registration_signature, issue_ticket
from json_body import read_choice, read_json_object
from models.people import find_people
from models.utc_datetime import utc_now
from times import to_iso

bp = Blueprint("api", __name__, url_prefix="/api")


def credentials() -> str:
    return f"{current_settings().web.credentials_per_minute} per minute"


# Of one user, in whatever form.
limit_credentials = limiter.shared_limit(credentials, scope="credentials")


@bp.post("/ticket")
@login_required
@limit_credentials
def give_ticket() -> ResponseReturnValue:
    """Give the logged-in user a credential to start the Sinch client with.

    Who that is comes from the session alone: an endpoint that signs for whoever the request names
    would let anyone be anyone.
    """
    form = read_choice(read_json_object(), "form", TICKET_FORMS)
    application = current_settings().application
    ticket = issue_ticket(application, current_user.sinch_user_id, form, now=utc_now())
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    ticket_issued.send(app, ticket=ticket.text, session_id=current_user.session_id)
    return {
        "form": form,
        "ticket": ticket.text,
        "applicationKey": application.key,
        "userId": current_user.sinch_user_id,
        "expiresAt": to_iso(ticket.expires_at),
    }


@bp.post("/registration-signature")
@login_required
@limit_credentials
def give_registration_signature() -> ResponseReturnValue:
    """Give a mobile SDK of the logged-in user what it registers with, once."""
    application = current_settings().application
    return issue_registration_signature(application, current_user, now=utc_now())


@bp.get("/people")
@login_required
def list_people() -> ResponseReturnValue:
    """List whom the user can call, those whose phone is on first."""
    return describe_people(request.args.get("query", ""))


def describe_people(query: str) -> dict[str, Any]:
    """Whom the user can call, as JSON: the page has it too, so that it need not ask at first."""
    # Only the sandbox knows who is registered; in live mode Sinch does not tell.
    online = current_app.extensions.get("online_user_ids", frozenset)()
    people, has_more = find_people(query, asked_by=current_user, first=online)
    return {
        "people": [
            {
                "userId": person.sinch_user_id,
                "displayName": person.display_name,
                "isOnline": person.sinch_user_id in online,
                "lastSeenAt": to_iso(person.last_seen_at),
            }
            for person in people
        ],
        "hasMore": has_more,
    }
