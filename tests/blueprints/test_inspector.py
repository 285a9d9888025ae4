"""/ticket-inspector: explains what is pasted and keeps nothing of it."""

import logging
from datetime import timedelta

import pytest

from credentials import Application, sign_registration_token, sign_user_ticket
from extensions import current_settings
from models import User
from models.utc_datetime import utc_now
from tests.conftest import Browser

PATH = "/ticket-inspector"
MINUTE = timedelta(minutes=1)


def make_token(age: timedelta = timedelta(0), application: Application | None = None) -> str:
    return sign_registration_token(
        application or current_settings().application,
        "alice",
        issued_at=utc_now() - age,
        nonce="0123456789abcdef",
    )


def test_a_good_token_is_explained_beside_each_part(client: Browser, alice: User) -> None:
    client.log_in(alice)

    answer = client.post_form(PATH, credential=make_token(age=3 * MINUTE))

    assert answer.status_code == 200
    assert 'data-good="true"' in answer.text
    assert "a registration token" in answer.text
    assert "3 minutes ago" in answer.text
    assert "Which key signed: the key of one day" in answer.text
    assert "unverified" not in answer.text


def test_a_good_ticket_is_explained(client: Browser, alice: User) -> None:
    client.log_in(alice)
    ticket = sign_user_ticket(current_settings().application, "alice", created_at=utc_now())

    answer = client.post_form(PATH, credential=ticket)

    assert answer.status_code == 200
    assert "a user ticket" in answer.text


def test_an_expired_token_says_since_when(client: Browser, alice: User) -> None:
    client.log_in(alice)

    answer = client.post_form(PATH, credential=make_token(age=13 * MINUTE))

    assert answer.status_code == 200
    assert 'data-good="false"' in answer.text
    assert "expired 3 minutes ago: is this machine&#39;s clock right?" in answer.text


def test_a_token_of_another_secret_is_shown_as_unverified(client: Browser, alice: User) -> None:
    client.log_in(alice)
    another = Application(current_settings().application.key, b"\1" * 32)

    answer = client.post_form(PATH, credential=make_token(application=another))

    assert answer.status_code == 200
    assert 'data-good="false"' in answer.text
    assert "signed with another secret" in answer.text
    assert answer.text.count('class="part__mark"') == answer.text.count('class="part__name"') > 8


@pytest.mark.parametrize(
    "pasted", ["", " ", "<script>alert(1)</script>", "\ud800".encode("utf-16", "surrogatepass")]
)
def test_what_is_no_credential_gets_a_sentence(client: Browser, alice: User, pasted) -> None:
    client.log_in(alice)

    answer = client.post_form(PATH, credential=pasted)

    assert answer.status_code == 422
    assert "<script>alert" not in answer.text


def test_nothing_pasted_is_kept_logged_or_repeated_in_full(
    client: Browser, alice: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client.log_in(alice)
    token = make_token()

    answer = client.post_form(PATH, credential=token)

    assert answer.headers["Cache-Control"] == "no-store"
    for place in (answer.text, caplog.text, str(answer.headers), client.get(PATH).text):
        for part in token.split("."):
            assert part not in place


def test_the_inspector_is_for_people_who_are_logged_in(client: Browser) -> None:
    shown, posted = client.get(PATH), client.post_form(PATH, credential="x")

    assert [shown.status_code, posted.status_code] == [302, 302]


def test_the_thirty_first_inspection_within_a_minute_waits(
    client: Browser, other_client: Browser, alice: User, bob: User
) -> None:
    client.log_in(alice)
    other_client.log_in(bob)
    csrf_token = client.csrf_token()

    answers = [
        client.post(PATH, data={"csrf_token": csrf_token, "credential": "x"}) for _ in range(31)
    ]

    assert [answer.status_code for answer in answers] == [422] * 30 + [429]
    assert "That was too often: try again in" in answers[30].text
    assert 0 < int(answers[30].headers["Retry-After"]) <= 60
    assert client.get(PATH).status_code == 200
    assert other_client.post_form(PATH, credential="x").status_code == 422
