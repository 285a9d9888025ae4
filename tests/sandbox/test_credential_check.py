"""The sandbox judges registration tokens as Sinch would, and says what to do about a bad one."""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from credentials import Application
from sandbox.credential_check import RegistrationRefused, check_registration_token
from tests.sandbox.tokens import (
    APPLICATION,
    ISSUED_AT,
    KEY,
    check,
    make_token,
    refusal_of,
)

GOOD = make_token(APPLICATION)


VECTORS = json.loads(
    (Path(__file__).parent.parent / "vectors" / "registration_tokens.json").read_text("utf-8")
)


CODE_OF = {
    "kid-date-not-iat-date": "wrong_key_date",
    "ttl-below-60": "too_short",
    "kid-format": "wrong_key_id",
}


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["name"])
def test_tokens_of_other_producers_are_judged_by_the_specification(case):
    inputs, reasons = case["inputs"], case["strict_reasons"]
    application = Application.from_text(inputs["application_key"], inputs["application_secret"])
    issued_at = datetime.fromtimestamp(case["decoded"]["payload"]["iat"], UTC)

    try:
        check_registration_token(
            application,
            case["output"],
            application_key=application.key,
            user_id=inputs["user_id"],
            now=issued_at,
        )
    except RegistrationRefused as refusal:
        verdict = [refusal.code]
    else:
        verdict = []

    assert verdict == [CODE_OF[reason] for reason in reasons]


def test_a_good_token_tells_its_nonce_and_how_long_to_remember_it():
    checked = check(make_token(APPLICATION), now=ISSUED_AT + timedelta(seconds=200))

    assert (checked.nonce, checked.valid_for_seconds) == ("6fa8c1d0", 400)


def test_a_client_of_another_application_is_refused():
    assert refusal_of(GOOD, key=KEY.upper()).code == "unknown_application"


def test_a_token_for_two_days_of_registration_is_good():
    ends_at = int(ISSUED_AT.timestamp()) + 48 * 3600

    assert check(make_token(APPLICATION, registration_ends_at=ends_at))


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(hours=24), "24 hours"),
        (timedelta(minutes=10), "10 minutes"),
        (timedelta(seconds=61), "61 seconds"),
    ],
)
def test_a_clock_that_is_ahead_is_named_as_the_cause(ahead, words):
    refusal = refusal_of(GOOD, now=ISSUED_AT - ahead)

    assert refusal.code == "issued_in_the_future"
    assert str(refusal) == (
        f"The ticket was issued {words} in the future: "
        "set the clock of the machine that signs the tickets."
    )


def test_a_clock_that_is_a_little_ahead_does_no_harm():
    assert check(GOOD, now=ISSUED_AT - timedelta(seconds=60))


@pytest.mark.parametrize(
    ("late", "words"), [(0, "1 second"), (2, "2 seconds"), (85800, "24 hours")]
)
def test_an_expired_token_says_since_when(late, words):
    refusal = refusal_of(GOOD, now=ISSUED_AT + timedelta(seconds=600 + late))

    assert refusal.code == "expired"
    assert f"expired {words} ago" in str(refusal)


def test_a_token_is_good_until_its_last_second():
    assert check(GOOD, now=ISSUED_AT + timedelta(seconds=599))


def test_the_check_shares_no_code_with_the_package_that_signs():
    import sandbox.credential_check as module

    names = {
        name
        for name, value in vars(module).items()
        if getattr(value, "__module__", "").startswith("credentials")
    }

    assert names == {"Application"}
    assert "jwt" not in vars(module)
    assert "jwt" not in vars(sys.modules["sandbox.jwt_parts"])
