"""People who are logged in without a password having been checked: that takes its time."""

from typing import NamedTuple
from uuid import uuid4

from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf

from login import log_in
from models import User


class LoggedIn(NamedTuple):
    username: str
    cookie: str
    csrf_token: str

    @property
    def headers(self) -> dict[str, str]:
        """With which a page of this person asks."""
        return {"Cookie": self.cookie, "X-CSRFToken": self.csrf_token}


def new_person(app: Flask) -> LoggedIn:
    """Make an account and log in, as a browser with an own cookie."""
    with app.test_request_context("/"):
        user = User.register(f"user-{uuid4().hex[:12]}", "Somebody", None)
        log_in(user)
        csrf_token = generate_csrf()
        serializer = SecureCookieSessionInterface().get_signing_serializer(app)
        cookie = f"{app.config['SESSION_COOKIE_NAME']}={serializer.dumps(dict(session))}"
        return LoggedIn(user.username, cookie, csrf_token)
