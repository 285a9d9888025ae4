"""flask sinch doctor: what it says of a healthy site, and of each fault."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import text

from app import create_app
from cli.findings import find_clock
from extensions import db
from models import User
from models.utc_datetime import utc_now
from schema import newest_revision
from tests.cli.conftest import Run, runner_of


@pytest.fixture
def examine(live_environ: dict[str, str], tmp_path: Path) -> Iterator[Run]:
    """Examines a site of live mode with further settings, in a folder of its own."""
    apps: list[Flask] = []

    def run_doctor(**settings: str) -> Result:
        apps.append(create_app({**live_environ, **settings}, instance_path=str(tmp_path)))
        return runner_of(apps[-1])("sinch", "doctor")

    yield run_doctor
    for app in apps:
        with app.app_context():
            db.engine.dispose()


def test_a_healthy_site_is_described_with_exit_code_0(app: Flask, run: Run) -> None:
    ended = run("sinch", "doctor")

    settings = app.config["SETTINGS"]
    assert ended.exit_code == 0
    for said in (
        f"mode                {settings.mode}",
        f"application key     {settings.application.key}",
        f"environment host    {settings.environment_host}",
        "SDK file            /static/sandbox/sinch.min.js",
        "caller identifier   +46700000000",
        f"revision {newest_revision()}",
        "No problem found.",
    ):
        assert said in ended.stdout
    assert f"clock               {utc_now():%Y-%m-%dT%H:}" in ended.stdout


def test_live_mode_without_a_number_is_no_problem_but_said(examine: Run) -> None:
    ended = examine()

    assert ended.exit_code == 0
    assert "mode                live" in ended.stdout
    assert "caller identifier   none, so phone calls are off" in ended.stdout


@pytest.mark.parametrize(
    ("settings", "cure"),
    [
        ({"SINCH_SDK_URL": "/static/none.js"}, "There is no such file"),
        ({"SINCH_SDK_URL": "/static/sandbox/sinch.min.js"}, "unset SINCH_SDK_URL"),
        ({"SINCH_INBOUND_USER": "carol"}, "flask users add carol"),
        ({"HTTPS": "off", "HOST": "0.0.0.0"}, "put TLS in front"),  # noqa: S104
        ({"HTTPS": "on", "HOST": "0.0.0.0"}, "set TRUSTED_PROXIES=1"),  # noqa: S104
    ],
)
def test_a_setting_that_cannot_work_is_named_with_its_cure(
    examine: Run, settings: dict[str, str], cure: str
) -> None:
    ended = examine(**settings)

    assert ended.exit_code == 1
    assert cure in ended.stdout
    assert ended.stdout.endswith("Problems: 1.\n")


@pytest.mark.parametrize(
    ("settings", "advice"),
    [
        ({"PROCESSES": "4", "TRUSTED_HOSTS": "a.example"}, "through up to 4 times as much"),
        ({"TRUSTED_HOSTS": "a.example"}, "through up to 2 times as much"),
        ({"PROCESSES": "1", "TRUSTED_PROXIES": "1"}, "set TRUSTED_HOSTS"),
    ],
)
def test_a_setting_that_may_not_be_meant_is_a_warning(
    examine: Run, settings: dict[str, str], advice: str
) -> None:
    ended = examine(**settings)

    assert ended.exit_code == 0
    assert advice in ended.stdout
    assert ended.stdout.endswith("Warnings: 1.\nNo problem found.\n")


def test_one_process_behind_a_proxy_that_is_all_set_has_no_warning(examine: Run) -> None:
    ended = examine(PROCESSES="1", TRUSTED_PROXIES="1", TRUSTED_HOSTS="a.example")

    assert ended.exit_code == 0
    assert "Warnings" not in ended.stdout


def test_how_the_site_stands_on_the_web_is_said(examine: Run) -> None:
    ended = examine(TRUSTED_HOSTS="calls.example.com", TRUSTED_PROXIES="1")

    assert "HTTPS               on, proxies in front of us: 1" in ended.stdout
    assert "answers to          calls.example.com" in ended.stdout
    assert "rate limits         counted by each process for itself" in ended.stdout
    assert " MB free" in ended.stdout


def test_the_debugger_in_live_mode_is_a_problem(
    live_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")

    ended = runner_of(live_app)("sinch", "doctor")

    assert ended.exit_code == 1
    assert "start without --debug" in ended.stdout


def test_a_disk_that_is_nearly_full_is_a_problem(
    live_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage("/")._replace(free=10**6)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)

    assert "make room" in runner_of(live_app)("sinch", "doctor").stdout


def test_an_inbound_user_with_an_account_is_no_problem(live_app: Flask, password_hash: str) -> None:
    with live_app.app_context():
        db.session.add(User(username="carol", display_name="C", password_hash=password_hash))
        db.session.commit()
    live_app.config["SETTINGS"] = replace(live_app.config["SETTINGS"], inbound_user="carol")

    assert runner_of(live_app)("sinch", "doctor").exit_code == 0


def test_a_database_of_another_revision_is_a_problem(live_app: Flask) -> None:
    with live_app.app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
        db.session.commit()

    ended = runner_of(live_app)("sinch", "doctor")

    assert ended.exit_code == 1
    assert "flask db upgrade" in ended.stdout


def test_a_database_that_breaks_down_is_a_problem_in_words(live_app: Flask) -> None:
    with live_app.app_context():
        db.engine.dispose()
        Path(db.engine.url.database).write_bytes(b"no database" * 1000)

    ended = runner_of(live_app)("sinch", "doctor")

    assert ended.exit_code == 1
    assert "It does not answer" in ended.stdout
    assert "Traceback" not in ended.output


def test_a_clock_that_was_set_back_is_a_problem(app: Flask, alice: User) -> None:
    assert not find_clock(now=utc_now()).cure
    assert not find_clock(now=alice.last_seen_at - timedelta(minutes=4)).cure
    assert "set the clock" in find_clock(now=alice.last_seen_at - timedelta(hours=1)).cure


def test_a_clock_from_before_this_code_is_a_problem(app: Flask) -> None:
    assert "set the clock" in find_clock(now=utc_now() - timedelta(days=3650)).cure
