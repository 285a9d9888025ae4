"""Logging in and out: Flask-Login on top of login sessions that live in the database."""

import re

from flask import Response, after_this_request, session
from flask_login import current_user, login_user, logout_user

from extensions import login_manager
from models import Session, User
from models.visitor import find_visitor

# Paths of this site only. What a browser would read as another host does not pass:
# "//host", "/\host", control characters, and dots that climb into "//".
SAFE_PATH = re.compile(r"/(?![/\\])[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*")
MAX_PATH_LENGTH = 512
NO_WAY_BACK = ("/logout", "/api/")


def log_in(user: User, *, is_remembered: bool = False) -> None:
    """Start a new login session for this browser; nothing of the one before is kept."""
    if current_user.is_authenticated:
        Session.end(current_user.session_id)
    session.clear()
    token = Session.begin(user, is_remembered=is_remembered)
    session.permanent = is_remembered  # else the cookie ends with the browser
    visitor = find_visitor(token)
    if visitor is not None:  # else another window has just logged out everywhere
        login_user(visitor)


def log_out() -> None:
    """End the login session on the server, so that a copy of the cookie is worth nothing."""
    Session.end(current_user.session_id)
    logout_user()
    session.clear()
    after_this_request(clear_browser)


def clear_browser(response: Response) -> Response:
    """Let the browser drop what the SDK kept there: the next person is somebody else.

    The service worker goes with it, so that nobody's calls ring in a browser that is logged out.
    """
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


# Called by Flask-Login once per request.
login_manager.user_loader(find_visitor)


def safe_next(target: str | None, default: str) -> str:
    """Return where to go after logging in: ``target`` if it is a plain path of this site."""
    if not target or len(target) > MAX_PATH_LENGTH or not SAFE_PATH.fullmatch(target):
        return default
    path = re.split(r"[?#]", target, maxsplit=1)[0]
    if "//" in path or "/." in path or path.startswith(NO_WAY_BACK):
        return default
    return target
