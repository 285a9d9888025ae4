"""What the calling page of live mode may load, and from where."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.live.conftest import LIVE
from tests.browser.live.sdk_host import SdkHost
from tests.browser.live_server import LiveServer
from tests.browser.person import Person

# The directive that forbids a request to this address; empty when the policy lets it pass.
FORBIDS = """(url) => new Promise((resolve) => {
  const event = "securitypolicyviolation";
  document.addEventListener(event, ({ effectiveDirective }) => resolve(effectiveDirective));
  fetch(url, { mode: "no-cors" }).then(() => resolve(""), () => {});
})"""
LOAD = """(url) => new Promise((resolve) => {
  const script = Object.assign(document.createElement("script"), { src: url });
  script.onload = () => resolve("loaded");
  script.onerror = () => resolve("refused");
  document.head.append(script);
})"""


@pytest.mark.parametrize(
    ("url", "directive"),
    [
        ("https://ocra.api.sinch.com/", ""),
        ("https://elsewhere.example/", "connect-src"),
        ("https://sinch.com.elsewhere.example/", "connect-src"),
    ],
)
def test_the_page_connects_to_sinch_and_to_nobody_else(
    alice: Person, url: str, directive: str
) -> None:
    alice.window.shows("ready")
    alice.page.route(url, lambda route: route.fulfill(body="here"))

    assert alice.page.evaluate(FORBIDS, url) == directive
    alice.complaints.clear()  # that somebody was asked, and that the policy forbade it


def test_no_other_script_of_the_sdks_host_is_loaded(alice: Person, sdk_host: SdkHost) -> None:
    alice.window.shows("ready")
    neighbour = sdk_host.sdk_url.replace("recording", "other")

    assert alice.page.evaluate(LOAD, neighbour) == "refused"
    assert any("Content Security Policy" in complaint for complaint in alice.complaints)
    alice.complaints.clear()


@pytest.fixture
def pinned(sdk_host: SdkHost, tmp_path) -> Iterator[LiveServer]:
    """A server that names the SDK file's checksum; afterwards the file is as it was."""
    environ = {**LIVE, "SINCH_SDK_URL": sdk_host.sdk_url, "SINCH_SDK_INTEGRITY": sdk_host.integrity}
    original = sdk_host.file
    server = LiveServer(tmp_path, environ)
    yield server
    server.stop()
    sdk_host.file = original


@pytest.fixture
def carol(browser: Browser, pinned: LiveServer, sdk_host: SdkHost) -> Iterator[Person]:
    context = browser.new_context(permissions=["microphone", "notifications"])
    yield Person(context, pinned.url, other_urls=(sdk_host.sdk_url,))
    context.close()


def test_the_sdk_file_that_the_checksum_names_is_loaded(carol: Person) -> None:
    carol.register("carol", "Carol").window.shows("ready")

    assert carol.complaints == []


def test_an_altered_sdk_file_is_refused_by_the_browser_and_the_page_says_so(
    carol: Person, sdk_host: SdkHost
) -> None:
    sdk_host.file += b"\n// one line more"

    carol.register("carol", "Carol").window.shows("failed", timeout_ms=6_000)

    carol.window.says("is not the file that SINCH_SDK_INTEGRITY names")
    assert not carol.page.evaluate("'Sinch' in window")
    assert len(carol.complaints) == 1
    assert "integrity" in carol.complaints[0]
