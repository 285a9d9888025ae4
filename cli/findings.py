"""What ``flask sinch doctor`` looks at: one function for each line that it prints."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from cli.finding import Finding
from cli.web_findings import find_web
from extensions import current_settings, db
from models import User
from models.utc_datetime import utc_now
from schema import newest_revision, present_revision
from sdk_file import find_sdk_file
from times import to_iso

# A machine whose clock is before this has lost the time: this code did not exist then.
WRITTEN_AT = datetime(2026, 11, 1, tzinfo=UTC)
# What Sinch, too, lets two clocks differ.
CLOCK_TOLERANCE = timedelta(minutes=5)


def find_all() -> list[Finding]:
    """Look at everything once, in the order to read it."""
    settings = current_settings()
    caller = settings.caller_identifier or "none, so phone calls are off (SINCH_CALLER_IDENTIFIER)"
    findings = [
        Finding("mode", settings.mode),
        Finding("application key", settings.application.key),
        Finding("environment host", settings.environment_host),
        find_sdk(),
        Finding("caller identifier", caller),
        *find_web(),
    ]
    try:
        return [*findings, find_inbound_user(), find_database(), find_clock(now=utc_now())]
    except SQLAlchemyError:
        cure = "It does not answer: is it running, and is DATABASE_URL right?"
        return [*findings, Finding("database", database_name(), cure), clock_line(utc_now())]


def find_sdk() -> Finding:
    with current_app.test_request_context():  # addresses of this site are made in a request
        version = current_app.extensions["static_files"].version
        url = find_sdk_file(current_settings()).url.removeprefix(f"/{version}")
    prefix = f"{current_app.static_url_path}/"
    path = urlsplit(url).path.removeprefix(prefix)
    if url.startswith(prefix) and not Path(current_app.static_folder or "", path).is_file():
        return Finding(
            "SDK file", url, "There is no such file: put it there, or change SINCH_SDK_URL."
        )
    if path == "sandbox/sinch.min.js" and not current_settings().is_sandbox:
        cure = "It is the sandbox's stand-in and reaches nobody in live mode: unset SINCH_SDK_URL."
        return Finding("SDK file", url, cure)
    return Finding("SDK file", url)


def find_inbound_user() -> Finding:
    username = current_settings().inbound_user
    if username is None:
        return Finding("inbound user", "none, so nobody rings for phones (SINCH_INBOUND_USER)")
    cure = f"There is no such account, so nobody rings: flask users add {username}"
    return Finding("inbound user", username, "" if User.find(username) else cure)


def find_database() -> Finding:
    present = present_revision()
    text = f"{database_name()}, revision {present}"
    if present == newest_revision():
        return Finding("database", text)
    return Finding(
        "database", text, f"This code needs revision {newest_revision()}: flask db upgrade"
    )


def database_name() -> str:
    return db.engine.url.render_as_string(hide_password=True)


def find_clock(*, now: datetime) -> Finding:
    """Compare the clock with what nobody has to be asked for; seconds it cannot judge."""
    newest = db.session.scalar(select(func.max(User.last_seen_at)))
    at_least = max(WRITTEN_AT, newest or WRITTEN_AT)
    if now >= at_least - CLOCK_TOLERANCE:
        return clock_line(now)
    cure = f"It has been {to_iso(at_least)} already: set the clock, or every credential is refused."
    return Finding("clock", f"{to_iso(now)} (UTC)", cure)


def clock_line(now: datetime) -> Finding:
    return Finding("clock", f"{to_iso(now)} (UTC)")
