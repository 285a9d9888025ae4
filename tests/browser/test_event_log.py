""" "What just happened": what a person reads there, and what they can send to somebody."""

import re

from playwright.sync_api import Locator, Route, expect

from tests.browser.axe import expect_accessible
from tests.browser.conftest import NewPerson
from tests.browser.crowd import ARABIC, UNBREAKABLE
from tests.browser.person import Person
from tests.browser.test_calls import connect
from tests.browser.test_phone_calls import FRENCH_LANDLINE, let_the_page_call_anybody

KEEP_TICKETS = """() => {
  const original = window.fetch;
  window.tickets = [];
  window.fetch = async (...question) => {
    const answer = await original(...question);
    if (question[0] === "/api/ticket") window.tickets.push((await answer.clone().json()).ticket);
    return answer;
  };
}"""
WHERE_SIGNATURES_ARE = """() => {
  const seen = [document.documentElement.outerHTML, JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    ...[...document.querySelectorAll("textarea, input")].map(({ value }) => value)].join("\\n");
  return window.tickets.flatMap((ticket) => [ticket, ticket.split(/[.:]/).at(-1)])
    .filter((part) => seen.includes(part));
}"""


def open_log(person: Person) -> Locator:
    person.page.get_by_text("What just happened", exact=True).click()
    entries = person.page.locator(".event-log__entries > li")
    expect(entries.filter(has_text="Page loaded, in sandbox mode.")).to_be_visible()
    return entries


def expect_entry(entries: Locator, text: str | re.Pattern[str], source: str) -> None:
    entry = entries.filter(has_text=text).first
    expect(entry).to_be_visible()
    expect(entry.locator("code").first).to_have_text(source)


def copy_report(person: Person) -> str:
    person.window.press("Copy report")
    field = person.page.get_by_label("The report")
    expect(field).to_have_value(re.compile("What just happened:"))
    return field.input_value()


def test_the_start_is_told_step_by_step_with_who_did_it(alice: Person) -> None:
    entries = open_log(alice)

    expect_entry(entries, "Page loaded", "blueprints/pages.py show_call()")
    expect_entry(entries, "SDK loaded: the sandbox's stand-in", "static/js/sdk.js loadSdk()")
    expect_entry(entries, "Microphone allowed.", "static/js/sound.js tryMicrophone()")
    expect_entry(entries, "Credential issued: a registration", "blueprints/api.py give_ticket()")
    expect_entry(entries, "Client started. Ready.", "static/js/phone.js started()")


def test_a_call_is_told_on_both_sides_also_while_the_drawer_is_open(
    alice: Person, bob: Person
) -> None:
    placed, taken = open_log(alice), open_log(bob)

    connect(alice, bob)
    alice.window.press("Hang up")
    bob.window.shows("ready")

    expect_entry(placed, "Calling Bob.", "static/js/phone.js place()")
    expect_entry(placed, "Ringing at Bob.", "static/js/live-call.js watch()")
    expect_entry(placed, "Talking with Bob.", "static/js/live-call.js establish()")
    expect_entry(taken, "Alice is calling you.", "static/js/phone.js incoming()")
    expect_entry(taken, "Connecting with Alice.", "static/js/phone.js answer()")
    expect_entry(taken, re.compile("ended after .* hung up"), "static/js/live-call.js end()")
    expect_entry(taken, "End cause: HungUp", "static/js/live-call.js end()")


def test_a_refusal_of_the_server_is_told_with_its_reason(alice: Person) -> None:
    entries = open_log(alice)
    refused = "Calls to this country are not allowed."
    alice.page.route("**/api/phone-number*", lambda route: refuse(route, refused))

    alice.page.get_by_label("Phone number").fill("+46701740605")

    expect_entry(entries, refused, "blueprints/phone_number.py check()")
    alice.complaints.clear()  # the refusal, in the console


def test_why_the_server_refused_a_call_is_told(alice: Person) -> None:
    entries = open_log(alice)
    let_the_page_call_anybody(alice)

    alice.window.call_number(FRENCH_LANDLINE)

    alice.window.shows("ready").says("Calls to FR are not allowed here")
    expect_entry(entries, f"Calling {FRENCH_LANDLINE}.", "static/js/phone.js place()")
    reason = entries.filter(has_text="Calls to FR are not allowed here")
    expect(reason.last).to_be_visible()
    report = copy_report(alice)
    assert "Calls to FR are not allowed here" in report
    assert FRENCH_LANDLINE not in report


def refuse(route: Route, message: str) -> None:
    route.fulfill(status=429, json={"error": {"code": "refused", "message": message}})


def test_the_credential_can_be_read_without_its_signature(new_person: NewPerson) -> None:
    alice = new_person()
    alice.context.add_init_script(f"({KEEP_TICKETS})()")
    alice.sign_in("Alice").turn_on()
    entries = open_log(alice)

    alice.page.get_by_text("What the credential says").click()

    fields = entries.locator("dl > div")
    expect(fields.filter(has_text="header.alg")).to_contain_text("HS256")
    expect(fields.filter(has_text="claims.sub")).to_contain_text("/users/alice")
    expect(fields.filter(has_text="signature")).to_contain_text("...")
    assert alice.page.evaluate("window.tickets.length") == 1
    copy_report(alice)
    assert alice.page.evaluate(WHERE_SIGNATURES_ARE) == []


def test_a_reload_begins_a_new_log(alice: Person, bob: Person) -> None:
    bob.window.call("Alice")
    alice.window.shows("incoming")
    alice.window.press("Decline")
    alice.window.shows("ready")

    alice.page.reload()
    alice.turn_on()

    entries = open_log(alice)
    expect(entries.first).to_contain_text("Page loaded")
    expect(entries.filter(has_text="Bob")).to_have_count(0)


def test_what_only_the_open_drawer_needs_is_loaded_with_it(alice: Person) -> None:
    asked: list[str] = []
    alice.page.on("request", lambda request: asked.append(request.url.rpartition("/js/")[2]))
    loaded = "performance.getEntriesByType('resource').map(({ name }) => name).join(' ')"
    assert "/event-log/" not in alice.page.evaluate(loaded)

    open_log(alice)

    assert {url.partition("?")[0] for url in asked} >= {
        "event-log/drawer.js",
        "event-log/report.js",
    }


def test_the_open_drawer_is_accessible(alice: Person, new_person: NewPerson) -> None:
    name = f"{ARABIC} {UNBREAKABLE[:30]}"
    other = new_person().register("other", name).turn_on()
    other.window.call("Alice")
    alice.window.shows("incoming")
    alice.window.press("Decline")

    entries = open_log(alice)
    alice.page.get_by_text("What the credential says").click()
    copy_report(alice)

    expect(entries.filter(has_text=name).first).to_be_visible()
    expect(alice.page.get_by_text("The report is")).to_be_visible()
    expect_accessible(alice.page)
