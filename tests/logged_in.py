"""People who are logged in without a password having been checked: that takes its time."""

from typing import NamedTuple
from uuid import uuid4

from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf

from login import log_in
from models import User

USER_AGENT = "Mozilla/5.0 (test)"


class LoggedIn(NamedTuple):
    username: str
    cookie: str
    csrf_token: str

    @property
    def headers(self) -> dict[str, str]:
        """With which a page of this person asks."""
        return {"Cookie": self.cookie, "X-CSRFToken": self.csrf_token, "User-Agent": USER_AGENT}


def new_person(app: Flask) -> LoggedIn:
    """Make an account and log in, as a browser with an own cookie."""
    # What Flask-Login compares later: the address, and the name of the browser.
    same_browser = {"REMOTE_ADDR": "127.0.0.1", "HTTP_USER_AGENT": USER_AGENT}
    with app.test_request_context("/", environ_overrides=same_browser):
        user = User.register(f"user-{uuid4().hex[:12]}", "Somebody", None)
        log_in(user)
        csrf_token = generate_csrf()
        serializer = SecureCookieSessionInterface().get_signing_serializer(app)
        cookie = f"{app.config['SESSION_COOKIE_NAME']}={serializer.dumps(dict(session))}"
        return LoggedIn(user.username, cookie, csrf_token)
