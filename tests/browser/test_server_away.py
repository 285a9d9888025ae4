"""The server goes away and comes back, and a login session ends meanwhile."""

import re

from playwright.sync_api import expect

from extensions import db
from models import Session
from models.utc_datetime import utc_now
from tests.browser.live_server import LiveServer
from tests.browser.person import Person


def test_a_server_that_went_away_and_came_back_is_found_again_by_itself(
    alice: Person, server: LiveServer
) -> None:
    server.stop()
    alice.window.shows("failed").says(re.compile("server|connection", re.IGNORECASE))

    server.start()

    alice.window.shows("ready", timeout_ms=20_000)
    assert "alice" in server.online_user_ids
    forget_refused_connections(alice)


def test_a_call_that_rang_while_the_server_restarted_ends_on_both_sides(
    alice: Person, bob: Person, server: LiveServer
) -> None:
    alice.window.call("Bob")
    bob.window.shows("incoming")
    server.stop()

    server.start()

    alice.window.shows("ready", timeout_ms=20_000).says("server was restarted")
    bob.window.shows("ready", timeout_ms=20_000).says("server was restarted")
    forget_refused_connections(alice, bob)


def test_a_call_in_progress_goes_on_while_the_server_restarts(
    alice: Person, bob: Person, server: LiveServer
) -> None:
    alice.window.call("Bob")
    bob.window.shows("incoming").press("Answer")
    alice.window.shows("established")
    bob.window.shows("established")
    server.stop()
    alice.window.hears_packets()

    server.start()
    alice.window.hears_packets(200)
    alice.window.press("Hang up")

    alice.window.shows("ready", timeout_ms=20_000)
    bob.window.shows("ready", timeout_ms=20_000)
    forget_refused_connections(alice, bob)


def forget_refused_connections(*people: Person) -> None:
    """Chromium writes each of them to the console."""
    for person in people:
        person.complaints.clear()


def test_a_session_that_expired_while_the_page_was_open_is_said_with_the_way_back(
    alice: Person, server: LiveServer
) -> None:
    with server.app.app_context():
        db.session.query(Session).update({"expires_at": utc_now()})
        db.session.commit()

    alice.window.says("Your session has ended: log in again.", timeout_ms=20_000)

    link = alice.window.page.locator(".phone").get_by_role("link", name=re.compile("log in", re.I))
    expect(link).to_have_attribute("href", "/login?next=%2Fcall")
    assert all("401" in complaint for complaint in alice.complaints)
    alice.complaints.clear()
