"""Real Chromium windows with pretend microphones, against the real server."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import cycle

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from sandbox.sign_in import DEMO_USERS, find_or_make
from tests.browser.live_server import LiveServer, live_server
from tests.browser.pair import Pair, pair_of_servers
from tests.browser.person import Person

# Chromium takes only the last list, so what Playwright turns off stands here, too.
NOT_USED = [
    "WebUIOmniboxPopup",  # two more renderers for each window
    "WebUIOmniboxAimPopup",
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades"),
    *("LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints"),
    *("PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning"),
]
FLAGS = [
    f"--disable-features={','.join(NOT_USED)}",
    "--no-sandbox",  # Chromium's own; it refuses to start as root with it
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    # A machine may have nothing but a loopback interface.
    "--allow-loopback-in-peer-connection",
]
PRETEND_MICROPHONE = "--use-fake-device-for-media-stream"
# Chromium's pretend devices without any camera.
NO_CAMERA = "--use-fake-device-for-media-stream=device-count=0"
# For a browser without the pretend one: whatever the machine has, it is out of reach.
NO_MICROPHONE = {"PULSE_SERVER": "none:", "ALSA_CONFIG_PATH": os.devnull, "PIPEWIRE_REMOTE": "none"}

NewPerson = Callable[..., Person]
Server = LiveServer | Pair
Serve = Callable[[dict[str, str]], AbstractContextManager[Server]]


def pytest_addoption(parser: pytest.Parser) -> None:
    help_text = "serve each second person by another process (make soak does so)"
    parser.addoption("--two-processes", action="store_true", help=help_text)


def is_for_two_processes(config: pytest.Config) -> bool:
    # Unknown when pytest was not started with a path in this folder.
    return bool(config.getoption("two_processes", default=False))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if is_for_two_processes(config):
        for item in items:
            if "session_server" not in item.fixturenames:
                item.add_marker(pytest.mark.skip("has a server of its own, or none"))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@contextmanager
def chromium(
    playwright: Playwright, *flags: str, variables: Mapping[str, str] | None = None
) -> Iterator[Browser]:
    browser = playwright.chromium.launch(
        executable_path=os.environ.get("CHROMIUM") or None,
        args=[*FLAGS, *flags],
        env={**os.environ, **(variables or {})},
        # Playwright's default would hide what Back shows after logging out.
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with chromium(playwright, PRETEND_MICROPHONE) as browser:
        yield browser


@pytest.fixture(scope="session")
def browser_without_camera(playwright: Playwright) -> Iterator[Browser]:
    with chromium(playwright, NO_CAMERA) as browser:
        yield browser


@pytest.fixture(scope="session")
def serve(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Serve:
    """Serves the site with these settings: one process, or two if the tests were started so."""
    start = pair_of_servers if is_for_two_processes(pytestconfig) else live_server
    return lambda settings: start(tmp_path_factory.mktemp("instance"), settings)


@pytest.fixture(scope="session")
def session_server(serve: Serve) -> Iterator[Server]:
    with serve({"TRUSTED_HOSTS": "127.0.0.1,localhost,workshop.example"}) as server:
        yield server


@pytest.fixture
def server(session_server: Server) -> Server:
    """The server with empty tables."""
    session_server.empty_tables()
    return session_server


@pytest.fixture
def demo_users(server: Server, request: pytest.FixtureRequest) -> None:
    """Alice and Bob, if the test has them: a page asks only every five seconds who is new."""
    with server.app.test_request_context():
        for username in DEMO_USERS:
            if any(name.endswith(username) for name in request.fixturenames):
                find_or_make(username)


@pytest.fixture
def new_person(browser: Browser, server: Server, demo_users: None) -> Iterator[NewPerson]:
    """Makes persons, each with a browser of their own; at the end none has anything to complain."""
    with ExitStack() as stack:
        people: list[Person] = []
        urls = cycle(server.urls)

        def make(
            *,
            may_use_microphone: bool = True,
            may_use_camera: bool = False,
            at: Browser = browser,
            **options,
        ) -> Person:
            permissions = ["microphone"] if may_use_microphone else []
            permissions += ["camera"] if may_use_camera else []
            context = at.new_context(permissions=permissions, **options)
            stack.callback(context.close)
            people.append(Person(context, next(urls)))
            return people[-1]

        yield make
        assert [complaint for person in people for complaint in person.complaints] == []


@pytest.fixture
def alice(new_person: NewPerson) -> Person:
    return new_person().sign_in("Alice").turn_on()


@pytest.fixture
def bob(new_person: NewPerson) -> Person:
    return new_person().sign_in("Bob").turn_on()
