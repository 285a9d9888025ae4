"""User tickets, signed and read."""

from base64 import b64decode
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from credentials import (
    Application,
    InvalidUserId,
    UserTicket,
    read_user_ticket,
    sign_user_ticket,
)

from .forge import APPLICATION, KEY, NOON

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def read(ticket: object, now: datetime = NOON) -> UserTicket:
    return read_user_ticket(APPLICATION, ticket, now=now)


def sign(user_id: str = "alice", **changes: Any) -> str:
    return sign_user_ticket(APPLICATION, user_id, **{"created_at": NOON} | changes)


def json_of(ticket: str) -> str:
    return b64decode(ticket.split(":")[0], validate=True).decode("ascii")


def test_the_worked_example_of_the_classic_sdk_is_reproduced_byte_for_byte() -> None:
    application = Application.from_text(
        "11111111-2222-3333-4444-555555555555", "ZW11MXgtc2VjcmV0LWVtdQ=="
    )

    ticket = sign_user_ticket(application, "alice", created_at=datetime(2024, 1, 1, 12, tzinfo=UTC))

    assert ticket == (
        "eyJpZGVudGl0eSI6eyJ0eXBlIjoidXNlcm5hbWUiLCJlbmRwb2ludCI6ImFsaWNlIn0sImV4cGlyZXNJbiI6MzYw"
        "MCwiYXBwbGljYXRpb25LZXkiOiIxMTExMTExMS0yMjIyLTMzMzMtNDQ0NC01NTU1NTU1NTU1NTUiLCJjcmVhdGVk"
        "IjoiMjAyNC0wMS0wMVQxMjowMDowMC4wMDBaIn0="
        ":2NG8xfUbm1Fs+JWF/mlvMIvM09Bxv/QNx/7T32J1GfQ="
    )


def test_the_json_is_compact_ascii_in_the_order_of_sinchs_samples() -> None:
    ticket = sign('say"hi"\\', created_at=NOON.replace(microsecond=987_654))

    assert json_of(ticket) == (
        '{"identity":{"type":"username","endpoint":"say\\"hi\\"\\\\"},"expiresIn":3600,'
        f'"applicationKey":"{KEY}","created":"2026-11-20T12:00:00.987Z"}}'
    )


def test_created_is_utc_whatever_the_time_zone_given() -> None:
    in_new_york = NOON.astimezone(timezone(timedelta(hours=-5)))

    assert sign(created_at=in_new_york) == sign(created_at=NOON)


def test_what_was_signed_is_read() -> None:
    ticket = sign("o'brien@example.org", lifetime=2 * HOUR)

    assert read(ticket) == UserTicket("o'brien@example.org", KEY, NOON, NOON + 2 * HOUR)


@pytest.mark.parametrize(
    "user_id", ["", "a" * 41, "al ice", "alice\n", "Åsa", "tab\t", "\x7f", "🙂"]
)
def test_an_id_that_the_classic_sdk_refuses_is_not_signed(user_id: str) -> None:
    with pytest.raises(InvalidUserId, match="1 to 40 printable ASCII characters"):
        sign(user_id)


@pytest.mark.parametrize(
    "changes",
    [
        {"created_at": datetime(2026, 11, 20)},  # noqa: DTZ001 - naive, on purpose
        {"created_at": datetime(9999, 12, 31, 23, 30, tzinfo=UTC)},
        {"lifetime": timedelta(0)},
        {"lifetime": -HOUR},
        {"lifetime": timedelta(seconds=1.5)},
        {"lifetime": timedelta.max},
    ],
)
def test_an_argument_out_of_range_is_a_value_error(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        sign(**changes)
