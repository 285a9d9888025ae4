"""GET /healthz: for load balancers, and for the tests to see that the server is up."""

from typing import Any

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue
from redis import Redis, RedisError
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from config import Settings
from extensions import current_settings, db
from health_checks import HealthCheck, ask_all

REDIS_SECONDS = 1

bp = Blueprint("health", __name__)


@bp.record
def note_checks(state: Any) -> None:
    settings: Settings = state.app.config["SETTINGS"]
    with state.app.app_context():
        state.app.extensions["health_checks"] = make_checks(db.engine, settings.redis_url)


def make_checks(engine: Engine, redis_url: str | None) -> dict[str, HealthCheck]:
    checks = {"database": HealthCheck(lambda: ask_database(engine), (SQLAlchemyError,))}
    if redis_url is not None:
        checks["redis"] = HealthCheck(lambda: ask_redis(redis_url), (RedisError, OSError))
    return checks


@bp.get("/healthz")
def show_health() -> ResponseReturnValue:
    """Answer within two seconds; without Redis the site goes on, so only the database is a 503."""
    found = ask_all(current_app.extensions["health_checks"])
    status = "ok" if found["database"] == "ok" else "error"
    answer = {"status": status, "mode": current_settings().mode, **found}
    return answer, 200 if status == "ok" else 503


def ask_database(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))


def ask_redis(url: str) -> None:
    with Redis.from_url(
        url, socket_connect_timeout=REDIS_SECONDS, socket_timeout=REDIS_SECONDS
    ) as redis:
        redis.ping()
