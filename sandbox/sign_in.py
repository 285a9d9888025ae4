"""POST /sandbox/sign-in/<username>: one click makes you Alice or Bob, in sandbox mode only."""

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from login import log_in, safe_next
from models import User, UsernameTaken

bp = Blueprint("sandbox_sign_in", __name__, url_prefix="/sandbox")

DEMO_USERS = {"alice": "Alice", "bob": "Bob"}


@bp.post("/sign-in/<username>")
def sign_in(username: str) -> ResponseReturnValue:
    """Log in as a demo user, made at the first click."""
    if username not in DEMO_USERS:
        abort(404)
    user = find_or_make(username)
    if not user.is_demo:  # somebody registered the name with a password of their own
        return redirect(url_for("auth.show_login"), 303)
    log_in(user)
    return redirect(safe_next(request.form.get("next"), url_for("pages.show_call")), 303)


def find_or_make(username: str) -> User:
    user = User.find(username)
    if user is not None:
        return user
    try:
        return User.register(username, DEMO_USERS[username], password=None)
    except UsernameTaken:  # another click was faster, or the person who had it deleted it
        return User.find(username) or abort(404)
