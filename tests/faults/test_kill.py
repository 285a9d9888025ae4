"""kill -9 in the middle of writes: what was acknowledged is there, and the site starts again.

Hundreds of kills, and of more processes, are for `make soak`.
"""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app import create_app
from extensions import db
from models import Call, SinchCall, User

ROOT = Path(__file__).parent.parent.parent
KILLS = 3
LINES_BEFORE_KILL = 25


def run_and_kill(instance: Path, number: int) -> list[str]:
    """What was acknowledged until the kill, which comes at whatever it is doing then."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.faults.busy_process"]
    pipe = subprocess.PIPE
    command += [str(instance), str(number)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=subprocess.DEVNULL, text=True)
    lines = [process.stdout.readline() for _ in range(LINES_BEFORE_KILL + number)]
    process.kill()
    rest, _ = process.communicate()
    return [line.strip() for line in [*lines, *rest.splitlines(keepends=True)] if line != ""]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[str]]]:
    """The instance, and what its processes said was done."""
    instance = tmp_path_factory.mktemp("instance")
    done: dict[str, list[str]] = {"user": [], "call": [], "sequence": [], "ended": []}
    for number in range(KILLS):
        for line in run_and_kill(instance, number):
            what, name = line.split()
            done[what].append(name)
    return instance, done


def test_every_acknowledged_write_is_there_and_nothing_is_broken(told) -> None:
    instance, done = told

    app = create_app({}, instance_path=str(instance))

    with app.app_context():
        assert set(done["user"]) <= set(db.session.scalars(select(User.username)))
        assert set(done["call"]) <= set(db.session.scalars(select(Call.sinch_call_id)))
        ended = select(SinchCall.sinch_call_id).where(SinchCall.result == "ANSWERED")
        assert set(done["ended"]) <= set(db.session.scalars(ended))
        assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"
        assert db.session.execute(text("PRAGMA foreign_key_check")).all() == []
        db.engine.dispose()


def test_no_sequence_is_given_twice(told) -> None:
    _, done = told

    sequences = [int(number) for number in done["sequence"]]

    assert len(sequences) >= KILLS * 4
    assert all(earlier < later for earlier, later in pairwise(sequences))
