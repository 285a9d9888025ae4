"""A user ticket is checked as Sinch would, with reading code of the sandbox's own."""

import hmac
import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from credentials import Application, sign_user_ticket
from sandbox.classic.errors import ClassicError, ErrorCode
from sandbox.classic.ticket_check import check_user_ticket
from tests.sandbox.classic.vectors import KEY, SECRET, TICKET, TICKET_JSON

APPLICATION = Application.from_text(KEY, SECRET)
CREATED = datetime(2024, 1, 1, 12, tzinfo=UTC)
VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "user_tickets.json").read_text("utf-8")
)


def sign(text: str | bytes, secret: str = SECRET) -> str:
    data = text if isinstance(text, bytes) else text.encode()
    signature = hmac.digest(b64decode(secret), data, "sha256")
    return f"{b64encode(data).decode()}:{b64encode(signature).decode()}"


def claims(**changes) -> str:
    body = json.loads(TICKET_JSON) | changes
    return json.dumps({name: value for name, value in body.items() if value is not ...})


def check(ticket: str, now: datetime = CREATED) -> str:
    return check_user_ticket(APPLICATION, ticket, now=now)


def refusal(ticket: str, now: datetime = CREATED) -> ClassicError:
    with pytest.raises(ClassicError) as refused:
        check(ticket, now)
    return refused.value


def test_the_published_example_is_good():
    assert sign(TICKET_JSON) == TICKET
    assert check(TICKET) == "alice"


def test_a_ticket_of_this_application_is_good():
    assert check(sign_user_ticket(APPLICATION, "bob", created_at=CREATED)) == "bob"


@pytest.mark.parametrize(
    "created",
    [
        "2024-01-01T12:00:00Z",
        "2024-01-01T12:00:00.123Z",
        "2024-01-01T12:00:00.123456Z",
        "2024-01-01T12:00:00+00:00",
        "2024-01-01T14:00:00+02:00",
        "2024-01-01T10:00:00-0200",
    ],
)
def test_every_spelling_of_a_moment_is_good(created):
    assert check(sign(claims(created=created)), CREATED + timedelta(minutes=5)) == "alice"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"applicationKey": "other"}, ErrorCode.UNKNOWN_APPLICATION),
        ({"applicationKey": ...}, ErrorCode.UNKNOWN_APPLICATION),
        ({"identity": {"type": "email", "endpoint": "a"}}, ErrorCode.BAD_REQUEST),
        ({"identity": {"type": "username", "endpoint": ""}}, ErrorCode.BAD_REQUEST),
        ({"identity": {"type": "username", "endpoint": 7}}, ErrorCode.BAD_REQUEST),
        ({"identity": "alice"}, ErrorCode.BAD_REQUEST),
        ({"created": "2024-01-01T12:00:00"}, ErrorCode.MALFORMED_TICKET),
        ({"created": "2024-02-30T12:00:00Z"}, ErrorCode.MALFORMED_TICKET),
        ({"created": 1}, ErrorCode.MALFORMED_TICKET),
        ({"created": "0001-01-01T00:00:00+23:59"}, ErrorCode.MALFORMED_TICKET),
        ({"created": ...}, ErrorCode.MALFORMED_TICKET),
        ({"expiresIn": True}, ErrorCode.MALFORMED_TICKET),
        ({"expiresIn": 0}, ErrorCode.MALFORMED_TICKET),
        ({"expiresIn": "3600"}, ErrorCode.MALFORMED_TICKET),
    ],
)
def test_a_well_signed_ticket_with_a_wrong_claim_is_refused(changes, code):
    assert refusal(sign(claims(**changes))).code == code


@pytest.mark.parametrize(
    ("ticket", "fault"),
    [
        ("", "no signature"),
        (TICKET.partition(":")[0], "no signature"),
        (TICKET + "\n", "not standard base64"),
        (TICKET[1:], "content is not standard base64"),
        ("ยค:" + TICKET.partition(":")[2], "content is not standard base64"),
        (TICKET.partition(":")[0] + ":AAAA", "32 bytes"),
        (sign(b"\xff"), "not JSON"),
        (sign("[]"), "not a JSON object"),
        (sign(claims()[:-1] + ',"created":"x"}'), "not JSON"),
        ("A" * 9000 + ":", "longer than"),
    ],
)
def test_a_malformed_ticket_is_refused_with_its_fault(ticket, fault):
    refused = refusal(ticket)

    assert refused.code == ErrorCode.MALFORMED_TICKET
    assert fault in str(refused)


def test_a_ticket_signed_with_another_secret_says_which_setting_to_check():
    refused = refusal(sign(TICKET_JSON, "b3RoZXItc2VjcmV0LWhlcmU="))

    assert refused.code == ErrorCode.WRONG_SIGNATURE
    assert "SINCH_APPLICATION_SECRET" in str(refused)


def test_a_ticket_is_good_until_its_last_second_and_no_longer():
    lifetime = timedelta(seconds=3600)

    assert check(TICKET, CREATED + lifetime - timedelta(seconds=1)) == "alice"
    refused = refusal(TICKET, CREATED + lifetime)
    assert refused.code == ErrorCode.EXPIRED
    assert "expired 1 second ago" in str(refused)


def test_a_ticket_from_the_future_blames_the_clock():
    refused = refusal(TICKET, CREATED - timedelta(hours=24))

    assert refused.code == ErrorCode.EXPIRED
    assert "24 hours in the future" in str(refused)


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["name"])
def test_other_peoples_tickets_get_the_verdict_of_their_vector(case):
    inputs = case["inputs"]
    application = Application.from_text(inputs["application_key"], inputs["application_secret"])
    # Whom a ticket should have been for cannot be seen in it.
    faults = set(case["strict_reasons"]) - {"user-id-changed"}

    created = datetime.fromisoformat(inputs["created"])
    now = created if created.tzinfo else created.replace(tzinfo=UTC)

    try:
        user_id = check_user_ticket(application, case["output"], now=now)
    except ClassicError:
        assert faults
    else:
        assert not faults
        assert user_id == case["decoded"]["claims"]["identity"]["endpoint"]
