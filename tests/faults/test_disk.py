"""The disk is full, or cannot be written: said in words, with nothing half done."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from app import create_app
from extensions import db
from instance_secrets import UnusableInstanceFolder
from models import Call, User
from schema import SchemaError
from tests.blueprints.test_history import CALL
from tests.conftest import PASSWORD, Browser
from tests.faults.small_disk import SmallDisk, small_disk
from tests.sinch_voice import Voice, dice, ice

AWAY = "The database does not answer. Try again in a moment."
DAVE = {"username": "dave", "display_name": "Dave", "password": PASSWORD}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    (tmp_path / "disk").mkdir()
    with small_disk(tmp_path / "disk") as disk:
        yield disk


@pytest.fixture
def folder(disk: SmallDisk) -> Path:
    return disk.path


def test_on_a_full_disk_what_writes_says_so_and_what_reads_works(
    disk: SmallDisk, kept_app: Flask, carol: Browser
) -> None:
    stranger = Browser(kept_app)

    with disk.full():
        refused = [stranger.post_form("/register", **DAVE), carol.post_json("/api/calls", CALL)]
        refused += [stranger.post_form("/login", username="carol", password=PASSWORD)]
        refused += [carol.post_json("/api/registration-signature")]
        served = [carol.get("/call"), carol.post_json("/api/ticket", {}), carol.get("/api/calls")]

    assert [answer.status_code for answer in refused] == [503] * 4
    assert all(AWAY in answer.text for answer in refused)
    assert [answer.status_code for answer in served] == [200] * 3


def test_on_a_full_disk_nobody_is_connected_and_sinch_tells_again(
    disk: SmallDisk, kept_app: Flask, carol: Browser
) -> None:
    voice, call = Voice(kept_app), ice("carol", "dave")

    with disk.full():
        incoming, ended = voice.deliver(call), voice.deliver(dice(call))

    assert incoming.json["action"]["name"] == "hangup"
    assert ended.status_code == 503
    assert voice.deliver(dice(call)).status_code == 200


def test_when_there_is_space_again_everything_is_there_once(
    disk: SmallDisk, kept_app: Flask, carol: Browser
) -> None:
    stranger = Browser(kept_app)
    with disk.full():
        stranger.post_form("/register", **DAVE)
        carol.post_json("/api/calls", CALL)

    with kept_app.app_context():
        assert [user.username for user in User.all()] == ["carol"]
        assert db.session.query(Call).count() == 0
        assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"
    assert stranger.post_form("/register", **DAVE).status_code == 303
    assert carol.post_json("/api/calls", CALL).status_code == 201


def test_a_folder_that_cannot_be_written_is_said_at_the_start(disk: SmallDisk) -> None:
    with (
        disk.read_only(),
        pytest.raises(UnusableInstanceFolder, match="yours to read"),
    ):
        create_app({}, instance_path=str(disk.path))


def test_a_folder_that_cannot_be_made_is_said_at_the_start(disk: SmallDisk) -> None:
    with disk.read_only(), pytest.raises(UnusableInstanceFolder, match="Read-only file system"):
        create_app({}, instance_path=str(disk.path / "instance"))


def test_a_database_that_cannot_be_written_is_said_at_the_start(
    disk: SmallDisk, live_environ: dict[str, str]
) -> None:
    environ = {**live_environ, "DATABASE_URL": f"sqlite:///{disk.path}/site.sqlite3"}

    with disk.read_only(), pytest.raises(SchemaError, match="its folder must be yours to write in"):
        create_app(environ, instance_path=str(disk.path))


def test_a_full_disk_is_said_at_the_start(disk: SmallDisk) -> None:
    with disk.full(), pytest.raises(SystemExit, match="a disk with free space"):
        create_app({}, instance_path=str(disk.path))


def test_live_mode_with_its_database_elsewhere_needs_no_folder(
    disk: SmallDisk, live_environ: dict[str, str]
) -> None:
    with disk.read_only():
        app = create_app(live_environ, instance_path=str(disk.path / "instance"))

    with app.app_context():
        db.engine.dispose()
