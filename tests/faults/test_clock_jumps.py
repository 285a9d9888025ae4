"""Somebody sets the clock by hours, or a year: nobody stays in for ever, nobody is kept out."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What happened in a site whose clock jumped."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.faults.clock_process"]
    command.append(str(tmp_path_factory.mktemp("instance")))
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert ended.returncode == 0, ended.stderr
    happened: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return happened


def test_a_session_in_use_survives_five_hours_either_way(told: dict[str, Any]) -> None:
    assert told["in use"] == [200, 200, 200, 200]


def test_an_idle_session_ends_by_the_time_of_its_last_use(told: dict[str, Any]) -> None:
    """Used five hours ahead and then at the right time; thirteen hours after that it is over."""
    assert told["idle"] == [200, 200, 302]


def test_a_session_that_began_a_year_ahead_does_not_live_a_year(told: dict[str, Any]) -> None:
    assert told["ahead"] == [200, 302]


def test_a_wait_for_the_next_password_stays_as_short_as_it_was(told: dict[str, Any]) -> None:
    assert told["refused"] == 429
    assert 0 < told["wait"] <= 61


def test_a_rate_limit_stays_as_long_as_it_was(told: dict[str, Any]) -> None:
    assert 0 < told["too often"] <= 3600


def test_sequences_rise_whatever_the_clock_does(told: dict[str, Any]) -> None:
    assert all(earlier < later for earlier, later in pairwise(told["sequences"]))


def test_the_classic_sdk_misses_no_message(told: dict[str, Any]) -> None:
    assert told["letters"] == ["hello"]


def test_the_timers_of_calls_do_not_jump(told: dict[str, Any]) -> None:
    assert all(0 <= step < 60 for step in told["steps"])


def test_windows_register_and_call_before_and_after(told: dict[str, Any]) -> None:
    assert told["registered"] == 5
