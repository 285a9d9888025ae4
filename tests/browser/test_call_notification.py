"""A notification of the system tells of calls that come in while the window is out of sight."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person, Window

# Headless Chromium takes every window for visible, and shows notifications to nobody.
WATCH = """() => {
  window.shown = [];
  window.looks = 0;
  const query = navigator.locks.query.bind(navigator.locks);
  navigator.locks.query = () => query().finally(() => (window.looks += 1));
  window.hasFocusBeenAskedFor = false;
  window.focus = () => void (window.hasFocusBeenAskedFor = true);
  window.Notification = class extends Notification {
    constructor(...values) {
      super(...values);
      this.isOpen = true;
      window.shown.push(this);
    }
    close() {
      super.close();
      this.isOpen = false;
    }
  };
}"""
TURN = """(state) => {
  Object.defineProperty(document, "visibilityState", { get: () => state, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
OPEN = "() => window.shown.filter((one) => one.isOpen).map(({ title, body }) => [title, body])"
ARE_OPEN = "(count) => window.shown.filter((one) => one.isOpen).length === count"
RINGS = re.compile("^Alice is calling")
TELLS_OF_ALICE = [["Incoming call", "Alice is calling you."]]


def watch(window: Window, visibility: str = "hidden") -> Window:
    window.page.evaluate(WATCH)
    window.page.evaluate(TURN, visibility)
    return window


@pytest.fixture
def hidden_bob(bob: Person) -> Person:
    bob.context.grant_permissions(["microphone", "notifications"])
    watch(bob.window)
    return bob


def expect_open(window: Window, count: int) -> None:
    window.page.wait_for_function(ARE_OPEN, arg=count)


def test_a_hidden_window_notifies_until_the_caller_gives_up(
    alice: Person, hidden_bob: Person
) -> None:
    alice.window.call("Bob")
    expect_open(hidden_bob.window, 1)
    assert hidden_bob.page.evaluate(OPEN) == TELLS_OF_ALICE

    alice.window.press("Hang up")

    expect_open(hidden_bob.window, 0)


def test_an_answer_in_one_window_closes_the_notifications_of_all(
    alice: Person, hidden_bob: Person
) -> None:
    other = watch(hidden_bob.second_window().turn_on())
    alice.window.call("Bob")
    expect_open(hidden_bob.window, 1)
    expect_open(other, 1)

    other.press("Answer")

    other.shows("established")
    hidden_bob.window.shows("ready").says("Answered in another window.")
    expect_open(hidden_bob.window, 0)
    expect_open(other, 0)


def test_a_hidden_window_leaves_it_to_one_in_sight_while_there_is_one(
    alice: Person, hidden_bob: Person
) -> None:
    other = watch(hidden_bob.second_window().turn_on(), "visible")

    alice.window.call("Bob")

    other.shows("incoming")
    hidden_bob.window.shows("incoming")
    hidden_bob.page.wait_for_function("() => window.looks > 2")
    assert hidden_bob.page.evaluate("window.shown.length") == 0
    other.page.evaluate(TURN, "hidden")
    expect_open(hidden_bob.window, 1)
    other.page.evaluate(TURN, "visible")
    expect_open(hidden_bob.window, 0)


def test_a_click_on_the_notification_brings_the_window(alice: Person, hidden_bob: Person) -> None:
    alice.window.call("Bob")
    expect_open(hidden_bob.window, 1)

    hidden_bob.page.evaluate("window.shown[0].dispatchEvent(new Event('click'))")

    assert hidden_bob.page.evaluate("window.hasFocusBeenAskedFor")
    hidden_bob.page.evaluate(TURN, "visible")
    expect_open(hidden_bob.window, 0)


def test_a_window_in_sight_notifies_only_when_it_goes_out_of_sight(
    alice: Person, hidden_bob: Person
) -> None:
    hidden_bob.page.evaluate(TURN, "visible")
    alice.window.call("Bob")
    hidden_bob.window.shows("incoming")
    expect(hidden_bob.page).to_have_title(RINGS)
    assert hidden_bob.page.evaluate(OPEN) == []

    hidden_bob.page.evaluate(TURN, "hidden")

    expect_open(hidden_bob.window, 1)
    assert hidden_bob.page.evaluate(OPEN) == TELLS_OF_ALICE


def test_without_permission_there_is_no_notification(alice: Person, bob: Person) -> None:
    watch(bob.window)

    alice.window.call("Bob")

    bob.window.shows("incoming")
    expect(bob.page).to_have_title(RINGS)
    assert bob.page.evaluate(OPEN) == []


def test_turning_the_phone_on_asks_for_notifications_and_does_not_wait(
    new_person: NewPerson,
) -> None:
    bob = new_person(may_use_microphone=False).sign_in("Bob")
    bob.window.shows("off")
    bob.page.evaluate(
        """() => {
          Object.defineProperty(Notification, "permission", { get: () => "default" });
          Notification.requestPermission = () => {
            window.wasAsked = true;
            return new Promise(() => {});
          };
        }"""
    )
    bob.context.grant_permissions(["microphone"])

    bob.window.press("Turn on my phone")

    bob.window.shows("ready")
    assert bob.page.evaluate("window.wasAsked")
