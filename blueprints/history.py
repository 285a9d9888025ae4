"""/api/calls: each user's history, as the page reported it and Sinch told it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from extensions import current_settings, db, limiter
from json_body import BadBody, read_choice, read_json_object, read_text, read_time
from models import Call, User
from models.call import PAGE_SIZE
from models.call_deletion import delete_call, delete_history
from models.histories import close_overdue_calls, has_overdue_calls, keep_report
from models.utc_datetime import utc_now
from times import to_iso

bp = Blueprint("history", __name__, url_prefix="/api")

KINDS = ("app-to-app", "app-to-phone", "phone-to-app")
DIRECTIONS = ("outgoing", "incoming")
CALL_ID = r"[!-~]{1,128}"
REMOTE = r"[A-Za-z0-9_=+-]{1,64}"
END_CAUSE = r"[A-Za-z]{1,32}"
LARGEST_ID = 2**31
LONGEST_CALL = timedelta(days=7)
REASON = r"[^\x00-\x1f\ud800-\udfff]{0,200}"


def reports() -> str:
    return f"{current_settings().web.reports_per_minute} per minute"


@bp.get("/calls")
@login_required
def list_calls() -> ResponseReturnValue:
    """Give one page of the user's calls, newest first."""
    before = request.args.get("before", type=int)
    if before is not None and not 0 < before < LARGEST_ID:
        raise BadBody("before is the id of a call.")
    return describe_page(before)


def describe_page(before: int | None) -> dict[str, Any]:
    """Up to :data:`PAGE_SIZE` calls as JSON; the calling page has the newest in it."""
    if has_overdue_calls(utc_now()):
        close_overdue_calls(utc_now())
        db.session.commit()
    calls = Call.page_of(current_user, before)
    return {
        "calls": describe_all(calls),
        "nextBefore": calls[-1].id if len(calls) == PAGE_SIZE else None,
    }


@bp.post("/calls")
@login_required
@limiter.limit(reports)
def report_call() -> ResponseReturnValue:
    """Keep what the page says about a call that ended; saying it again corrects it.

    The answer is what the history says of it: where Sinch has told of the call, Sinch's facts,
    and the reason why this server refused it. Of a deleted call it says nothing.
    """
    body = read_json_object()
    sinch_call_id, report = read_text(body, "sinchCallId", pattern=CALL_ID), read_report(body)
    call, is_new = keep_report(current_user, sinch_call_id, report)
    if call is None:
        return {"call": None}
    (described,) = describe_all([call])
    return {"call": described}, 201 if is_new else 200


@bp.delete("/calls/<int:call_id>")
@login_required
def forget_call(call_id: int) -> ResponseReturnValue:
    """Delete one call of the user's history; nobody else's shows."""
    if call_id >= LARGEST_ID or not delete_call(current_user, call_id):
        abort(404)
    return {}


@bp.delete("/calls")
@login_required
def forget_calls() -> ResponseReturnValue:
    """Delete the user's whole history."""
    delete_history(current_user)
    return {}


def read_report(body: dict[str, Any]) -> dict[str, Any]:
    """Read the columns of a call from the page's words."""
    is_outgoing = read_choice(body, "direction", DIRECTIONS) == "outgoing"
    remote, own = read_text(body, "remote", pattern=REMOTE), current_user.sinch_user_id
    started_at, ended_at = read_time(body, "startedAt"), read_time(body, "endedAt")
    answered_at = read_time(body, "answeredAt") if body.get("answeredAt") is not None else None
    if not started_at <= (answered_at or started_at) <= ended_at:
        raise BadBody("startedAt, answeredAt and endedAt must follow each other.")
    if ended_at - started_at > LONGEST_CALL:
        raise BadBody("No call lasts that long.")
    duration = ended_at - answered_at if answered_at else None
    return {
        "kind": read_choice(body, "kind", KINDS),
        "caller": own if is_outgoing else remote,
        "callee": remote if is_outgoing else own,
        "started_at": started_at,
        "answered_at": answered_at,
        "ended_at": ended_at,
        "duration_seconds": None if duration is None else int(duration.total_seconds()),
        "end_cause": read_text(body, "endCause", pattern=END_CAUSE),
        "reason": read_text(body, "reason", pattern=REASON) if "reason" in body else "",
    }


def describe_all(calls: Sequence[Call]) -> list[dict[str, Any]]:
    """With the names of people who have an account; a telephone's number stays as it is."""
    of_people = [call for call in calls if call.kind == "app-to-app"]
    names = User.display_names({call.remote_of(current_user) for call in of_people})
    return [describe(call, names if call in of_people else {}) for call in calls]


def describe(call: Call, names: dict[str, str]) -> dict[str, Any]:
    remote = call.remote_of(current_user)
    return {
        "id": call.id,
        "sinchCallId": call.sinch_call_id,
        "direction": DIRECTIONS[0 if call.is_outgoing_of(current_user) else 1],
        "kind": call.kind,
        "remote": remote,
        "remoteDisplayName": names.get(remote, remote),
        "startedAt": to_iso(call.started_at),
        "answeredAt": to_iso(call.answered_at) if call.answered_at else None,
        "endedAt": to_iso(call.ended_at) if call.ended_at else None,
        "durationSeconds": call.duration_seconds,
        "endCause": call.end_cause,
        "reason": call.reason,
        "cost": describe_cost(call),
        "source": call.source,
    }


def describe_cost(call: Call) -> dict[str, str] | None:
    if call.cost is None or call.currency is None:
        return None
    return {"amount": f"{call.cost:.4f}", "currency": call.currency}
