"""The level of one's own microphone, how good the connection is, and leaving during a call."""

import re

import pytest
from playwright.sync_api import Dialog, expect

from tests.browser.person import Person
from tests.browser.test_calls import connect

LEVEL = "document.querySelector('meter').value"
RISES = f"() => {LEVEL} > 0.2"
FALLS = f"() => {LEVEL} === 0"
KEEP_LOUDEST = """() => {
  window.loudest = 0;
  const look = () => {
    window.loudest = Math.max(window.loudest, document.querySelector("meter").value);
    requestAnimationFrame(look);
  };
  look();
}"""


@pytest.fixture
def questions(alice: Person) -> list[str]:
    """The questions that Alice's browser asks; she answers that she stays."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    alice.page.on("dialog", stay)
    return asked


def test_the_level_follows_the_microphone_and_falls_when_it_is_muted(
    alice: Person, bob: Person
) -> None:
    connect(alice, bob)
    meter = alice.page.get_by_role("meter", name="Microphone level")
    expect(meter).to_be_visible()
    alice.page.wait_for_function(RISES)

    alice.window.press("Mute")

    expect(alice.page.get_by_text("Muted", exact=True)).to_be_visible()
    alice.page.wait_for_function(FALLS)
    alice.page.evaluate(KEEP_LOUDEST)
    bob.window.hears_silence()
    assert alice.page.evaluate("window.loudest") == 0
    alice.window.press("Unmute")
    alice.page.wait_for_function(RISES)


def test_the_level_follows_the_microphone_that_took_over(alice: Person, bob: Person) -> None:
    connect(alice, bob)
    alice.page.get_by_label("Microphone", exact=True).select_option(label="Fake Audio Input 2")

    alice.page.wait_for_function(FALLS)
    alice.page.wait_for_function(RISES)


def test_both_sides_read_how_good_the_call_is_and_its_numbers(alice: Person, bob: Person) -> None:
    connect(alice, bob)

    for person in (alice, bob):
        summary = person.page.get_by_text("Call quality:")
        expect(summary).to_have_text(re.compile("good|fair|poor"))
        expect(person.page.get_by_text("Round trip")).to_be_hidden()
        summary.click()
        for name, number in (
            ("Round trip", r"\d+ ms"),
            ("Jitter", r"\d+ ms"),
            ("Lost on the way to you", r"\d+\.\d %"),
            ("Lost on the way to them", r"\d+\.\d %"),
        ):
            row = person.page.locator("dl > div").filter(has_text=name)
            expect(row).to_contain_text(re.compile(number))


def test_a_call_that_goes_silent_becomes_poor(alice: Person, bob: Person) -> None:
    connect(alice, bob)
    summary = alice.page.get_by_text("Call quality:")
    expect(summary).to_have_text(re.compile("good|fair"))

    bob.page.evaluate(
        """() => window.testAudio.connections
             .flatMap((connection) => connection.getSenders())
             .forEach((sender) => sender.replaceTrack(null))"""
    )

    expect(summary).to_have_text(re.compile("poor"), timeout=15_000)


def test_during_a_call_the_browser_asks_before_the_page_goes(
    alice: Person, bob: Person, questions: list[str]
) -> None:
    connect(alice, bob)

    alice.page.evaluate("setTimeout(() => location.reload())")

    bob.window.hears_packets()
    assert questions == ["beforeunload"]
    alice.window.shows("established")


def test_without_a_call_the_page_goes_without_a_question(
    alice: Person, bob: Person, questions: list[str]
) -> None:
    connect(alice, bob)
    alice.window.press("Hang up")
    alice.window.shows("ready")

    alice.page.reload()

    alice.window.shows("ready")
    assert questions == []


def test_logging_out_during_a_call_asks_nothing(
    alice: Person, bob: Person, questions: list[str]
) -> None:
    connect(alice, bob)

    alice.window.press("Log out")

    alice.page.wait_for_url(f"{alice.url}/")
    assert questions == []
