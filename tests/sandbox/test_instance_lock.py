"""Without Redis, one process has the sandbox of an instance folder."""

import subprocess
import sys
from pathlib import Path

from app import create_app
from extensions import db
from sandbox.instance_lock import InstanceLock
from tests.sandbox.site import Site

ROOT = Path(__file__).parent.parent.parent
HOLD = """
import sys
from pathlib import Path
from sandbox.instance_lock import InstanceLock
lock = InstanceLock(Path(sys.argv[1]))
print(lock.take(), flush=True)
sys.stdin.read()
"""


def hold(path: Path) -> subprocess.Popen[str]:
    """Another process takes the lock, or tries to."""
    command = [sys.executable, "-c", HOLD, str(path)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_of_two_processes_one_has_it_until_it_is_killed(tmp_path):
    path = tmp_path / "sandbox.lock"
    first = hold(path)
    assert first.stdout.readline() == "True\n"
    mine = InstanceLock(path)

    taken_beside = mine.take()
    end(first)
    taken_after = mine.take()

    assert (taken_beside, taken_after) == (False, True)
    mine.release()


def test_a_folder_that_cannot_be_written_to_keeps_nobody_out(tmp_path):
    nowhere = InstanceLock(tmp_path / "missing" / "sandbox.lock")

    assert nowhere.take()


def test_windows_of_a_second_process_are_refused_in_words(tmp_path):
    app = create_app({}, instance_path=str(tmp_path))
    other = hold(tmp_path / "sandbox.lock")
    other.stdout.readline()

    with Site(app) as site:
        alice = site.person("Alice")
        refused = site.connect(cookie=alice.cookie).hear_farewell()
        end(other)
        registered = site.window(alice)  # nothing is left of the other one
        registered.close()

    with app.app_context():
        db.engine.dispose()
    sentence = "Another server process has the sandbox: run one process, or set REDIS_URL."
    assert refused == (1013, sentence)


def test_a_sandbox_that_nobody_uses_is_nobodys(tmp_path):
    app = create_app({}, instance_path=str(tmp_path))
    other = hold(tmp_path / "sandbox.lock")

    assert other.stdout.readline() == "True\n"
    end(other)
    with app.app_context():
        db.engine.dispose()
