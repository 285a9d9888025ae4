"""The pages that are no forms: the landing page and the phone."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from extensions import current_settings
from models.recent_numbers import recent_numbers
from number_check import check_typed_number
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
        recent_numbers=list_recent_numbers(),
    )


def list_recent_numbers() -> list[str]:
    """The user's last numbers as people write them, without those that may not be called now."""
    allowed_regions = current_settings().phone_allowed_regions
    checks = [check_typed_number(each, allowed_regions) for each in recent_numbers(current_user)]
    return [check.formatted for check in checks if check.is_allowed and check.formatted]
