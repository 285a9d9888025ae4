"""deploy/nginx.conf, tried: what a browser, Sinch and an attacker see through a real nginx."""

import json
import ssl
import time
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from credentials import Application, sign_callback
from credentials.callback_signature import callback_timestamp
from instance_secrets import load_instance_secrets
from tests.nginx.conftest import THREADS
from tests.nginx.nginx_server import NAME, NginxServer
from tests.sandbox.site import Window, wait_until
from tests.serve.served_site import ServedSite
from tests.serve.visitor import Address, Visitor
from tests.serve.windows import connect, open_window, talk

FORGED = {
    "X_Forwarded_For": "192.0.2.7",
    "X_Forwarded_Proto": "http",
    "X_Forwarded_Host": "evil.example",
    "X_Forwarded_Prefix": "/evil",
    "X_Request_Id": "from-outside-1",
}
BODY_TIMEOUT_SECONDS = 10  # client_body_timeout: then nginx gives half requests up
HALF_A_FORM = (
    f"POST /login HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 1000\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n\r\nusername=half"
).encode()


def logged(site: ServedSite, path: str) -> dict[str, Any]:
    """What the site wrote about the last request for a path."""
    wait_until(lambda: f'"path": "{path}"' in site.log)
    lines: list[dict[str, Any]] = [json.loads(line) for line in site.log.splitlines()]
    return [line for line in lines if line.get("path") == path][-1]


def test_logging_in_works_with_cookies_that_go_over_https_to_this_host_alone(
    visitor: Visitor,
) -> None:
    visitor.register("carol")
    visitor.post_form("/logout")

    answer = visitor.post_form("/login", username="carol", password="correct horse battery")

    assert (answer.status, answer.headers["Location"]) == (303, "/call")
    name, *flags = answer.headers["Set-Cookie"].split("; ")
    assert name.startswith("__Host-sinch_sample_session=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(flags)
    assert visitor.get("/call").status == 200


def test_browsers_are_bound_to_https_and_plain_http_leads_there(
    visitor: Visitor, nginx: NginxServer
) -> None:
    plain = Visitor(Address(nginx.plain_port, NAME)).get("/call?x=1")

    assert visitor.get("/").headers["Strict-Transport-Security"] == "max-age=300"
    assert plain.status == 308
    assert plain.headers["Location"] == f"https://{NAME}:{nginx.plain_port}/call?x=1"


def test_the_site_knows_the_address_of_the_visitor_and_believes_no_other(
    nginx: NginxServer, site: ServedSite
) -> None:
    visitor = Visitor(replace(nginx.address, source="127.0.0.9"))

    answer = visitor.get("/api/who-asks", **FORGED)

    line = logged(site, "/api/who-asks")
    assert line["address"] == "127.0.0.9"
    assert answer.headers["X-Request-Id"] == line["requestId"] != "from-outside-1"


def test_no_header_from_outside_moves_the_site(visitor: Visitor) -> None:
    answer = visitor.get("/account", **FORGED)

    assert answer.headers["Location"] == "/login?next=/account"
    assert answer.headers["Strict-Transport-Security"]


def test_an_id_leads_from_nginx_to_the_site(
    visitor: Visitor, nginx: NginxServer, site: ServedSite
) -> None:
    visitor.get("/api/find-me?ticket=hush")

    wait_until(lambda: "/api/find-me" in nginx.log_file.read_text())
    lines = [json.loads(line) for line in nginx.log_file.read_text().splitlines()]
    (of_nginx,) = [line for line in lines if line["path"] == "/api/find-me"]
    assert of_nginx["requestId"] == logged(site, "/api/find-me")["requestId"]
    assert "hush" not in nginx.log_file.read_text() + site.log


def test_other_names_get_no_certificate_and_no_page(nginx: NginxServer) -> None:
    stranger = Visitor(replace(nginx.address, name="evil.example"))
    with pytest.raises(ssl.SSLError):
        stranger.get("/")

    with pytest.raises(ConnectionError):  # the right name for TLS, another in the request
        Visitor(nginx.address).get("/", Host="evil.example")


def test_the_site_itself_answers_to_its_names_alone(site: ServedSite) -> None:
    assert site.visitor().get("/", Host="evil.example").status == 400


def test_two_windows_call_each_other_over_tls(
    visitor: Visitor, nginx: NginxServer, site: ServedSite
) -> None:
    dave = Visitor(nginx.address)
    visitor.register("erin")
    dave.register("dave")
    erins, daves = open_window(visitor), open_window(dave)

    call_id = talk(erins, daves, callee_id="dave")

    for window in (erins, daves):
        window.close()
    assert call_id
    assert logged(site, "/sandbox/signalling")["status"] == 101


def test_a_page_of_another_origin_opens_no_socket(visitor: Visitor, nginx: NginxServer) -> None:
    visitor.register("frank")

    window = Window(connect(visitor, origin=f"https://evil.example:{nginx.port}"))

    assert window.hear_close() == 4403
    window.cut()


def test_a_callback_of_sinch_arrives_with_its_path_and_its_signature(
    visitor: Visitor, site: ServedSite
) -> None:
    kept = load_instance_secrets(site.folder)
    application = Application.from_text(kept.application_key, kept.application_secret)
    body, sent_at = "{}", callback_timestamp(datetime.now(UTC))
    signed = {"path": "/sinch/callbacks", "content_type": "application/json", "body": b"{}"}
    authorization = sign_callback(application, method="POST", timestamp=sent_at, **signed)
    headers = {"Content-Type": "application/json", "x-timestamp": sent_at}

    forged = visitor.request("POST", "/sinch/callbacks", body, headers)
    answer = visitor.request(
        "POST", "/sinch/callbacks", body, {**headers, "Authorization": authorization}
    )

    assert forged.status == 401
    assert answer.status == 400  # the signature is right; an event without a name is malformed


def test_a_body_over_64_kb_does_not_reach_the_site(visitor: Visitor, site: ServedSite) -> None:
    answer = visitor.request("POST", "/too-large", "x" * 65_537)

    assert answer.status == 413
    assert "/too-large" not in site.log


def test_half_requests_hold_no_thread_of_the_site(visitor: Visitor, nginx: NginxServer) -> None:
    with ExitStack() as stack:
        for _ in range(4 * THREADS):
            client = stack.enter_context(nginx.address.connect())
            client.sendall(HALF_A_FORM)

        began = time.monotonic()
        answer = visitor.get("/healthz")
        seconds = time.monotonic() - began

    assert answer.status == 200
    assert seconds < BODY_TIMEOUT_SECONDS / 2


def test_files_come_from_nginx_with_the_headers_that_matter(visitor: Visitor) -> None:
    answer = visitor.get("/static/js/phone.js")

    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/javascript"
    assert answer.headers["X-Request-Id"] is None
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_nothing_names_a_version(visitor: Visitor) -> None:
    for path in ("/", "/static/icon.svg", "/static/nothing", "/nothing"):
        assert visitor.get(path).headers["Server"] == "nginx"
