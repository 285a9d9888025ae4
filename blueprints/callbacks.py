"""POST /sinch/callbacks: what Sinch asks and tells about calls (ICE, ACE, DiCE).

The order is the point: size, signature, time, and only then a look at what the body says. Sinch
gets an empty body with each refusal; the reason is in our log.
"""

import json
import logging
from functools import partial
from urllib.parse import quote, unquote, urlsplit

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from answering import Delivery, answer_delivery
from calling.event_fields import MalformedEvent
from calling.events import Event, read_event
from credentials import BadCallbackSignature, check_callback
from extensions import csrf, current_settings
from models.utc_datetime import utc_now
from refused_callbacks import RefusedCallback

bp = Blueprint("callbacks", __name__)
log = logging.getLogger(__name__)

SHOWN_OF_SIGNATURE = 6


# Without a CSRF token: Sinch has no session here, and its signature proves more.
@bp.post("/sinch/callbacks")
@csrf.exempt
def receive() -> ResponseReturnValue:
    """Answer one callback, whatever it is, with nothing but what its signature allows."""
    body, now = request.get_data(), utc_now()
    check_signature(body)
    event = read_event(body)
    check_application(event)
    delivery = Delivery(event, json.dumps(shown_headers()), body.decode("utf-8"), now)
    answer = answer_delivery(delivery)
    return Response(
        answer.text, answer.status, mimetype="application/json" if answer.text else None
    )


def check_signature(body: bytes) -> None:
    """Check it with today's secret, and with the one before while that is being replaced.

    :raises BadCallbackSignature: Sinch did not send this just now.
    """
    settings = current_settings()
    check = partial(
        check_callback,
        method=request.method,
        path=public_path(),
        headers=request.headers,
        body=body,
        now=utc_now(),
    )
    try:
        check(settings.application)
    except BadCallbackSignature as refusal:
        if refusal.code != "signature-mismatch" or settings.previous_application is None:
            raise
        check(settings.previous_application)


def public_path() -> str:
    """The path that Sinch called, letter by letter: a proxy may have taken off a prefix.

    Flask's own has lost how it was %-encoded.
    """
    environ = request.environ
    sent: str = environ.get("RAW_URI") or environ.get("REQUEST_URI") or ""
    raw = urlsplit(sent).path if "://" in sent else sent.partition("?")[0]
    prefix: str = environ.get("SCRIPT_NAME", "")
    inner: str = environ["PATH_INFO"]
    decoded = unquote(raw, "latin-1")  # as WSGI spells bytes
    if decoded == prefix + inner:
        return raw
    if decoded == inner:
        return prefix + raw
    return quote((prefix + inner).encode("latin-1"))


def check_application(event: Event) -> None:
    """:raises MalformedEvent: it is about another application; Sinch would not sign that so."""
    own = current_settings().application.key
    if event.application_key and event.application_key.lower() != own.lower():
        raise MalformedEvent("applicationKey is not ours")


def shown_headers() -> dict[str, str]:
    """The headers for the inspector; with the signature whole, a copy of them could be replayed."""
    headers = dict(request.headers.items())
    headers.pop("Cookie", None)
    if "Authorization" in headers:
        headers["Authorization"] = shorten_signature(headers["Authorization"])
    return headers


def shorten_signature(authorization: str) -> str:
    """What comes before the colon, if there is one, and a little of the rest."""
    known, separator, signature = authorization.partition(":")
    if not separator:
        known, signature = "", authorization
    return f"{known}{separator}{signature[:SHOWN_OF_SIGNATURE]}…"


@bp.errorhandler(BadCallbackSignature)
def refuse_signature(refusal: BadCallbackSignature) -> ResponseReturnValue:
    return refuse(401, refusal.code, str(refusal))


@bp.errorhandler(MalformedEvent)
def refuse_form(fault: MalformedEvent) -> ResponseReturnValue:
    return refuse(400, "malformed", f"The event is malformed: {fault}.")


@bp.errorhandler(HTTPException)
def refuse_request(error: HTTPException) -> ResponseReturnValue:
    return refuse(error.code or 400, error.name.lower().replace(" ", "-"), "It is no callback.")


def refuse(status: int, code: str, sentence: str) -> ResponseReturnValue:
    """Answer with nothing to learn from; the operator reads why in the log."""
    log.warning("Callback refused with %d: %s", status, code)
    if current_settings().is_sandbox:
        body = "" if status == 413 else request.get_data().decode("utf-8", "replace")
        current_app.extensions["refused_callbacks"].add(
            RefusedCallback(utc_now(), status, code, sentence, shown_headers(), body)
        )
    return Response(status=status)
