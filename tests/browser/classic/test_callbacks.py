"""The application decides about the classic SDK's calls as about all others, and keeps them."""

from playwright.sync_api import expect
from sqlalchemy import select

from extensions import db
from models import Call, PhoneSwitch, User
from models.callback_delivery import CallbackDelivery
from tests.browser.conftest import NewPerson
from tests.browser.live_server import LiveServer
from tests.browser.person import Person
from tests.browser.test_calls import connect
from tests.browser.virtual_phone import SWEDISH_MOBILE, open_virtual_phone


def test_a_call_to_the_virtual_phone_has_sound_and_the_application_is_told_of_all_of_it(
    alice: Person, new_person: NewPerson, server: LiveServer
) -> None:
    virtual_phone = open_virtual_phone(new_person())
    alice.window.call_number(SWEDISH_MOBILE)
    virtual_phone.shows("incoming").press("Answer")
    alice.window.shows("established").hears_sound()
    virtual_phone.shows("established").hears_sound()

    alice.window.press("Hang up")

    virtual_phone.shows("ready")
    server.wait_for_callbacks()
    with server.app.app_context():
        told = select(CallbackDelivery.event, CallbackDelivery.sinch_call_id)
        deliveries = [(event, call_id) for event, call_id in db.session.execute(told)]
    assert sorted(event for event, _ in deliveries) == ["ace", "dice", "ice"]
    assert len({call_id for _, call_id in deliveries}) == 1


def test_each_history_has_one_row_of_what_page_and_callbacks_told(
    alice: Person, bob: Person, server: LiveServer
) -> None:
    connect(alice, bob)

    with alice.page.expect_response("**/api/calls"), bob.page.expect_response("**/api/calls"):
        alice.window.press("Hang up")

    server.wait_for_callbacks()
    with server.app.app_context():
        kept = select(User.username, Call.source, Call.end_cause).where(User.id == Call.user_id)
        rows = sorted(tuple(row) for row in db.session.execute(kept))
    assert rows == [("alice", "sinch", "HungUp"), ("bob", "sinch", "HungUp")]
    for person in (alice, bob):
        expect(person.page.locator(".past-call__name")).to_have_count(1)


def test_a_call_that_the_application_refuses_is_told_with_its_reason(
    alice: Person, new_person: NewPerson, server: LiveServer
) -> None:
    virtual_phone = open_virtual_phone(new_person())
    with server.app.app_context():
        PhoneSwitch.turn(is_on=False)

    alice.window.call_number(SWEDISH_MOBILE)

    alice.window.shows("ready").says("switched off")
    expect(alice.page.locator(".past-call__reason").first).to_contain_text("switched off")
    virtual_phone.shows("ready")
