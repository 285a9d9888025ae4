"""`make serve`: how it starts, what it says and how it stops."""

import json
from typing import Any

import psutil

from tests.sandbox.site import wait_until
from tests.serve.conftest import Serve
from tests.serve.served_site import LIVE, ServedSite


def workers_of(site: ServedSite) -> set[int]:
    return {child.pid for child in psutil.Process(site.process.pid).children()}


def lines_of(site: ServedSite) -> list[dict[str, Any]]:
    return [json.loads(line) for line in site.log.splitlines()]


def test_live_mode_has_two_processes_and_says_where_it_is(live_site: ServedSite) -> None:
    wait_until(lambda: len(workers_of(live_site)) == 2)

    assert f"Ready on http://127.0.0.1:{live_site.port} (live mode" in live_site.log


def test_answers_name_no_version_of_anything(live_site: ServedSite) -> None:
    answer = live_site.visitor().get("/healthz")

    assert answer.headers["Server"] == "gunicorn"


def test_each_line_of_the_log_is_a_json_object_if_so_set(live_site: ServedSite) -> None:
    given = live_site.visitor().get("/api/people?query=hush")

    wait_until(lambda: "/api/people" in live_site.log)
    lines = lines_of(live_site)
    request = next(line for line in lines if line.get("path") == "/api/people")
    assert request["requestId"] == given.headers["X-Request-Id"]
    assert (request["method"], request["status"]) == ("GET", 401)
    assert {line["logger"] for line in lines} >= {"requests", "gunicorn.error"}
    assert all(line["time"].endswith("Z") for line in lines)
    assert "hush" not in live_site.log


def test_a_malformed_request_is_one_masked_line(live_site: ServedSite) -> None:
    visitor = live_site.visitor()

    assert visitor.request("GET", "/call?ticket=shh", headers={"Bad header": "x"}).status == 400
    assert visitor.request("G(T", "/call?ticket=shh").status == 400

    wait_until(lambda: live_site.log.count("Invalid request") == 2)
    assert "shh" not in live_site.log
    assert lines_of(live_site)


def test_without_proxies_nobody_is_believed_about_address_or_https(live_site: ServedSite) -> None:
    answer = live_site.visitor().get(
        "/api/nothing",
        X_Forwarded_Proto="https",
        X_Forwarded_For="192.0.2.7",
        X_Request_Id="from-outside-1",
    )

    assert answer.headers["Strict-Transport-Security"] is None
    assert answer.headers["X-Request-Id"] != "from-outside-1"
    wait_until(lambda: "GET /api/nothing 404" in live_site.log)
    assert "192.0.2.7" not in live_site.log


def test_what_cannot_be_served_is_said_once_in_a_sentence(serve: Serve) -> None:
    site = serve(DATABASE_URL="postgresql://user:hunter22@127.0.0.1:1/none", **LIVE)

    assert site.process.wait(timeout=60) != 0
    assert site.log.count("The database cannot be used") == 1
    assert "Booting worker" not in site.log
    assert "hunter22" not in site.log
    assert "Traceback" not in site.log
