from collections.abc import Iterator

import pytest

from tests.redis_server import redis_server
from tests.sandbox.shared.twins import Twins


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    with redis_server() as url:
        yield url


@pytest.fixture(scope="session")
def session_twins(redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    with Twins(redis_url, str(tmp_path_factory.mktemp("twins"))) as twins:
        yield twins


@pytest.fixture
def site(session_twins: Twins) -> Iterator[Twins]:
    yield session_twins
    session_twins.close_windows()
