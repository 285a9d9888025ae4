"""`make lan`: what it says, whom it serves, and how it ends."""

import signal
import socket
from contextlib import ExitStack
from urllib.request import urlopen

import pytest
from websocket import WebSocketConnectionClosedException, create_connection

from tests.sandbox.site import wait_until
from tests.workshop.conftest import StartWorkshop
from tests.workshop.program import Workshop
from tests.workshop.visitor import Visitor

LIVE_KEYS = {
    "SINCH_APPLICATION_KEY": "396f387f-2e22-4b29-9b94-1df41a05f0dc",
    "SINCH_APPLICATION_SECRET": "4sxPfbyPzfvhZuemQRWaZQ==",
}


def test_the_address_that_is_printed_serves_the_sandbox(start: StartWorkshop) -> None:
    workshop = start()

    line = workshop.wait()

    assert line.startswith(f"Ready on {workshop.url} (sandbox mode")
    with urlopen(f"https://{workshop.place}/healthz", context=workshop.trust) as answer:
        assert answer.status == 200


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
def test_a_name_may_lead_to_an_ipv6_address(start: StartWorkshop) -> None:
    workshop = start(HOST="")
    if not workshop.wait():
        pytest.skip("this machine is in no network")

    plain = socket.create_connection(("::1", workshop.port), timeout=20)
    with workshop.trust.wrap_socket(plain, server_hostname="localhost") as client:
        client.sendall(f"GET /healthz HTTP/1.0\r\nHost: localhost:{workshop.port}\r\n\r\n".encode())

        assert client.recv(12) == b"HTTP/1.1 200"


def test_people_are_told_of_the_warning_the_fingerprint_and_the_firewall(
    start: StartWorkshop,
) -> None:
    workshop = start()
    workshop.wait()

    _, words, _ = workshop.end()

    assert "▄▄▄▄▄▄▄" in words  # the corner of a QR code
    for needed in ("Proceed", "SHA-256", "network that you trust", "firewall", str(workshop.port)):
        assert needed in words


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_it_without_a_traceback(start: StartWorkshop, sent: signal.Signals) -> None:
    workshop = start()
    workshop.wait()

    status, _, errors = workshop.end(sent)

    assert status == 0
    assert errors == "Stopped.\n"


def test_sigterm_stops_it_where_ctrl_c_is_ignored(start: StartWorkshop) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as for what a script starts with "&"
    try:
        workshop = start()
    finally:
        signal.signal(signal.SIGINT, before)
    workshop.wait()

    status, _, errors = workshop.end(signal.SIGTERM)

    assert status == 0
    assert errors == "Stopped.\n"


def test_it_stops_at_once_while_people_are_connected(start: StartWorkshop) -> None:
    workshop = start()
    workshop.wait()
    with ExitStack() as stack:
        for _ in range(10):
            silent = socket.create_connection((workshop.host, workshop.port))
            secured = workshop.trust.wrap_socket(silent, server_hostname=workshop.host)
            stack.enter_context(secured)

        status, _, errors = workshop.end()

    assert status == 0
    assert errors == "Stopped.\n"


def test_a_taken_port_is_said_in_words(start: StartWorkshop) -> None:
    with socket.create_server(("", 0)) as taken:
        port = taken.getsockname()[1]

        status, words, errors = start(PORT=str(port)).wait_for_end()

    assert status == 1
    assert words == ""
    assert errors.startswith(f"Port {port} is in use by another program")
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    ("host", "words"),
    [("192.0.2.254", "no address of this machine"), ("fd00::1", "an IPv4 address or a name")],
)
def test_a_host_that_will_not_do_is_said_in_words(
    start: StartWorkshop, host: str, words: str
) -> None:
    status, _, errors = start(HOST=host).wait_for_end()

    assert status == 1
    assert words in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("settings", [LIVE_KEYS, {"SINCH_MODE": "live", **LIVE_KEYS}])
def test_live_mode_is_refused(start: StartWorkshop, settings: dict[str, str]) -> None:
    status, words, errors = start(**settings).wait_for_end()

    assert status == 1
    assert words == ""
    assert "for the sandbox alone" in errors


def test_faulty_settings_are_said_without_a_traceback(start: StartWorkshop) -> None:
    status, _, errors = start(PORT="443", LOGINS_PER_MINUTE="many").wait_for_end()

    assert status == 2
    assert "LOGINS_PER_MINUTE is a whole number" in errors
    assert "Traceback" not in errors


def test_nobody_outside_is_served_without_tls(workshop: Workshop) -> None:
    with urlopen(f"http://{workshop.place}/", context=workshop.trust) as answer:
        assert answer.url == f"{workshop.url}/"


def test_requests_are_logged_as_the_site_does_and_no_version_is_named(workshop: Workshop) -> None:
    with urlopen(f"https://{workshop.place}/healthz", context=workshop.trust) as answer:
        request_id = answer.headers["X-Request-Id"]

    wait_until(lambda: f"[{request_id}]" in workshop.read_errors())
    assert "GET /healthz 200" in workshop.read_errors()
    assert "HTTP/1.1" not in workshop.read_errors()  # Werkzeug's lines
    assert answer.headers["Server"] == "sinch-sample"


def test_the_cookie_goes_over_https_to_this_very_host_alone(workshop: Workshop) -> None:
    visitor = Visitor(workshop)

    visitor.register("carol")

    (cookie,) = visitor.cookies
    assert cookie.name.startswith("__Host-")
    assert cookie.secure


def test_no_browser_is_bound_to_https_by_a_certificate_made_on_the_spot(
    workshop: Workshop,
) -> None:
    with urlopen(f"https://{workshop.place}/", context=workshop.trust) as answer:
        assert "Strict-Transport-Security" not in answer.headers


def test_a_name_that_is_not_this_machines_is_refused(workshop: Workshop) -> None:
    visitor = Visitor(workshop)

    with pytest.raises(Exception, match="400"):
        visitor.get("/", Host="evil.example")


def test_a_websocket_carries_large_messages_at_once_and_says_why_it_ends(
    workshop: Workshop,
) -> None:
    visitor = Visitor(workshop)
    visitor.register("dave")
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in visitor.cookies)
    websocket = create_connection(
        f"{workshop.url.replace('https', 'wss')}/sandbox/signalling",
        sslopt={"context": workshop.trust},
        origin=workshop.url,
        cookie=cookies,
        timeout=5,
    )

    websocket.send("x" * 20_000)
    code, data = websocket.recv_data()

    assert code == 8  # a close frame, although TLS records and the site's reads differ in size
    assert int.from_bytes(data[:2], "big") == 4400  # malformed; 4403 would be another origin
    assert b"longer than 16 KB" in data
    with pytest.raises((WebSocketConnectionClosedException, OSError)):
        websocket.recv()
