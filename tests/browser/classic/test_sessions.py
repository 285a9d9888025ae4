"""A registration of the classic SDK lives longer than its page, and longer than its ticket."""

import re

from playwright.sync_api import Request, Response

from tests.browser.conftest import NewPerson
from tests.browser.live_server import LiveServer
from tests.browser.person import Person
from tests.browser.test_calls import connect

HOUR_MS = 3_600_000


def requests_of(person: Person) -> list[str]:
    """What the person's windows ask the sandbox from now on: method and path."""
    seen: list[str] = []

    def note(request: Request) -> None:
        _, found, path = request.url.partition("/sandbox/classic/")
        if found:
            seen.append(f"{request.method} {path}")

    person.context.on("request", note)
    return seen


def test_after_a_reload_the_window_resumes_its_registration(alice: Person, bob: Person) -> None:
    seen = requests_of(alice)

    alice.page.reload()
    alice.window.turn_on().call("Bob")

    bob.window.shows("incoming").press("Answer")
    alice.window.shows("established").hears_sound()
    assert any(re.match("PUT instances/id/.+/authorization", line) for line in seen)
    assert "POST instance" not in seen


def test_session_of_the_sdk_itself_is_resumed_without_a_ticket(alice: Person) -> None:
    seen = requests_of(alice)
    session = alice.page.evaluate(
        """async () => {
             const { applicationKey, classicBaseUrl } = document.querySelector(".phone").dataset;
             const names = ["base", "calling", "user"];
             const urlObj = Object.fromEntries(names.map((name) => [name, classicBaseUrl]));
             window.makeClient = () =>
               new SinchClient({ applicationKey, capabilities: { calling: true }, urlObj });
             const headers = {
               "Content-Type": "application/json",
               "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content,
             };
             const body = JSON.stringify({ form: "userTicket" });
             const answer = await fetch("/api/ticket", { method: "POST", headers, body });
             const client = window.makeClient();
             await client.start({ userTicket: (await answer.json()).ticket });
             return client.getSession();
           }"""
    )
    seen.clear()

    user_id = alice.page.evaluate(
        """async (session) => {
             const client = window.makeClient();
             await client.start(session);
             return client.getSession().userId;
           }""",
        session,
    )

    assert user_id == "alice"
    assert "GET user/profile" in seen
    assert not any("instance" in line for line in seen)  # where tickets are shown


def test_before_its_ticket_ends_another_client_takes_over(
    new_person: NewPerson, bob: Person
) -> None:
    alice = new_person()
    alice.page.clock.install()
    alice.sign_in("Alice").turn_on()

    with alice.page.expect_request("**/sandbox/classic/instances/id/*/authorization"):
        alice.page.clock.fast_forward(HOUR_MS)

    bob.window.call("Alice")
    alice.window.shows("incoming").press("Answer")
    bob.window.shows("established").hears_sound()


def is_started(response: Response) -> bool:
    """The last request of a start."""
    return response.url.endswith("/sandbox/classic/configuration/user") and response.ok


def test_after_a_restart_of_the_server_both_register_anew_by_themselves(
    alice: Person, bob: Person, server: LiveServer
) -> None:
    with alice.page.expect_response(is_started), bob.page.expect_response(is_started):
        server.stop()
        server.start()
    connect(alice, bob)

    alice.window.hears_sound()
    for person in (alice, bob):
        person.complaints.clear()  # the requests that met no server, or one without a memory


def test_call_that_the_server_forgot_the_client_of_says_to_call_again(
    alice: Person, bob: Person
) -> None:
    signalling = re.compile(r"//s\.localhost.*/subscribe/")
    forgotten = {"error": True, "message": "Who is that?", "service": "Test", "status": 401}
    cors = {"Access-Control-Allow-Origin": "*"}
    alice.context.route(
        signalling, lambda route: route.fulfill(status=401, json=forgotten, headers=cors)
    )
    with alice.page.expect_response(is_started):
        alice.window.call("Bob")
    alice.window.shows("ready").says("your phone had to register anew. Call again.")
    alice.context.unroute(signalling)

    connect(alice, bob)

    alice.window.hears_sound()
    alice.complaints.clear()


def test_logging_out_in_another_window_turns_the_phone_off_with_a_sentence(alice: Person) -> None:
    other = alice.second_window().turn_on()

    other.press("Log out")

    alice.window.shows("failed", timeout_ms=20_000).says("Your session has ended: log in again.")
    alice.complaints.clear()  # the refusals
