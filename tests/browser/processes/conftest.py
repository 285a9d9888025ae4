"""Caller and callee on two server processes; all calls are tried so by ``make soak``."""

from collections.abc import Iterator

import pytest

from tests.browser.pair import Pair, pair_of_servers


@pytest.fixture(scope="package")
def session_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with pair_of_servers(tmp_path_factory.mktemp("pair"), {}) as pair:
        yield pair
