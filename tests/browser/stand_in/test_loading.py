"""What the stand-in loads, and when."""

from playwright.sync_api import Route

from tests.browser.stand_in.conftest import Client, connect

CALLS_MODULE = "**/sandbox/calls.js*"


def stand_in_files(client: Client) -> set[str]:
    names = "performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)"
    found = client.person.page.evaluate(names)  # /<hash of all files>/static/...
    return {name[name.index("/static") :] for name in found if "/sandbox/" in name}


def test_being_ready_takes_three_files_and_the_first_call_loads_the_rest(
    alice_client: Client, bob_client: Client
) -> None:
    at_ready = stand_in_files(alice_client)

    connect(alice_client, bob_client, "callUser")

    assert at_ready == {
        "/static/sandbox/sinch.min.js",
        "/static/js/sandbox/session.js",
        "/static/js/sandbox/socket.js",
    }
    assert stand_in_files(alice_client) > at_ready


def test_messages_that_come_while_the_first_call_is_being_loaded_stay_in_order(
    alice_client: Client, bob_client: Client
) -> None:
    page = bob_client.person.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(CALLS_MODULE, hold)
    with page.expect_request(CALLS_MODULE):
        alice_client.place("callUser", "bob")

    alice_client.ask("call.hangup()")
    assert bob_client.ask("until(() => window.bare.heard.includes('ended'))")
    held[0].continue_()

    assert bob_client.ask("happened('ended')")
    assert bob_client.ask("details()")["endCause"] == 6  # canceled, by the caller


def test_a_caller_whose_page_cannot_load_what_calls_need_is_told_so(alice_client: Client) -> None:
    alice_client.person.page.route(CALLS_MODULE, lambda route: route.abort())

    refusal = alice_client.place("callUser", "bob")

    assert "could not be loaded" in (refusal or {})["message"]
    alice_client.person.complaints.clear()  # that the file was missing


def test_a_caller_is_told_when_the_callees_page_cannot_take_the_call(
    alice_client: Client, bob_client: Client
) -> None:
    bob_client.person.page.route(CALLS_MODULE, lambda route: route.abort())

    alice_client.place("callUser", "bob")

    assert alice_client.ask("happened('ended')")
    assert alice_client.ask("details()")["message"] == "Bob's page could not take the call."
    bob_client.person.complaints.clear()
