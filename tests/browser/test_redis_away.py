"""The page while the server's Redis is away."""

from collections.abc import Iterator

import pytest

from tests.browser.live_server import LiveServer
from tests.browser.person import Person
from tests.kept_limiter import kept_limiter
from tests.redis_server import RedisServer, own_redis_server


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    with own_redis_server() as server:
        yield server


@pytest.fixture
def server(redis: RedisServer, tmp_path) -> Iterator[LiveServer]:
    with kept_limiter():
        server = LiveServer(tmp_path, {"REDIS_URL": redis.url})
        yield server
        server.stop()


def test_the_page_says_that_redis_is_away_and_goes_on_when_it_is_back(
    alice: Person, redis: RedisServer
) -> None:
    redis.stop()
    alice.window.shows("failed").says("Redis is away")

    redis.start()

    alice.window.shows("ready", timeout_ms=20_000)
