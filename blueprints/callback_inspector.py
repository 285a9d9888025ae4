"""/callbacks: what Sinch asked and told, what this site answered, and what it refused."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from extensions import current_settings
from models import CallbackDelivery, SinchCall
from models.callback_log import MOST_DELIVERIES, newest_deliveries
from refused_callbacks import RefusedCallback

bp = Blueprint("callback_inspector", __name__)

GOOD = (
    "The signature is good: made with this application's secret, over this very request,"
    " at a time within five minutes of ours."
)
MAX_SHOWN_LENGTH = 8_000


@bp.get("/callbacks")
@login_required
def show() -> ResponseReturnValue:
    return render_template("callbacks/callbacks.html", call_id=wanted_call())


@bp.get("/api/callbacks")
@login_required
def list_deliveries() -> ResponseReturnValue:
    """Give the newest deliveries: everybody's in the sandbox, else those of the user's calls."""
    call_id, is_sandbox = wanted_call(), current_settings().is_sandbox
    of_user = None if is_sandbox else current_user._get_current_object()
    stored = newest_deliveries(call_id, of_user=of_user)
    shown = [describe(delivery, call) for delivery, call in stored]
    if is_sandbox:  # elsewhere nobody may see what strangers send, nor is it kept
        refused = current_app.extensions["refused_callbacks"].newest_first()
        shown += [
            item for item in map(describe_refused, refused) if call_id in ("", item["callId"])
        ]
    shown.sort(key=lambda item: str(item["receivedAt"]), reverse=True)
    return {"deliveries": shown[:MOST_DELIVERIES]}


def wanted_call() -> str:
    return request.args.get("call", "").strip()[:128]


def describe(delivery: CallbackDelivery, call: SinchCall | None) -> dict[str, Any]:
    return {
        "id": f"delivery-{delivery.id}",
        "receivedAt": delivery.received_at.isoformat(timespec="microseconds"),
        "event": delivery.event,
        "callId": delivery.sinch_call_id,
        "caller": call.caller if call else "",
        "callee": call.callee if call else "",
        "isAccepted": True,
        "reason": GOOD,
        "refusal": call.refusal if call else None,
        "timesReceived": delivery.repeats + 1,
        "headers": in_lines(json.loads(delivery.request_headers)),
        "request": pretty(delivery.request_body),
        "status": delivery.status,
        "answer": pretty(delivery.answer),
    }


def describe_refused(refused: RefusedCallback) -> dict[str, Any]:
    """What it says of itself is shown, though nothing proves it."""
    said = read_object(refused.body)
    received_at = refused.received_at.isoformat(timespec="microseconds")
    return {
        "id": f"refused-{received_at}",
        "receivedAt": received_at,
        "event": text_of(said, "event"),
        "callId": text_of(said, "callid"),
        "caller": text_of(said, "user") or text_of(said, "cli"),
        "callee": text_of(said.get("to"), "endpoint"),
        "isAccepted": False,
        "reason": refused.sentence,
        "refusal": None,
        "timesReceived": 1,
        "headers": in_lines(refused.headers),
        "request": pretty(refused.body),
        "status": refused.status,
        "answer": "",
    }


def in_lines(headers: Mapping[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in headers.items())


def pretty(text: str) -> str:
    """JSON with a member a line; whatever else it is, as it came."""
    with suppress(ValueError, RecursionError):
        text = json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    return text if len(text) <= MAX_SHOWN_LENGTH else f"{text[:MAX_SHOWN_LENGTH]}\n..."


def read_object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def text_of(value: object, name: str) -> str:
    text = value.get(name) if isinstance(value, dict) else None
    return text[:128] if isinstance(text, str) else ""
