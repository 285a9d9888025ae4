"""PostgreSQL goes and comes back while people have the calling page open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.live_server import LiveServer
from tests.browser.person import Person
from tests.faults.postgres import Postgres, postgres

AWAY = "The database does not answer. Try again in a moment."


@pytest.fixture(scope="module")
def database() -> Iterator[Postgres]:
    with postgres() as database:
        yield database


@pytest.fixture
def server(database: Postgres, tmp_path: Path) -> Iterator[LiveServer]:
    """The server, on a database that the test can stop."""
    server = LiveServer(tmp_path, {"DATABASE_URL": database.url})
    yield server
    server.stop()


def forgive_503(*people: Person) -> None:
    """Browsers note each in their console."""
    for person in people:
        person.complaints[:] = [each for each in person.complaints if "503" not in each]


def test_a_call_goes_on_and_the_page_says_what_is_wrong_until_it_is_over(
    alice: Person, bob: Person, database: Postgres
) -> None:
    alice.window.call("Bob")
    bob.window.press("Answer")
    alice.window.shows("established")

    with database.stopped():
        alice.window.says(AWAY)
        alice.window.hears_packets()
        alice.window.press("Hang up")
        bob.window.shows("ready")
        expect(alice.page.locator(".history__problem")).to_contain_text(AWAY)

    expect(alice.window.status_line).not_to_contain_text(AWAY, timeout=15_000)
    expect(alice.page.locator(".history__problem")).to_be_hidden()
    expect(alice.page.locator(".history li")).to_contain_text("Bob")
    alice.window.call("Bob")
    bob.window.press("Decline")
    alice.window.shows("ready")
    forgive_503(alice, bob)


def test_a_page_that_could_not_be_shown_leads_back_to_itself(
    alice: Person, database: Postgres
) -> None:
    with database.stopped():
        alice.page.goto(f"{alice.url}/account")
        expect(alice.page.get_by_role("heading", level=1)).to_have_text(AWAY)
    alice.page.get_by_role("link", name="Try again").click()

    expect(alice.page.get_by_role("heading", level=1)).to_have_text("Account")
    forgive_503(alice)
