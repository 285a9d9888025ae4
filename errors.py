"""The one place where errors become answers: JSON under /api/, a page elsewhere."""

import time

from flask import (
    Flask,
    Response,
    current_app,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_limiter import RateLimitExceeded
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError

from credentials import CredentialError
from database import DATABASE_FAULTS, database_fault
from extensions import limiter, login_manager
from json_body import BadBody
from log_lines import current_request
from logs import note_refusal
from times import wait_in_words

SENTENCES = {
    400: "This request is not one that this site sends.",
    404: "There is nothing at this address.",
    405: "This address does not take requests of this kind.",
    413: "This request is too large.",
    415: "Send JSON, with Content-Type: application/json.",
    500: "Something went wrong on the server; its log says what.",
}
CSRF_FAILED = "This page is out of date: reload it and try again."
DATABASE_AWAY = "The database does not answer. Try again in a moment."
RETRY_AFTER_SECONDS = "5"
UNKNOWN_HOST = """\
This site does not answer to the name in this address. Use the address that the server printed at
its start; whoever runs the site adds other names to TRUSTED_HOSTS (see .env.example).
"""
# Written into the log: somebody sends what our own pages do not send.
NOTED_STATUSES = (400, 403, 413, 415, 429)
SESSION_ENDED = "Your session has ended: log in again."


def register_error_handlers(app: Flask) -> None:
    app.register_error_handler(HTTPException, answer_http_error)
    app.register_error_handler(SecurityError, answer_unknown_host)
    app.register_error_handler(RateLimitExceeded, answer_too_often)
    app.register_error_handler(CSRFError, answer_csrf_error)
    app.register_error_handler(BadBody, lambda error: answer(400, "bad_body", str(error)))
    app.register_error_handler(CredentialError, answer_credential_error)
    for fault in DATABASE_FAULTS:
        app.register_error_handler(fault, answer_database_away)
    login_manager.unauthorized_handler(answer_login_needed)


def answer(status: int, code: str, message: str) -> tuple[Response | str, int]:
    if status in NOTED_STATUSES:
        note_refusal(code)
    if request.path.startswith("/api/"):
        return jsonify(error={"code": code, "message": message}), status
    note = current_request.get()
    request_id = note.id if note else ""
    page = render_template(
        "errors/error.html", status=status, message=message, request_id=request_id
    )
    return page, status


def answer_http_error(error: HTTPException) -> ResponseReturnValue:
    """Answer an error of HTTP in our words; Werkzeug's stay out of sight."""
    if error.code is None or error.code < 400:  # a redirect of the routing, raised as an exception
        return error.get_response()
    cause = getattr(error, "original_exception", None)
    if isinstance(cause, DATABASE_FAULTS) and database_fault(cause):  # met by an answer to an error
        return answer_database_away(cause)
    code = error.name.lower().replace(" ", "_")
    body, status = answer(error.code, code, SENTENCES.get(error.code, "This did not work."))
    allowed = error.valid_methods if isinstance(error, MethodNotAllowed) else None
    return body, status, {"Allow": ", ".join(allowed)} if allowed else {}


def answer_unknown_host(_: SecurityError) -> ResponseReturnValue:
    """Without a trusted name no link can be made, and so none of our pages."""
    note_refusal("unknown_host")
    return UNKNOWN_HOST, 400, {"Content-Type": "text/plain; charset=utf-8"}


def answer_too_often(_: RateLimitExceeded) -> ResponseReturnValue:
    limit = limiter.current_limit
    seconds = max(1, int(limit.reset_at - time.time())) if limit else 60
    message = f"That was too often: try again in {wait_in_words(seconds)}."
    return *answer(429, "too_many_requests", message), {"Retry-After": str(seconds)}


def answer_csrf_error(_: CSRFError) -> ResponseReturnValue:
    # The token ends with the login session: then that is what the person needs to know.
    if request.path.startswith("/api/") and not current_user.is_authenticated:
        return answer_login_needed()
    return answer(400, "csrf", CSRF_FAILED)


def answer_credential_error(error: CredentialError) -> ResponseReturnValue:
    return answer(400, error.code, str(error))


def answer_database_away(error: SQLAlchemyError) -> ResponseReturnValue:
    """Away, full, damaged, or locked by another program for longer than we waited."""
    fault = database_fault(error)
    if fault is None:
        raise error
    current_app.logger.error("The database cannot be used: %s", fault)
    # The page's header would ask the database who is logged in.
    g._login_user = login_manager.anonymous_user()
    return *answer(503, "database_away", DATABASE_AWAY), {"Retry-After": RETRY_AFTER_SECONDS}


def answer_login_needed() -> ResponseReturnValue:
    """Send people to the login page and back afterwards; tell scripts in JSON."""
    if request.path.startswith("/api/"):
        return answer(401, "session_ended", SESSION_ENDED)
    # Only a page can be come back to.
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("auth.show_login", next=wanted), 302)
