"""User tickets, read: what is refused, and why."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from credentials import Application, CredentialError, UserTicket, read_user_ticket

from .forge import APPLICATION, KEY, NOON, forge_ticket, sign_ticket_data

HOUR = timedelta(hours=1)


def read(ticket: object, now: datetime = NOON) -> UserTicket:
    return read_user_ticket(APPLICATION, ticket, now=now)


@pytest.mark.parametrize(
    ("code", "ticket"),
    [
        ("ticket-form", ""),
        ("ticket-form", "e30="),
        ("ticket-form", forge_ticket() + ":"),
        ("data-not-base64", ":" + forge_ticket().split(":")[1]),
        ("data-not-base64", "\n" + forge_ticket()),
        ("data-not-base64", forge_ticket().replace("=:", ":")),
        ("data-not-base64", forge_ticket(expiresIn=">>>???").replace("+", "-").replace("/", "_")),
        ("signature-not-base64", forge_ticket().rstrip("=")),
        ("signature-not-base64", forge_ticket() + "\n"),
        ("signature-not-base64", forge_ticket().split(":")[0] + ":"),
        ("signature-length", forge_ticket().split(":")[0] + ":" + b64encode(bytes(31)).decode()),
        ("data-not-utf8", sign_ticket_data(b'"\xc5sa"')),
        ("data-not-json", sign_ticket_data(b'"alice"')),
        ("data-not-json", sign_ticket_data(b"[" * 10_000)),
        ("data-not-json", sign_ticket_data(b'{"created":1,"created":2}')),
        ("data-not-json", sign_ticket_data(b'{"expiresIn":Infinity}')),
        ("too-long", "a" * 16_385),
        ("not-ascii-text", forge_ticket().encode()),
        ("not-ascii-text", 7),
        ("not-ascii-text", "é:é"),
    ],
)
def test_what_has_not_the_form_of_a_ticket_is_refused(code: str, ticket: object) -> None:
    with pytest.raises(CredentialError) as refused:
        read(ticket)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("code", "members"),
    [
        ("wrong-application", {"applicationKey": ...}),
        ("wrong-application", {"applicationKey": KEY.upper()}),
        ("wrong-application", {"applicationKey": [KEY]}),
        ("created-no-offset", {"created": "2026-11-20T12:00:00"}),
        ("created-no-offset", {"created": "2026-11-20T12:00:00.123456"}),
        ("created-form", {"created": ...}),
        ("created-form", {"created": 1_795_176_000}),
        ("created-form", {"created": "2026-11-20"}),
        ("created-form", {"created": "2026-W47-5T12:00:00Z"}),
        ("created-form", {"created": "2026-11-20 12:00:00Z"}),
        ("created-form", {"created": "2026-02-30T12:00:00Z"}),
        ("created-form", {"created": "2026-11-20T24:00:00Z"}),
        ("created-form", {"created": "2026-11-20T12:00:60Z"}),
        ("created-form", {"created": "2026-11-20T12:00Z"}),
        ("created-form", {"created": "2026-11-20T12:00:00.12345678Z"}),
        ("created-form", {"created": "2026-11-20T12:00:00,5Z"}),
        ("created-form", {"created": "2026-11-20T12:00:00+24:00"}),
        ("created-form", {"created": "0001-01-01T00:00:00+01:00"}),
        ("created-form", {"created": "2026-11-20T12:00:00Z\n"}),
        ("created-form", {"created": "٢٠٢٦-11-20T12:00:00Z"}),
        ("expires-in-form", {"expiresIn": ...}),
        ("expires-in-form", {"expiresIn": 0}),
        ("expires-in-form", {"expiresIn": -1}),
        ("expires-in-form", {"expiresIn": True}),
        ("expires-in-form", {"expiresIn": 3600.0}),
        ("expires-in-form", {"expiresIn": "3600"}),
        ("expires-in-form", {"expiresIn": 10**12}),
        ("expires-in-form", {"expiresIn": 10**400}),
        ("identity-form", {"identity": ...}),
        ("identity-form", {"identity": "alice"}),
        ("identity-form", {"identity": {"type": "email", "endpoint": "alice"}}),
        ("identity-form", {"identity": {"endpoint": "alice"}}),
        ("identity-form", {"identity": {"type": "username"}}),
        ("identity-form", {"identity": {"type": "username", "endpoint": ""}}),
        ("identity-form", {"identity": {"type": "username", "endpoint": 7}}),
        ("identity-form", {"identity": {"type": "username", "endpoint": "\ud83d"}}),
    ],
)
def test_members_that_are_not_as_specified_are_refused(code: str, members: dict[str, Any]) -> None:
    with pytest.raises(CredentialError) as refused:
        read(forge_ticket(**members))

    assert refused.value.code == code


@pytest.mark.parametrize(
    "created",
    [
        "2026-11-20T12:00:00Z",
        "2026-11-20T12:00:00.1Z",
        "2026-11-20T12:00:00.1234567Z",
        "2026-11-20T12:00:00+00:00",
        "2026-11-20T12:00:00+0000",
        "2026-11-20T17:45:00+05:45",
        "2026-11-19T22:00:00.000-14:00",
    ],
)
def test_created_may_have_any_offset_and_up_to_seven_fraction_digits(created: str) -> None:
    created_at = read(forge_ticket(created=created)).created_at

    assert created_at.replace(microsecond=0) == NOON
    assert created_at.tzinfo is UTC


def test_the_signature_is_over_the_bytes_as_received() -> None:
    spaced = (
        f'{{ "created":"2026-11-20T12:00:00Z",\n "applicationKey": "{KEY}", "expiresIn":1,'
        ' "more": [], "identity":{"endpoint":"Åsa","type":"username"} }'
    )

    assert read(sign_ticket_data(spaced.encode())).user_id == "Åsa"


def test_a_ticket_lives_from_five_minutes_before_created_to_just_before_its_end() -> None:
    ticket, moment = forge_ticket(), timedelta(microseconds=1)

    read(ticket, NOON - timedelta(minutes=5))
    read(ticket, NOON + HOUR - moment)

    with pytest.raises(CredentialError, match="in the future: is this machine's clock right"):
        read(ticket, NOON - timedelta(minutes=5) - moment)
    with pytest.raises(CredentialError, match="The user ticket expired 0 seconds ago"):
        read(ticket, NOON + HOUR)


def test_another_secret_is_said_in_words() -> None:
    with pytest.raises(CredentialError, match="signed with another secret") as refused:
        read_user_ticket(Application(KEY, b"\1" * 32), forge_ticket(), now=NOON)

    assert refused.value.code == "signature-mismatch"
