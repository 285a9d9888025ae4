"""What SQLite waits for before a request is answered."""

from pathlib import Path

from flask import Flask

from app import create_app
from extensions import db

NORMAL, FULL = 1, 2


def synchronous(app: Flask) -> int:
    with app.app_context(), db.engine.connect() as connection:
        level: int = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
        return level


def test_with_real_calls_nothing_is_lost_in_a_power_cut(live_app: Flask) -> None:
    assert synchronous(live_app) == FULL


def test_the_sandbox_waits_for_no_disk(tmp_path: Path) -> None:
    app = create_app({}, instance_path=str(tmp_path))
    level = synchronous(app)
    app.extensions["sandbox"].close()
    with app.app_context():
        db.engine.dispose()

    assert level == NORMAL
