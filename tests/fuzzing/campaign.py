"""So many requests, made from a seed: the same ones each time."""

from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from extensions import limiter
from tests.fuzzing.judge import Judge
from tests.fuzzing.requests import Request, requests_by_description, requests_by_routes

# So that most requests come past the limits of routes; those have tests of their own.
FORGET_AFTER = 25


def fuzz(app: Flask, *, count: int, start: int) -> Judge:
    """Try the requests out; half are made from the URL map, half from docs/openapi.yaml.

    :param start: the seed.
    :raises AssertionError: with the smallest request whose answer is wrong.
    """
    judge = Judge(app)
    try:
        for sources in (requests_by_routes(app), requests_by_description()):
            for source in sources:
                try_out_many(judge, source, 1 + count // 2 // len(sources), start)
    finally:
        judge.close()
    return judge


def try_out_many(judge: Judge, source: st.SearchStrategy[Request], count: int, start: int) -> None:
    @seed(start)
    @settings(
        max_examples=count,
        deadline=None,  # the judge has one of its own
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(request=source)
    def try_out(request: Request) -> None:
        if sum(judge.statuses.values()) % FORGET_AFTER == 0:
            limiter.reset()
        judge.try_out(request)

    try_out()
