"""What the page says while a call's connection, or the server, is lost."""

from playwright.sync_api import Browser, expect

from tests.browser.axe import expect_accessible
from tests.browser.conftest import NewPerson
from tests.browser.live_server import LiveServer
from tests.browser.person import Person
from tests.browser.stand_in.test_restart import standing_still
from tests.browser.test_calls import connect
from tests.browser.test_server_away import forget_refused_connections

GIVE_UP_MS = 30_000
NEARLY_MS = 10_000  # a slow machine took its time to notice

# The line's sentences, each once.
KEEP_SENTENCES = """() => {
  const line = document.querySelector("[role=status]");
  window.sentences = [line.innerText.trim()];
  new MutationObserver(() => {
    const text = line.innerText.trim();
    if (window.sentences.at(-1) !== text) window.sentences.push(text);
  }).observe(line, { childList: true, characterData: true, subtree: true });
}"""


def test_both_read_that_the_connection_broke_and_that_it_is_back(
    alice: Person, new_person: NewPerson, browser_without_camera: Browser
) -> None:
    bob = new_person(at=browser_without_camera).sign_in("Bob").turn_on()
    connect(alice, bob)
    for person in (alice, bob):
        person.page.evaluate(KEEP_SENTENCES)

    with standing_still(browser_without_camera):
        alice.window.says("Reconnecting to Bob...", timeout_ms=20_000).shows("established")
        expect(alice.window.phone).to_have_attribute("data-reconnecting", "")
        expect_accessible(alice.page)

    alice.window.says("Connected again. Talking with Bob.", timeout_ms=20_000)
    bob.window.hears_packets()
    bob.window.shows("established")
    expect(alice.window.phone).not_to_have_attribute("data-reconnecting", "")
    assert alice.page.evaluate("window.sentences") == [
        "Talking with Bob.",
        "Reconnecting to Bob...",
        "Connected again. Talking with Bob.",
    ]
    alice.window.press("Mute")
    expect(alice.window.status_line).not_to_contain_text("Connected again")


def test_a_connection_that_does_not_come_back_ends_the_call_for_both(
    alice: Person, new_person: NewPerson, browser_without_camera: Browser
) -> None:
    bob = new_person(at=browser_without_camera).sign_in("Bob").turn_on()
    connect(alice, bob)
    alice.page.clock.install()  # it runs on by itself; the connection knows nothing of it

    with standing_still(browser_without_camera):
        alice.window.says("Reconnecting to Bob...", timeout_ms=20_000).shows("established")
        alice.page.clock.fast_forward(GIVE_UP_MS - NEARLY_MS)
        alice.window.says("Reconnecting to Bob...").shows("established")
        alice.page.clock.fast_forward(NEARLY_MS)
        alice.window.shows("ready").says("the connection to the other side was lost")

    bob.window.shows("ready").says("the connection to Alice was lost")
    expect(alice.window.phone).not_to_have_attribute("data-reconnecting", "")
    for person, other, reason in (
        (alice, "Bob", "The connection to the other side was lost and did not come back."),
        (bob, "Alice", "The connection to Alice was lost."),
    ):
        history = person.page.get_by_role("region", name="Recent calls")
        expect(history.get_by_role("listitem")).to_contain_text(reason)
        expect(person.window.button(f"Call {other} again")).to_be_visible()


def test_a_lost_server_is_told_calmly_while_people_talk(
    alice: Person, bob: Person, server: LiveServer
) -> None:
    connect(alice, bob)
    alice.page.evaluate(KEEP_SENTENCES)

    server.stop()
    alice.window.says("The server is out of reach for now; your call goes on.")

    alice.window.shows("established").hears_packets()
    server.start()
    sentence = alice.page.locator(".call__sentence")
    expect(sentence).to_have_text("Talking with Bob.", timeout=20_000)
    assert len(alice.page.evaluate("window.sentences")) == 3
    forget_refused_connections(alice, bob)
