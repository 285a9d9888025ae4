"""/ticket-inspector: explains a pasted credential; nothing of it is kept."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import login_required

from credentials.inspection import inspect_credential
from extensions import current_settings, limiter
from forms import InspectionForm
from models.utc_datetime import utc_now

bp = Blueprint("inspector", __name__)

# A person reads longer than two seconds; a script that guesses does not.
INSPECTIONS = "30 per minute"


@bp.get("/ticket-inspector")
@login_required
def show() -> ResponseReturnValue:
    return render_template("inspector/inspector.html", form=InspectionForm(), found=None)


# By POST, though it changes nothing: an address is kept in histories and logs.
@bp.post("/ticket-inspector")
@login_required
@limiter.limit(INSPECTIONS)
def inspect() -> ResponseReturnValue:
    form, found = InspectionForm(), None
    if form.validate():
        application = current_settings().application
        found = inspect_credential(application, form.pasted(), now=utc_now())
    page = render_template("inspector/inspector.html", form=form, found=found)
    # A fault found is the page's work done; refused is only what cannot be explained.
    return page, 200 if found and found.form else 422
