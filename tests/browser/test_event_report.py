"""The report that a person makes of "What just happened", to send it to somebody."""

import re

from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.test_calls import connect
from tests.browser.test_event_log import copy_report, open_log

NO_CLIPBOARD = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
IS_SELECTED = "(field) => field.selectionStart === 0 && field.selectionEnd === field.value.length"


def test_a_report_tells_of_the_page_and_of_nobody_else(alice: Person, bob: Person) -> None:
    alice.context.grant_permissions(["microphone", "clipboard-read", "clipboard-write"])
    open_log(alice)
    connect(alice, bob)
    expect(alice.page.locator(".quality__grade")).to_have_text(re.compile("good|fair|poor"))
    alice.window.press("Hang up")
    alice.window.shows("ready").says("Bob")

    report = copy_report(alice)

    expect(alice.page.get_by_text("The report is copied")).to_be_visible()
    assert alice.page.evaluate("navigator.clipboard.readText()") == report
    assert "Mode: sandbox\nUser (who reports): alice\nSDK: the sandbox's stand-in" in report
    assert "Secure context: yes\nPermissions: microphone granted, camera " in report
    assert re.search(r"Devices: [1-9]\d* microphones, \d+ speakers, [1-9]\d* cameras", report)
    assert re.search(r"Quality of the last call: good \d+ s.*round trip", report)
    assert re.search(r"\d+\. \S+Z Talking with the other person\. \[static/js/live-call.js", report)
    token = alice.page.locator("meta[name=csrf-token]").get_attribute("content") or ""
    for private in ("Bob", "bob", "127.0.0.1", "eyJ", token):
        assert private not in report


def test_without_a_clipboard_the_report_is_selected(alice: Person) -> None:
    open_log(alice)
    alice.page.evaluate(NO_CLIPBOARD)

    copy_report(alice)

    expect(alice.page.get_by_text("the report is selected")).to_be_visible()
    field = alice.page.get_by_label("The report")
    expect(field).to_be_focused()
    assert field.evaluate(IS_SELECTED)
