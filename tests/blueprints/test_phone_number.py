"""What the page learns about a number while somebody types it, and the numbers called last."""

from typing import Any

from flask import Flask

from models import User
from tests.conftest import Browser

CALL = {
    "direction": "outgoing",
    "kind": "app-to-phone",
    "startedAt": "2026-01-02T03:04:05Z",
    "answeredAt": None,
    "endedAt": "2026-01-02T03:05:15Z",
    "endCause": "NoAnswer",
}


def check(client: Browser, typed: str) -> Any:
    answer = client.get("/api/phone-number", query_string={"typed": typed})
    assert answer.status_code == 200
    return answer.json


def report_calls(client: Browser, *numbers: str) -> None:
    for index, number in enumerate(numbers):
        client.post_json("/api/calls", {**CALL, "sinchCallId": str(index), "remote": number})


def test_an_allowed_number_comes_back_as_e164_and_as_people_write_it(
    client: Browser, alice: User
) -> None:
    client.log_in(alice)

    assert check(client, "tel:+46-70-174-06-05") == {
        "isAllowed": True,
        "e164": "+46701740605",
        "formatted": "+46 70 174 06 05",
        "region": "SE",
        "message": "This number can be called.",
        "suggestions": [],
    }


def test_a_number_that_may_not_be_called_comes_with_the_reason(
    client: Browser, alice: User
) -> None:
    client.log_in(alice)

    answer = check(client, "+33 1 23 45 67 89")

    assert answer["isAllowed"] is False
    assert answer["message"].startswith("Calls to FR are not allowed here")


def test_a_number_without_its_country_comes_with_those_it_may_be(
    client: Browser, alice: User
) -> None:
    client.log_in(alice)

    assert check(client, "(212) 555-0123")["suggestions"] == [
        {"e164": "+12125550123", "formatted": "+1 212-555-0123", "region": "US"},
        {"e164": "+492125550123", "formatted": "+49 212 5550123", "region": "DE"},
    ]


def test_nothing_typed_gets_a_sentence(client: Browser, alice: User) -> None:
    client.log_in(alice)

    assert "country code" in client.get("/api/phone-number").json["message"]


def test_a_stranger_learns_nothing(client: Browser) -> None:
    answer = client.get("/api/phone-number?typed=%2B46701740605")

    assert (answer.status_code, answer.json["error"]["code"]) == (401, "session_ended")


def test_where_phone_calls_are_off_no_number_is_allowed(
    live_app: Flask, password_hash: str
) -> None:
    live_app.test_client_class = Browser
    client = live_app.test_client()
    client.post_form(
        "/register", username="carol", display_name="Carol", password="correct horse battery"
    )

    assert check(client, "+46000000000") == {
        "isAllowed": False,
        "e164": None,
        "formatted": None,
        "region": None,
        "message": "Calls to phone numbers are off on this site.",
        "suggestions": [],
    }


def test_the_page_offers_the_three_numbers_called_last_each_once(
    client: Browser, alice: User
) -> None:
    client.log_in(alice)
    report_calls(
        client, "+46701740605", "+442079460018", "+4930901820", "+46000000000", "+46701740605"
    )

    page = client.get("/call").text

    offered = ["+46 70 174 06 05", "+46000000000", "+49 30 901820"]
    places = [page.index(f">{number}</button>") for number in offered]
    assert places == sorted(places)
    assert "+44 20 7946 0018" not in page


def test_what_is_no_number_or_may_not_be_called_is_not_offered(
    client: Browser, alice: User
) -> None:
    client.log_in(alice)
    report_calls(client, "bob", "+33123456789", "+999")

    page = client.get("/call").text

    assert 'aria-labelledby="recent-numbers" hidden' in page
    assert "+33 1 23 45 67 89" not in page


def test_nobody_is_offered_the_numbers_of_another(
    client: Browser, other_client: Browser, alice: User, bob: User
) -> None:
    client.log_in(alice)
    other_client.log_in(bob)

    report_calls(client, "+46701740605")

    assert "+46 70 174 06 05" not in other_client.get("/call").text
