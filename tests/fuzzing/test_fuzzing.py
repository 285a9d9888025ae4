"""A share of the fuzzing that `make soak` does in full."""

from flask import Flask

from tests.fuzzing.campaign import fuzz

REQUESTS = 1_500
SEED = 20261121


def test_no_request_is_answered_with_a_fault_or_not_at_all(sandbox_app: Flask) -> None:
    judge = fuzz(sandbox_app, count=REQUESTS, start=SEED)

    assert sum(judge.statuses.values()) >= REQUESTS
    assert {200, 201, 302, 303, 400, 401, 404, 405, 415, 422} <= judge.statuses.keys()
