"""The classic SDK starts with a ticket of ours, or the page says why not."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Route, expect

from credentials import Application, sign_user_ticket
from tests.browser.conftest import NewPerson
from tests.browser.live_server import LiveServer
from tests.browser.person import Person

STORED_KEYS = "Object.keys(localStorage).filter((key) => key.startsWith('SinchSDK-'))"


def give_ticket(person: Person, ticket: str) -> None:
    expires_at = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    answer = {"form": "userTicket", "ticket": ticket, "expiresAt": expires_at}
    person.context.route("**/api/ticket", lambda route: route.fulfill(json=answer))


def test_it_starts_with_our_ticket_and_the_page_names_the_sdk(alice: Person) -> None:
    alice.window.shows("ready")

    expect(alice.page.locator(".phone__sdk")).to_have_text("SDK: Sinch 1.4.12 (classic)")


def test_the_event_log_names_the_sdk_and_what_the_phone_did(alice: Person) -> None:
    alice.window.shows("ready")

    alice.page.get_by_text("What just happened").click()

    entries = alice.page.locator(".event-log li")
    expect(entries.filter(has_text="SDK loaded: Sinch 1.4.12 (classic)")).to_be_visible()
    expect(entries.filter(has_text="Credential issued: a user ticket")).to_be_visible()
    expect(entries.filter(has_text="Client started")).to_be_visible()


def test_the_event_log_shows_what_the_user_ticket_says(alice: Person) -> None:
    alice.window.shows("ready")
    alice.page.get_by_text("What just happened").click()

    alice.page.get_by_text("What the credential says").click()

    fields = alice.page.locator(".event-log__credential dl > div")
    expect(fields.filter(has_text="data.identity.endpoint")).to_contain_text("alice")
    expect(fields.filter(has_text="signature")).to_contain_text("...")


def test_who_runs_it_is_online_for_the_others(alice: Person, bob: Person) -> None:
    entry = alice.page.get_by_role("listitem").filter(has_text="Bob").first

    expect(entry).not_to_contain_text("not online", timeout=15_000)


def test_ticket_of_another_secret_is_refused_with_the_reason(
    new_person: NewPerson, server: LiveServer
) -> None:
    settings = server.app.config["SETTINGS"]
    other = Application(settings.application.key, b"not the secret of this site")
    alice = new_person()
    give_ticket(alice, sign_user_ticket(other, "alice", created_at=datetime.now(UTC)))

    alice.sign_in("Alice")

    alice.window.shows("failed").says("signed with another secret")
    alice.complaints.clear()  # the refusal, in the console


def test_start_that_never_settles_gets_a_sentence_with_the_cure(new_person: NewPerson) -> None:
    alice = new_person()
    alice.context.route("**/sandbox/classic/**", lambda route: route.abort())

    alice.sign_in("Alice")

    alice.window.shows("failed", timeout_ms=15_000).says("Check that the server runs")
    alice.complaints.clear()  # the requests that did not come through


def test_phone_that_did_not_start_can_be_turned_on_again(new_person: NewPerson) -> None:
    alice = new_person()
    alice.context.route("**/sandbox/classic/**", lambda route: route.abort())
    alice.sign_in("Alice")
    alice.window.shows("failed", timeout_ms=15_000)
    alice.context.unroute("**/sandbox/classic/**")

    alice.window.press("Turn on my phone")

    alice.window.shows("ready")
    alice.complaints.clear()


def test_logging_out_leaves_nothing_of_the_registration(alice: Person) -> None:
    assert alice.page.evaluate(STORED_KEYS)

    alice.window.press("Log out")
    alice.page.wait_for_url(f"{alice.url}/")

    assert alice.page.evaluate(STORED_KEYS) == []


def test_refused_microphone_is_said_when_the_phone_is_turned_on(new_person: NewPerson) -> None:
    alice = new_person(may_use_microphone=False).sign_in("Alice")

    alice.window.shows("off").press("Turn on my phone")

    alice.window.shows("failed").says("The microphone is not allowed")


def test_server_that_hides_the_ticket_behind_an_error_is_said(new_person: NewPerson) -> None:
    def refuse(route: Route) -> None:
        error = {"code": "slow_down", "message": "Wait a minute."}
        route.fulfill(status=429, json={"error": error})

    alice = new_person()
    alice.context.route("**/api/ticket", refuse)

    alice.sign_in("Alice")

    alice.window.shows("failed").says("Wait a minute.")
    alice.complaints.clear()
