"""The SQLite file is locked, or replaced by something else, while the site runs."""

import sqlite3
from pathlib import Path

import pytest
from flask import Flask

from extensions import db
from models import Session
from models.utc_datetime import EPOCH
from tests.conftest import Browser


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sinch-sample.sqlite3"


@pytest.fixture
def folder(file: Path) -> Path:
    return file.parent


def test_while_another_program_writes_for_long_people_can_read(
    file: Path, kept_app: Flask, carol: Browser
) -> None:
    with kept_app.app_context():
        db.session.query(Session).update({"last_seen_at": EPOCH, "is_remembered": True})
        db.session.commit()
    other = sqlite3.connect(file)
    other.execute("BEGIN IMMEDIATE")

    answer = carol.get("/call")

    other.close()
    assert answer.status_code == 200


@pytest.mark.parametrize("kind", ["a folder", "garbage", "nothing"])
def test_a_file_that_is_no_database_any_more_is_said_until_it_is_back(
    file: Path, carol: Browser, kind: str
) -> None:
    aside = take_away(file)
    if kind == "a folder":
        file.mkdir()
    elif kind == "garbage":
        file.write_bytes(b"not a database " * 500)

    away = carol.get("/call")

    remove(file)
    aside.rename(file)
    assert away.status_code == 503
    assert "The database does not answer." in away.text
    assert carol.get("/call").status_code == 200


def take_away(file: Path) -> Path:
    """Move it, whole, to another name."""
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    aside = file.rename(file.with_suffix(".aside"))
    remove_companions(file)
    return aside


def remove(path: Path) -> None:
    if path.is_dir():
        path.rmdir()
    else:
        path.unlink()
        remove_companions(path)


def remove_companions(path: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
