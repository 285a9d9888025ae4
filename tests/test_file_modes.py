"""What the site makes in its instance folder is readable by its own user alone."""

import os
import stat
from pathlib import Path

import pytest

from app import create_app
from extensions import db

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


def make_site(folder: Path) -> dict[str, int]:
    """Return the modes of what is in the folder while the database is in use."""
    app = create_app({}, instance_path=str(folder))
    with app.app_context():
        with db.engine.connect() as connection:
            connection.exec_driver_sql("UPDATE users SET username = ''")  # so that there is a log
            modes = {path.name: mode_of(path) for path in folder.iterdir()}
        db.engine.dispose()
    app.extensions["sandbox"].close()
    return modes


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_folder_and_a_database_that_are_made_are_private(tmp_path: Path) -> None:
    folder = tmp_path / "instance"

    modes = make_site(folder)

    assert mode_of(folder) == 0o700
    database = {modes[f"sinch-sample.sqlite3{end}"] for end in ("", "-wal", "-shm")}
    assert database == {0o600}


def test_those_that_are_there_stay_as_they_are(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    database = tmp_path / "sinch-sample.sqlite3"
    database.touch()
    database.chmod(0o640)

    make_site(tmp_path)

    assert (mode_of(tmp_path), mode_of(database)) == (0o755, 0o640)
