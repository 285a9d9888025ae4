"""Registration signatures of one user from several processes at once, on both databases."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from extensions import db
from models import User

ROOT = Path(__file__).parent.parent
THREADS = 8
ALL, SOME = 125, 100  # requests of each thread; ten thousand in all are asked for by make soak

Answers = list[tuple[int, int]]  # thread and sequence
Start = Callable[[int], subprocess.Popen[str]]


@pytest.fixture
def start(app: Flask, alice: User, tmp_path: Path) -> Iterator[Start]:
    """Starts a process and waits until its threads are logged in."""
    url = db.engine.url.render_as_string(hide_password=False)
    processes: list[subprocess.Popen[str]] = []

    def start_process(requests: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-W", "ignore", "-m", "tests.signing_process"]
        command += [url, app.instance_path, str(THREADS), str(requests)]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
        processes.append(process)
        assert process.stdout.readline() == "ready\n"
        return process

    yield start_process
    for process in processes:
        process.kill()
        process.communicate()


def let_go(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()


def answers_of(*processes: subprocess.Popen[str]) -> list[Answers]:
    """Wait for the end of all; what each was answered since the last look."""
    with ThreadPoolExecutor() as pool:  # read all at once: a full pipe would hold its process up
        outputs = list(pool.map(lambda process: process.stdout.readlines(), processes))
    for process in processes:
        process.wait()
    return [[read_answer(line) for line in lines] for lines in outputs]


def read_answer(line: str) -> tuple[int, int]:
    thread, sequence = line.split()
    return int(thread), int(sequence)


def sequences_of(answers: Answers) -> list[int]:
    return [sequence for _, sequence in answers]


def assert_each_thread_saw_rising_numbers(answers: Answers) -> None:
    for number in range(THREADS):
        seen = [sequence for thread, sequence in answers if thread == number]
        assert all(earlier < later for earlier, later in pairwise(seen))


def last_sequence() -> int:
    """What the database holds, of which nothing must be broken."""
    db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"
    return User.find("alice").registration_sequence


def test_two_thousand_requests_over_two_processes_get_two_thousand_numbers(start: Start) -> None:
    assert_each_request_gets_a_number_of_its_own(start, ALL)


def assert_each_request_gets_a_number_of_its_own(start: Start, requests: int) -> None:
    """:param requests: of each of the eight threads of each of two processes."""
    processes = [start(requests), start(requests)]

    let_go(*processes)
    first, second = answers_of(*processes)

    assert [process.returncode for process in processes] == [0, 0]
    assert len({*sequences_of(first), *sequences_of(second)}) == 2 * THREADS * requests
    assert last_sequence() == max(sequences_of(first) + sequences_of(second))
    for answers in (first, second):
        assert_each_thread_saw_rising_numbers(answers)


def test_a_killed_process_loses_and_repeats_no_number(start: Start) -> None:
    killed, survivor = start(5 * ALL), start(SOME)
    let_go(killed, survivor)
    before = [read_answer(killed.stdout.readline()) for _ in range(SOME)]

    killed.kill()
    rest, beside = answers_of(killed, survivor)
    taken = sequences_of(before + rest + beside)
    kept = last_sequence()
    successor = start(SOME)
    let_go(successor)
    (after,) = answers_of(successor)

    assert len(rest) + len(before) < THREADS * 5 * ALL, "it had come to its end before the kill"
    assert survivor.returncode == successor.returncode == 0
    assert len(taken) == len(set(taken))
    assert kept >= max(taken)
    assert min(sequences_of(after)) > kept
