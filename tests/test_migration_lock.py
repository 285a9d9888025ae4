"""Processes that start at once bring one database up to date, on both databases."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, text

from extensions import db

ROOT = Path(__file__).parent.parent
PROCESSES = 3
PROGRAM = """
import os, sys
import app
os.write(1, b"ready\\n")
sys.stdin.readline()
app.create_app({"DATABASE_URL": sys.argv[1]}, instance_path=sys.argv[2])
"""


@pytest.fixture
def empty_database(app: Flask, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables, on the server of the test's own."""
    url = db.engine.url
    if url.get_backend_name() == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.sqlite3"
        return
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    run(server, "CREATE DATABASE empty")
    yield url.set(database="empty").render_as_string(hide_password=False)
    run(server, "DROP DATABASE empty")
    server.dispose()


def run(engine: Engine, statement: str) -> None:
    with engine.connect() as connection:
        connection.execute(text(statement))


def test_processes_that_start_at_once_all_find_the_schema(
    empty_database: str, tmp_path: Path
) -> None:
    command = [sys.executable, "-W", "ignore", "-c", PROGRAM, empty_database, str(tmp_path)]
    pipe = subprocess.PIPE
    processes = [
        subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        for _ in range(PROCESSES)
    ]
    for process in processes:
        assert process.stdout.readline() == "ready\n"

    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    errors = [process.communicate(timeout=60)[1] for process in processes]

    assert errors == [""] * PROCESSES
    assert [process.returncode for process in processes] == [0] * PROCESSES
