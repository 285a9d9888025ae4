"""The pages that are no forms: the landing page and the phone."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from extensions import current_settings
from sdk_file import find_sdk_file

bp = Blueprint("pages", __name__)


@bp.get("/")
def show_home() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(url_for(".show_call"), 303)
    return render_template("home.html")


@bp.get("/call")
@bp.get("/call/<username>")
@login_required
def show_call(username: str = "") -> ResponseReturnValue:
    """Show the phone; ``/call/<username>`` is the invitation to call that person."""
    return render_template(
        "calling/call.html",
        settings=current_settings(),
        sdk=find_sdk_file(current_settings()),
        callee=username.lower(),
    )
