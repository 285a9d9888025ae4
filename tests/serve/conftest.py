import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.serve.served_site import LIVE, ServedSite

Serve = Callable[..., ServedSite]

if os.name == "nt":
    pytest.skip("gunicorn does not run on Windows", allow_module_level=True)


@contextmanager
def sites_in(folder: Path) -> Iterator[Serve]:
    """Starts sites with these settings; what still runs afterwards is ended."""
    sites: list[ServedSite] = []

    def start(**settings: str) -> ServedSite:
        sites.append(ServedSite(folder, **settings))
        return sites[-1]

    try:
        yield start
    finally:
        for site in sites:
            site.kill()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    with sites_in(tmp_path) as start:
        yield start


@pytest.fixture(scope="module")
def live_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    """One in live mode that writes JSON, for tests that leave it as it is."""
    with sites_in(tmp_path_factory.mktemp("live")) as start:
        https = {"HTTPS": "on", "HSTS_SECONDS": "300"}
        yield start(LOG_FORMAT="json", **{**LIVE, **https}).wait()
