"""Guessing passwords: the wait grows, it is said in words, and it is nobody else's."""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from flask import Flask
from werkzeug.test import TestResponse

import models.passwords
from models import User
from tests.conftest import PASSWORD, Browser

WRONG = "not the password"
Later = Callable[[float], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Lets seconds pass for all that counts them."""
    real_time, real_monotonic, passed = time.time, time.monotonic, [0.0]
    monkeypatch.setattr(time, "time", lambda: real_time() + passed[0])
    monkeypatch.setattr(time, "monotonic", lambda: real_monotonic() + passed[0])

    def pass_by(seconds: float) -> None:
        passed[0] += seconds

    return pass_by


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The cost of each password that was hashed to be compared, such as ``scrypt:1024:8:1``."""
    made: list[str] = []
    check = models.passwords.check_password_hash

    def note_and_check(stored: str, password: str) -> bool:
        made.append(stored.split("$")[0])
        return check(stored, password)

    monkeypatch.setattr(models.passwords, "check_password_hash", note_and_check)
    return made


def guess(client: Browser, username: str = "alice", password: str = WRONG, address: str = ""):
    environ = {"REMOTE_ADDR": address or "127.0.0.1"}
    form = {"csrf_token": client.csrf_token(), "username": username, "password": password}
    return client.post("/login", data=form, environ_overrides=environ)


def fail_often(client: Browser, times: int = 5, **how: str) -> list[TestResponse]:
    return [guess(client, **how) for _ in range(times)]


def test_the_sixth_attempt_after_five_failures_must_wait(client: Browser, alice: User) -> None:
    failures = fail_often(client)

    refused = guess(client, password=PASSWORD)

    assert [answer.status_code for answer in failures] == [422] * 5
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 16
    assert re.search(r"Too many wrong passwords: try again in \d+ seconds\.", refused.text)


def test_after_the_wait_the_right_password_logs_in(
    client: Browser, alice: User, later: Later
) -> None:
    fail_often(client)

    later(17)

    assert guess(client, password=PASSWORD).status_code == 303


def test_the_wait_grows_with_each_failure(client: Browser, alice: User, later: Later) -> None:
    fail_often(client)
    waits = []
    for _ in range(5):
        refused = guess(client)
        waits.append(int(refused.headers["Retry-After"]))
        later(waits[-1] + 1)
        assert guess(client).status_code == 422

    assert all(after > 1.7 * before for before, after in pairwise(waits))
    assert waits[-1] > 200


def test_logging_in_forgets_the_failures(client: Browser, alice: User) -> None:
    fail_often(client, times=4)
    guess(client, password=PASSWORD)
    client.post_form("/logout")

    answers = fail_often(client, times=4)

    assert {answer.status_code for answer in answers} == {422}


def test_a_stranger_elsewhere_does_not_keep_the_owner_out(
    client: Browser, other_client: Browser, alice: User
) -> None:
    strangers = fail_often(client, times=10, address="203.0.113.7")

    answer = guess(other_client, password=PASSWORD, address="198.51.100.1")

    assert strangers[-1].status_code == 429
    assert answer.status_code == 303


def test_strangers_everywhere_keep_nobody_out_who_was_here_before(
    client: Browser, other_client: Browser, alice: User
) -> None:
    home = "198.51.100.1"
    guess(other_client, password=PASSWORD, address=home)
    other_client.post_form("/logout")

    strangers = [guess(client, address=f"203.0.113.{n}") for n in range(1, 60)]

    assert strangers[-1].status_code == 429
    assert guess(other_client, password=PASSWORD, address="192.0.2.1").status_code == 429
    assert guess(other_client, password=PASSWORD, address=home).status_code == 303


def test_one_network_of_ipv6_is_one_address(client: Browser, alice: User) -> None:
    answers = [guess(client, address=f"2001:db8:1:2::{n}") for n in range(1, 8)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429] * 2


def test_another_account_of_the_same_address_need_not_wait(
    client: Browser, alice: User, bob: User
) -> None:
    fail_often(client, times=7)

    assert guess(client, username="bob", password=PASSWORD).status_code == 303


def test_an_account_that_does_not_exist_makes_wait_alike(client: Browser, alice: User) -> None:
    known = [guess(client, username="alice") for _ in range(7)]
    unknown = [guess(client, username="nobody") for _ in range(7)]

    assert [a.status_code for a in known] == [a.status_code for a in unknown]


def test_an_account_that_does_not_exist_costs_the_same_hash(
    client: Browser, hashes: list[str]
) -> None:
    for username in ("nobody", "a\0b", "x" * 500):
        guess(client, username=username)

    assert hashes == [models.passwords.METHOD] * 3
    assert models.passwords.hash_password("x").startswith(f"{models.passwords.METHOD}$")


def test_a_thousand_attempts_from_everywhere_cost_at_most_forty_hashes(
    app: Flask, client: Browser, alice: User, hashes: list[str]
) -> None:
    token = client.csrf_token()
    form = {"csrf_token": token, "username": "alice", "password": WRONG}

    for n in range(1000):
        environ = {"REMOTE_ADDR": f"10.1.{n // 250}.{n % 250 + 1}"}
        client.post("/login", data=form, environ_overrides=environ)

    assert len(hashes) <= 40


def test_attempts_that_come_at_once_are_counted_each(
    app: Flask, alice: User, hashes: list[str]
) -> None:
    browsers = [app.test_client() for _ in range(20)]

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(guess, browsers))

    assert len(hashes) <= 5
    assert {answer.status_code for answer in answers} == {422, 429}


def test_the_account_page_is_no_place_to_guess_either(
    client: Browser, alice: User, hashes: list[str]
) -> None:
    client.log_in(alice)
    hashes.clear()

    for _ in range(20):
        answer = client.post_form("/account", delete_account="y", current_password=WRONG)

    assert "Too many wrong passwords: try again in" in answer.text
    assert len(hashes) == 5
