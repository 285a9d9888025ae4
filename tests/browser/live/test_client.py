"""How the page starts the current SDK in live mode, and how it registers."""

import jwt
import pytest
from playwright.sync_api import Route, expect

from credentials import Application, read_registration_token
from models.utc_datetime import utc_now
from tests.browser.conftest import NewPerson
from tests.browser.live.conftest import KEY, LIVE
from tests.browser.live.recording import order, recorded
from tests.browser.person import Person

CLAIMS_ONLY = {"verify_signature": False, "verify_exp": False}


@pytest.mark.parametrize(
    ("call", "value"),
    [
        ("applicationKey", KEY),
        ("userId", "alice"),
        ("environmentHost", "ocra-euc1.api.sinch.com"),
        ("callerIdentifier", "+46701234567"),
        ("start", "Alice"),  # the name that a called phone shows
    ],
)
def test_the_client_is_built_from_the_settings_and_the_account(
    alice: Person, call: str, value: str
) -> None:
    alice.window.shows("ready")

    assert recorded(alice.page, call) == [[value]]


def test_push_is_enabled_with_the_sites_service_worker_before_the_client_starts(
    alice: Person,
) -> None:
    alice.window.shows("ready")

    assert recorded(alice.page, "setSupportManagedPush") == [["/sw.js"]]
    calls = order(alice.page)
    assert calls.index("build") < calls.index("setSupportManagedPush") < calls.index("start")


def test_the_token_that_the_page_registers_with_is_the_users_own(alice: Person) -> None:
    [[token]] = recorded(alice.page, "register")

    application = Application.from_text(KEY, LIVE["SINCH_APPLICATION_SECRET"])
    read = read_registration_token(application, token, now=utc_now())
    assert read.user_id == "alice"


def test_each_renewal_gets_a_new_token_from_the_server(alice: Person) -> None:
    alice.window.shows("ready")

    alice.page.evaluate("void window.recordingSdk.renew()")

    [first], [second] = recorded(alice.page, "register", count=2)
    nonces = {jwt.decode(token, options=CLAIMS_ONLY)["nonce"] for token in (first, second)}
    assert len(nonces) == 2
    alice.window.shows("ready")


def test_a_renewal_without_a_token_is_told_to_the_sdk_and_to_the_person(alice: Person) -> None:
    alice.window.shows("ready")
    alice.page.route("**/api/ticket", lambda route: route.abort())

    alice.page.evaluate("void window.recordingSdk.renew()")

    assert recorded(alice.page, "registerFailed") == [[]]
    alice.window.shows("failed").says("The server does not answer.")
    assert all("ERR_FAILED" in complaint for complaint in alice.complaints)
    alice.complaints.clear()


def test_a_start_without_a_token_is_told_to_the_sdk_and_to_the_person(
    new_person: NewPerson,
) -> None:
    alice = new_person()
    alice.page.route("**/api/ticket", lambda route: route.fulfill(status=503, body="{}"))

    alice.register("alice", "Alice")

    assert recorded(alice.page, "registerFailed") == [[]]
    alice.window.shows("failed").says("The server answered with error 503.")
    assert all("503" in complaint for complaint in alice.complaints)
    alice.complaints.clear()


def test_a_browser_that_refuses_push_still_calls_phones_and_says_what_is_missing(
    new_person: NewPerson,
) -> None:
    alice = new_person()
    alice.context.add_init_script("window.refusesPush = true")

    alice.register("alice", "Alice")

    alice.window.shows("ready").says("nobody can call you")
    alice.window.call_number("+46000000000")
    assert recorded(alice.page, "callPhoneNumber") == [["+46000000000"]]


def test_nothing_is_asked_for_before_a_click(new_person: NewPerson) -> None:
    alice = new_person()
    # As in a browser that the person has not told anything yet.
    alice.context.add_init_script(
        """
        window.asked = 0;
        let permission = "default";
        Object.defineProperty(Notification, "permission", { get: () => permission });
        Notification.requestPermission = async () => {
          window.asked += 1;
          return (permission = "granted");
        };
        """
    )
    alice.register("alice", "Alice").window.shows("off")
    assert alice.page.evaluate("[window.asked, window.recorded.length]") == [0, 0]

    alice.window.press("Turn on my phone")

    alice.window.shows("ready")
    assert alice.page.evaluate("window.asked") == 1


def test_a_browser_that_does_not_obey_the_server_is_emptied_of_the_sdk_by_the_page(
    alice: Person,
) -> None:
    def without_the_wish(route: Route) -> None:
        answer = route.fetch(max_redirects=0)
        headers = {name: value for name, value in answer.headers.items() if name[:5] != "clear"}
        route.fulfill(response=answer, headers=headers)

    alice.window.shows("ready")
    alice.page.evaluate("localStorage.setItem('mine', 'of another script')")
    alice.page.route("**/logout", without_the_wish)

    alice.window.press("Log out")
    alice.page.wait_for_url(f"{alice.url}/")

    assert alice.page.evaluate("Object.keys(localStorage)") == ["mine"]


def test_logging_out_leaves_nothing_of_the_sdk_in_the_browser(alice: Person) -> None:
    alice.window.shows("ready")
    assert alice.page.evaluate("Object.keys(localStorage)") == [f"sinch:instance::{KEY}:alice"]

    alice.window.press("Log out")
    alice.page.wait_for_url(f"{alice.url}/")

    expect(alice.page.get_by_text("You are logged out.")).to_be_visible()
    assert alice.page.evaluate("Object.keys(localStorage)") == []
    registrations = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
    assert alice.page.evaluate(registrations) == 0
