"""The history: what happened, in words, and what can be done with it."""

import re
from datetime import timedelta
from decimal import Decimal

from playwright.sync_api import Locator, Page, expect

from extensions import db
from models import Call, User
from models.utc_datetime import utc_now
from tests.browser.axe import expect_accessible
from tests.browser.conftest import NewPerson
from tests.browser.live_server import LiveServer
from tests.browser.person import Person
from tests.browser.test_calls import connect

LOOK_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"


def calls(page: Page) -> Locator:
    return page.get_by_role("region", name="Recent calls")


def rows(page: Page) -> Locator:
    return calls(page).get_by_role("listitem")


def add_calls(server: LiveServer, count: int, **values: object) -> None:
    """Give Alice so many calls to Bob, one a day, the newest of them a minute ago."""
    with server.app.app_context():
        alice = db.session.query(User).filter_by(username="alice").one()
        for number in range(count):
            began_at = utc_now() - timedelta(days=number, minutes=1)
            call = {
                "kind": "app-to-app",
                "caller": "alice",
                "callee": "bob",
                "started_at": began_at,
                "answered_at": began_at,
                "ended_at": began_at + timedelta(seconds=40),
                "duration_seconds": 40,
                "end_cause": "HungUp",
                "reason": f"Reason {number}.",
                "sinch_call_id": f"call-{number}",
            }
            db.session.add(Call(user_id=alice.id, **{**call, **values}))
        db.session.commit()


def show_calls(person: Person, server: LiveServer, count: int, **values: object) -> None:
    add_calls(server, count, **values)
    person.page.evaluate(LOOK_AGAIN)
    expect(rows(person.page)).to_have_count(min(count, 20))


def test_a_call_stands_under_today_with_all_that_happened(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")
    bob.window.shows("incoming").press("Answer")
    alice.window.shows("established")
    alice.window.press("Hang up")

    expect(calls(alice.page).get_by_role("heading", level=3)).to_have_text(["Today"])
    expect(rows(alice.page)).to_contain_text(
        re.compile(r"Bob\s*0:0\d\s*Outgoing, .*\s*You hung up.")
    )
    alice.page.reload()
    expect(rows(alice.page)).to_contain_text("You hung up.")


def test_the_history_is_there_in_another_browser(
    alice: Person, bob: Person, new_person: NewPerson
) -> None:
    connect(alice, bob)
    alice.window.press("Hang up")
    expect(rows(alice.page)).to_contain_text("You hung up.")

    elsewhere = new_person(may_use_microphone=False).sign_in("Alice")

    expect(rows(elsewhere.page)).to_contain_text(re.compile(r"Bob\s*0:0\d\s*Outgoing"))
    expect(rows(elsewhere.page)).to_contain_text("You hung up.")


def test_a_missed_call_is_called_missed_and_called_back(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")
    bob.window.shows("incoming")
    alice.window.press("Hang up")
    expect(rows(bob.page)).to_contain_text("Missed")

    bob.window.press("Call again: Alice")

    alice.window.shows("incoming").says("Bob")


def test_a_phone_is_called_again_and_what_the_first_call_cost_is_told(
    alice: Person, server: LiveServer
) -> None:
    number = {"kind": "app-to-phone", "callee": "+46701740605"}
    show_calls(alice, server, 1, **number, cost=Decimal("0.0240"), currency="EUR")
    expect(rows(alice.page)).to_contain_text("EUR 0.024")

    alice.window.press("Call again: +46701740605")

    alice.window.shows("calling").says("+46701740605")


def test_older_calls_come_by_a_press_under_their_days(alice: Person, server: LiveServer) -> None:
    show_calls(alice, server, 25)
    titles = calls(alice.page).get_by_role("heading", level=3)
    expect(titles.nth(1)).to_have_text("Yesterday")

    alice.window.press("Show older")

    expect(rows(alice.page)).to_have_count(25)
    expect(titles).to_have_count(25)
    expect(rows(alice.page).nth(20).get_by_role("button").first).to_be_focused()
    expect(alice.window.button("Show older")).to_be_hidden()
    alice.page.evaluate(LOOK_AGAIN)
    expect(rows(alice.page)).to_have_count(25)


def test_a_deleted_call_is_gone_in_every_window_for_good(
    alice: Person, bob: Person, server: LiveServer
) -> None:
    second = alice.second_window()
    show_calls(alice, server, 2)
    second.page.evaluate(LOOK_AGAIN)
    expect(rows(second.page)).to_have_count(2)
    rows(alice.page).first.get_by_role("button", name="Delete the call with Bob").focus()

    alice.page.keyboard.press("Enter")

    for page in (alice.page, second.page):
        expect(rows(page)).to_have_count(1)
        expect(calls(page)).not_to_contain_text("Reason 0.")
    remaining = rows(alice.page).get_by_role("button", name="Delete the call with Bob")
    expect(remaining).to_be_focused()
    alice.page.reload()
    expect(rows(alice.page)).to_have_count(1)


def test_deleting_all_is_asked_about_first(alice: Person, server: LiveServer) -> None:
    show_calls(alice, server, 3)
    alice.window.press("Delete all")
    expect(alice.window.button("Keep my calls")).to_be_focused()
    expect_accessible(alice.page)

    alice.page.keyboard.press("Enter")
    expect(rows(alice.page)).to_have_count(3)
    expect(alice.window.button("Delete all")).to_be_focused()

    alice.window.press("Delete all")
    alice.window.press("Delete all calls")
    expect(calls(alice.page)).to_contain_text("No calls yet.")
    expect(alice.window.button("Delete all")).to_be_hidden()
    expect(calls(alice.page)).to_be_focused()
    alice.page.reload()
    expect(calls(alice.page)).to_contain_text("No calls yet.")


def test_a_call_shows_in_the_other_windows_of_the_user(alice: Person, bob: Person) -> None:
    second = alice.second_window()
    second.shows("ready")

    alice.window.call_number("+4600000000030")
    alice.window.shows("ready").says("declined")

    for page in (alice.page, second.page):
        expect(rows(page)).to_contain_text("+4600000000030")


def test_what_cannot_be_deleted_is_said(alice: Person, server: LiveServer) -> None:
    show_calls(alice, server, 1)
    alice.page.route("**/api/calls/*", lambda route: route.fulfill(status=503, body="{}"))

    rows(alice.page).get_by_role("button", name="Delete the call").click()

    expect(calls(alice.page)).to_contain_text("The call could not be deleted:")
    expect(rows(alice.page)).to_have_count(1)
    assert all("503" in complaint for complaint in alice.complaints)
    alice.complaints.clear()


def test_a_report_that_did_not_arrive_is_kept_as_soon_as_the_server_answers(
    alice: Person, bob: Person
) -> None:
    connect(alice, bob)
    alice.page.route("**/api/calls", lambda route: route.abort())
    alice.window.press("Hang up")
    problem = alice.page.locator(".history__problem")
    expect(problem).to_contain_text("The last call could not be kept")

    alice.page.unroute("**/api/calls")

    expect(problem).to_be_hidden(timeout=15_000)
    expect(rows(alice.page)).to_contain_text("You hung up.")
    alice.complaints[:] = [each for each in alice.complaints if "ERR_FAILED" not in each]
