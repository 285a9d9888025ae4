"""The pages that are no forms, and the two files that a browser wants at the root of the site."""

from flask import Blueprint, Response, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from blueprints.api import describe_people
from blueprints.history import describe_page
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
        people=describe_people(""),
        calls=describe_page(None),
    )


def list_recent_numbers() -> list[str]:
    """The user's last numbers as people write them, without those that may not be called now."""
    allowed_regions = current_settings().phone_allowed_regions
    checks = [check_typed_number(each, allowed_regions) for each in recent_numbers(current_user)]
    return [check.formatted for check in checks if check.is_allowed and check.formatted]


@bp.get("/sw.js")
def send_service_worker() -> Response:
    """Send the service worker; here, and not under /static, it may serve the whole site."""
    return send_static_file("sw.js", "text/javascript")


@bp.get("/manifest.webmanifest")
def send_manifest() -> Response:
    """Send what makes the site an app that can be installed."""
    return send_static_file("manifest.webmanifest", "application/manifest+json")


def send_static_file(name: str, media_type: str) -> Response:
    """Send it for keeping, but to be asked for anew (304) before each use."""
    answer = current_app.send_static_file(name)
    answer.mimetype = media_type
    answer.headers["Cache-Control"] = "no-cache"
    return answer
