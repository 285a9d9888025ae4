"""The runner of all checks: its groups and its exit code."""

import subprocess
import sys

from tools.check import GROUPS, run_group
from tools.node import NodeMissing
from tools.outcome import Outcome
from tools.suites import ROOT


def test_group_of_another_name_is_refused_with_the_names_there_are():
    command = [sys.executable, "-m", "tools.check", "unit"]

    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert answer.returncode == 2
    assert all(name in answer.stdout for name in GROUPS)


def test_named_group_runs_alone_and_its_result_is_the_last_line():
    command = [sys.executable, "-m", "tools.check", "templates"]

    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert answer.returncode == 0
    assert answer.stdout.splitlines()[-1] == "1 passed, 0 failed, 0 skipped"


def test_group_that_needs_node_is_skipped_with_the_reason_where_node_is_missing(capsys):
    def check() -> Outcome:
        raise NodeMissing("Node.js is missing: install it")

    ended = run_group("javascript", check)

    assert (ended.outcome.word, ended.outcome.reason) == (
        "skipped",
        "Node.js is missing: install it",
    )
    assert "Node.js is missing" in capsys.readouterr().out
