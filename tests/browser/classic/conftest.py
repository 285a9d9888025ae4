"""Persons whose page loads Sinch's own classic SDK, against our sandbox."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.classic.sdk_file import NOTICE, SdkUnavailable, fetch_classic_sdk
from tests.browser.conftest import NewPerson
from tests.browser.live_server import LiveServer
from tests.browser.person import Person

# Served by each test's browser. In this folder, the stand-in under this name finds its modules.
SDK_PATH = "/static/sandbox/classic-sdk.js"
STAND_IN = Path(__file__).parents[3] / "static" / "sandbox" / "sinch.min.js"


@pytest.fixture(scope="session")
def classic_sdk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of the file."""
    try:
        text = fetch_classic_sdk(tmp_path_factory.mktemp("classic-sdk"))
    except SdkUnavailable as reason:
        pytest.skip(str(reason))
    with request.config.pluginmanager.get_plugin("capturemanager").global_and_fixture_disabled():
        print(f"\n{NOTICE}")
    return text


@pytest.fixture(scope="session")
def session_server(
    classic_sdk: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    server = LiveServer(tmp_path_factory.mktemp("instance"), {"SINCH_SDK_URL": SDK_PATH})
    yield server
    server.stop()


@pytest.fixture
def new_person(new_person: NewPerson, classic_sdk: str, server: LiveServer) -> NewPerson:
    """Makes persons with the classic SDK, or with what is given as ``sdk``."""

    def make(*, sdk: str = classic_sdk, **options) -> Person:
        person = new_person(**options)
        # The browser allows few connections to one host: signalling goes by other names.
        person.other_urls = (
            f"http://localhost:{server.port}/",
            f"http://s.localhost:{server.port}/",
        )
        person.context.route(
            f"**{SDK_PATH}", lambda route: route.fulfill(body=sdk, content_type="text/javascript")
        )
        return person

    return make


@pytest.fixture
def stand_in_bob(new_person: NewPerson) -> Person:
    """Bob with the stand-in for the current SDK."""
    return new_person(sdk=STAND_IN.read_text("utf-8")).sign_in("Bob").turn_on()
