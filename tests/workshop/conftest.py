"""A workshop of the test's own, and one for all tests that only visit it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.workshop.program import Workshop

StartWorkshop = Callable[..., Workshop]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[StartWorkshop]:
    started: list[Workshop] = []

    def start_workshop(**variables: str) -> Workshop:
        started.append(Workshop(tmp_path, **variables))
        return started[-1]

    yield start_workshop
    for workshop in started:
        workshop.kill()


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    workshop = Workshop(tmp_path_factory.mktemp("workshop"), REGISTRATIONS_PER_HOUR="24")
    workshop.wait()
    yield workshop
    workshop.kill()
