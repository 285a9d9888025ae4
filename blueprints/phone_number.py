"""GET /api/phone-number: what the page says about a number while it is typed."""

from dataclasses import asdict

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from extensions import current_settings
from number_check import NumberCheck, check_typed_number

bp = Blueprint("phone_number", __name__, url_prefix="/api")

PHONE_CALLS_OFF = NumberCheck(False, "Calls to phone numbers are off on this site.")


@bp.get("/phone-number")
@login_required
def check() -> ResponseReturnValue:
    """Say what number was typed, and whether it may be called."""
    settings = current_settings()
    found = PHONE_CALLS_OFF
    if settings.caller_identifier:
        found = check_typed_number(request.args.get("typed", ""), settings.phone_allowed_regions)
    return {
        "isAllowed": found.is_allowed,
        "e164": found.e164,
        "formatted": found.formatted,
        "region": found.region,
        "message": found.message,
        "suggestions": [asdict(suggestion) for suggestion in found.suggestions],
    }
