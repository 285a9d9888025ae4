"""GET /healthz: for load balancers, and for the tests to see that the server is up."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from extensions import current_settings, db

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def show_health() -> ResponseReturnValue:
    mode = current_settings().mode
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return {"status": "error", "mode": mode, "database": "away"}, 503
    return {"status": "ok", "mode": mode, "database": "ok"}
