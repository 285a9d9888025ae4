"""Two processes of the site that hear of the same calls at once, on both databases."""

import subprocess
import sys
from pathlib import Path

from extensions import db
from models import User
from tests.answering import story

ROOT = Path(__file__).parent.parent.parent


def start_process(instance: str, seed: int) -> subprocess.Popen[str]:
    url = db.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-W", "ignore", "-m", "tests.callback_process"]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [*command, url, instance, str(seed)], cwd=ROOT, stdin=pipe, stdout=pipe, text=True
    )


def test_two_processes_at_once_end_in_the_rows_of_the_plain_order(
    app,
    alice: User,
    plain: dict[str, story.Rows],
) -> None:
    story.forget_calls()
    processes = [start_process(app.instance_path, seed) for seed in (1, 2)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"

    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        process.communicate(timeout=120)

    assert [process.returncode for process in processes] == [0, 0]
    assert story.all_rows() == plain
