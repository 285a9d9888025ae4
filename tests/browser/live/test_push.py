"""The service worker in real Chromium: a push becomes a call, or a notification and then a call."""

import json

from tests.browser.live.push import PushService, messages
from tests.browser.live.recording import recorded, ring
from tests.browser.person import Person

PUSH = {"sinch": "opaque to us", "version": 4}
OTHER_PUSH = {**PUSH, "sinch": "of another call"}


def test_a_push_reaches_every_open_window_in_the_form_that_the_sdk_reads(
    alice: Person, push: PushService
) -> None:
    other = alice.second_window()
    other.shows("ready")

    push.deliver(json.dumps(PUSH))

    for page in (alice.page, other.page):
        assert messages(page) == [{"visible": True, "data": PUSH}]
    assert not push.has_notified()


def test_a_hidden_window_gets_the_push_and_the_person_a_notification(
    alice: Person, push: PushService
) -> None:
    push.hide_windows()

    push.deliver(json.dumps(PUSH))

    assert messages(alice.page) == [{"visible": False, "data": PUSH}]
    [shown] = push.notifications()
    assert (shown["title"], shown["body"]) == ("Incoming call", "Somebody is calling you.")
    assert [action["title"] for action in shown["actions"]] == ["Answer"]


def test_a_window_without_the_phone_does_not_keep_the_notification_away(
    alice: Person, push: PushService
) -> None:
    alice.page.goto(f"{alice.url}/account")

    push.deliver(json.dumps(PUSH))

    push.shows(PUSH)


def test_a_second_call_takes_the_place_of_the_first_notification(
    alice: Person, push: PushService
) -> None:
    alice.page.goto("about:blank")
    push.deliver(json.dumps(PUSH))
    push.shows(PUSH)

    push.deliver(json.dumps(OTHER_PUSH))

    push.shows(OTHER_PUSH)


MALFORMED = [
    "",
    " ",
    "text",
    "null",
    "true",
    "0",
    "-1.5",
    '"text"',
    "[]",
    '[{"sinch": "x"}]',
    "{}",
    "{",
    '{"sinch": "x"',
    '{"sinch": "x"} ?',
    "{'sinch': 'x'}",
    '{"sinch": NaN}',
    '{"sinch": undefined}',
    "\ufeff[]",
    "<html></html>",
    json.dumps({"sinch": "x" * 4096}),
]


def test_twenty_malformed_pushes_are_ignored(alice: Person, push: PushService) -> None:
    assert len(MALFORMED) == 20
    push.hide_windows()

    for text in MALFORMED:
        push.deliver(text)
    push.deliver(json.dumps(PUSH))

    assert messages(alice.page) == [{"visible": False, "data": PUSH}]
    push.shows(PUSH)


def test_a_click_on_the_notification_opens_the_phone_and_the_call_rings_there(
    alice: Person, push: PushService
) -> None:
    alice.page.goto("about:blank")
    push.deliver(json.dumps(PUSH))
    push.shows(PUSH)

    push.click()

    assert push.screen() == [["openWindow", "/call"]]
    push.shows()
    alice.page.goto(f"{alice.url}/call")  # as the browser would
    alice.window.shows("incoming")
    assert recorded(alice.page, "relayRemotePushNotification") == [[PUSH]]
    assert "answer" not in alice.page.evaluate("window.recorded.map(([name]) => name)")


def test_answer_on_the_notification_answers_when_the_call_has_arrived(
    alice: Person, push: PushService
) -> None:
    alice.page.goto("about:blank")
    push.deliver(json.dumps(PUSH))
    push.shows(PUSH)

    push.click("answer")

    push.screen()
    alice.page.goto(f"{alice.url}/call")
    alice.window.shows("established")
    names = alice.page.evaluate("window.recorded.map(([name]) => name)")
    assert names.index("relayRemotePushNotification") < names.index("answer")


def test_a_click_with_the_phone_open_shows_that_window_and_relays_nothing_twice(
    alice: Person, push: PushService
) -> None:
    push.hide_windows()
    push.deliver(json.dumps(PUSH))
    push.shows(PUSH)
    ring(alice.page, "bob")  # as the SDK does with what was forwarded
    alice.window.shows("incoming")

    push.click("answer")

    assert push.screen() == [["focus", "/call"]]
    alice.window.shows("established")
    assert "relayRemotePushNotification" not in alice.page.evaluate(
        "window.recorded.map(([name]) => name)"
    )


def test_a_call_that_is_over_takes_its_notification_away(alice: Person, push: PushService) -> None:
    push.hide_windows()
    push.deliver(json.dumps(PUSH))
    push.shows(PUSH)
    ring(alice.page, "bob")
    alice.window.shows("incoming")

    alice.page.evaluate("window.recordingSdk.calls.at(-1).end(6)")

    alice.window.shows("ready")
    push.shows()


def test_a_phone_that_is_off_says_that_somebody_calls_and_rings_once_it_is_on(
    alice: Person, push: PushService
) -> None:
    alice.context.clear_permissions()
    alice.context.grant_permissions(["notifications"])
    alice.page.reload()
    alice.window.shows("off")
    push.hide_windows()
    push.deliver(json.dumps(PUSH))
    push.shows(PUSH)

    push.click("answer")
    alice.window.says("Somebody is calling you.")
    alice.context.grant_permissions(["microphone", "notifications"])
    alice.window.press("Turn on my phone")

    alice.window.shows("established")
    assert recorded(alice.page, "relayRemotePushNotification") == [[PUSH]]


def test_the_wish_to_answer_is_not_kept_for_a_later_call(alice: Person, push: PushService) -> None:
    push.hide_windows()
    push.deliver(json.dumps(PUSH))
    push.shows(PUSH)
    alice.page.clock.install()
    push.click("answer")  # but the caller has given up by now
    messages(alice.page, count=2)

    alice.page.clock.fast_forward(31_000)
    ring(alice.page, "mallory")

    alice.window.shows("incoming")
    assert "answer" not in alice.page.evaluate("window.recorded.map(([name]) => name)")
