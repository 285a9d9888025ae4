"""Live mode with made-up keys, and an SDK that writes down what the page asks of it."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import NewPerson
from tests.browser.live.push import PushService
from tests.browser.live.sdk_host import SdkHost
from tests.browser.live_server import LiveServer
from tests.browser.person import Person

KEY = "396f387f-2e22-4b29-9b94-1df41a05f0dc"
LIVE = {
    "SINCH_APPLICATION_KEY": KEY,
    "SINCH_APPLICATION_SECRET": "4sxPfbyPzfvhZuemQRWaZQ==",
    "SINCH_ENVIRONMENT_HOST": "ocra-euc1.api.sinch.com",
    "SINCH_CALLER_IDENTIFIER": "+46701234567",
    "PHONE_ALLOWED_REGIONS": "SE",
    "SECRET_KEY": "0123456789abcdef0123456789abcdef",
    "CREDENTIALS_PER_MINUTE": "100000",  # alice opens many pages
}


@pytest.fixture(scope="session")
def sdk_host() -> Iterator[SdkHost]:
    host = SdkHost()
    yield host
    host.stop()


@pytest.fixture(scope="session")
def session_server(
    sdk_host: SdkHost, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    environ = {**LIVE, "SINCH_SDK_URL": sdk_host.sdk_url}
    server = LiveServer(tmp_path_factory.mktemp("live-instance"), environ)
    yield server
    server.stop()


@pytest.fixture
def new_person(browser: Browser, server: LiveServer, sdk_host: SdkHost) -> Iterator[NewPerson]:
    """Makes persons, whose pages may load the SDK from its host and nothing else from anywhere."""
    with ExitStack() as stack:
        people = []

        def make(permissions: tuple[str, ...] = ("microphone", "notifications"), **options):
            context = browser.new_context(permissions=list(permissions), **options)
            stack.callback(context.close)
            people.append(Person(context, server.url, other_urls=(sdk_host.sdk_url,)))
            return people[-1]

        yield make
        assert [complaint for person in people for complaint in person.complaints] == []


@pytest.fixture
def alice(new_person: NewPerson) -> Person:
    return new_person().register("alice", "Alice")


@pytest.fixture
def push(alice: Person) -> PushService:
    alice.window.shows("ready")
    return PushService(alice.page)
