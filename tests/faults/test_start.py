"""Starting with a database that is not there yet: what a supervisor sees."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.postgres import Postgres

ROOT = Path(__file__).parent.parent.parent
PROGRAM = """
import sys
from app import create_app
create_app({"DATABASE_URL": sys.argv[1]}, instance_path=sys.argv[2])
print("Started.")
"""


def start(url: str, instance: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", PROGRAM, url, str(instance)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_it_ends_with_a_sentence_and_starts_when_the_database_is_there(
    server: Postgres, tmp_path: Path
) -> None:
    with server.stopped():
        early = start(server.url, tmp_path)
    later = start(server.url, tmp_path)

    assert (early.returncode, later.returncode) == (1, 0)
    assert "is it running, and is DATABASE_URL right?" in early.stderr
    assert "Traceback" not in early.stderr
    assert later.stdout == "Started.\n"


def test_it_does_not_wait_for_a_database_that_says_nothing(
    server: Postgres, tmp_path: Path
) -> None:
    with server.frozen():
        ended = start(server.url, tmp_path)

    assert ended.returncode == 1
    assert "The database cannot be used" in ended.stderr


@pytest.mark.parametrize("kind", ["a folder", "garbage"])
def test_a_path_that_is_no_database_is_said(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "site.sqlite3"
    if kind == "a folder":
        path.mkdir()
    else:
        path.write_bytes(b"not a database " * 500)

    ended = start(f"sqlite:///{path}", tmp_path)

    assert ended.returncode == 1
    assert "the file an SQLite database" in ended.stderr
    assert "Traceback" not in ended.stderr
