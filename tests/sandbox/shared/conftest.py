from collections.abc import Iterator

import pytest

from tests.kept_limiter import kept_limiter
from tests.redis_server import redis_server
from tests.sandbox.shared.twins import Twins


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    with redis_server() as url:
        yield url


@pytest.fixture(scope="package", autouse=True)
def own_limiter() -> Iterator[None]:
    with kept_limiter():
        yield


@pytest.fixture(scope="package")
def package_twins(
    own_limiter: None, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Twins]:
    with Twins(redis_url, str(tmp_path_factory.mktemp("twins"))) as twins:
        yield twins


@pytest.fixture
def site(package_twins: Twins) -> Iterator[Twins]:
    yield package_twins
    package_twins.close_windows()
