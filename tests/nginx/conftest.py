import os
from collections.abc import Iterator

import pytest

from tests.nginx.nginx_server import NAME, NginxServer
from tests.serve.conftest import sites_in
from tests.serve.served_site import ServedSite
from tests.serve.visitor import Visitor
from tools.nginx import NOT_FOUND, find_nginx

# So few that half a request in each would be noticed.
THREADS = 12


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    """A sandbox as it stands behind nginx."""
    if not find_nginx(os.environ):
        pytest.skip(NOT_FOUND)
    with sites_in(tmp_path_factory.mktemp("site")) as serve:
        yield serve(
            HTTPS="on",
            HSTS_SECONDS="300",
            TRUSTED_PROXIES="1",
            TRUSTED_HOSTS=NAME,
            LOG_FORMAT="json",
            GUNICORN_CMD_ARGS=f"--threads={THREADS}",
        ).wait()


@pytest.fixture(scope="session")
def nginx(site: ServedSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[NginxServer]:
    server = NginxServer(find_nginx(os.environ), tmp_path_factory.mktemp("nginx"), site)
    try:
        yield server.wait()
    finally:
        server.stop()


@pytest.fixture
def visitor(nginx: NginxServer) -> Visitor:
    return Visitor(nginx.address)
