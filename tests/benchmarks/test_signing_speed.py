"""The benchmark compares like with like: how fast it all is, only a quiet machine can tell."""

import subprocess
import sys
from pathlib import Path

from benchmarks import signing_speed as bench
from credentials import read_user_ticket

ROOT = Path(__file__).parent.parent.parent


def test_both_floors_make_the_very_token_that_we_make() -> None:
    assert bench.plain_jwt_encode() == bench.bare_token() == bench.sign_token()


def test_the_floor_of_tickets_makes_a_ticket_that_says_the_same() -> None:
    floor = read_user_ticket(bench.APPLICATION, bench.bare_ticket(), now=bench.NOW)

    assert floor == read_user_ticket(bench.APPLICATION, bench.sign_ticket(), now=bench.NOW)


def test_what_is_measured_is_positive_and_of_each_function() -> None:
    cost = bench.measure([bench.bare_ticket, bench.sign_ticket], rounds=2)

    assert cost.keys() == {bench.bare_ticket, bench.sign_ticket}
    assert min(cost.values()) > 0


def test_five_ratios_are_printed() -> None:
    command = [sys.executable, "-c", "from benchmarks.signing_speed import main; main(rounds=2)"]

    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    ratios = [line for line in ended.stdout.splitlines() if " / " in line]
    assert ended.returncode == 0
    assert len(ratios) == 5
    assert all(float(line.split()[-1]) > 0 for line in ratios)
