"""Whatever is pasted, an inspection does not raise, and its verdict is that of the readers."""

import json
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials import Application, CredentialError, read_registration_token, read_user_ticket
from credentials.inspection import Inspection, inspect_credential
from credentials.inspection.advice import ADVICE

from .forge import (
    APPLICATION,
    NOON,
    forge_ticket,
    forge_token,
    sign_ticket_data,
    sign_token_parts,
)
from .generous import generous

MINUTE = timedelta(minutes=1)


def inspect(
    pasted: object, now: datetime = NOON + 3 * MINUTE, application: Application = APPLICATION
) -> Inspection:
    return inspect_credential(application, pasted, now=now)


HUGE = int("9" * 4300)
values = st.one_of(
    st.none(), st.booleans(), st.integers(), st.just(HUGE), st.just(-HUGE), st.floats(), st.text(),
    st.lists(st.integers()), st.dictionaries(st.text(), st.text()),
)  # fmt: skip
names = st.sampled_from(["iss", "sub", "iat", "exp", "nonce", "sinch:rtc:instance:exp"])
members = st.sampled_from(["identity", "expiresIn", "applicationKey", "created"])


@generous
@given(st.one_of(st.text(), st.binary(), st.text("eyJ.:=-_+/ \n{\"'é\ud800"), st.integers()))
def test_nothing_that_is_pasted_makes_it_raise(pasted: object) -> None:
    assert inspect(pasted).fault


@generous
@given(st.dictionaries(names, values))
def test_no_claims_make_it_raise_and_its_verdict_is_the_readers(claims: dict) -> None:
    token = sign_token_parts(
        b'{"alg":"HS256","kid":"hkdfv1-20261120"}', json.dumps(claims).encode()
    )

    found = inspect(token)

    with pytest.raises(CredentialError) as refused:
        read_registration_token(APPLICATION, token, now=NOON + 3 * MINUTE)
    assert found.fault
    assert found.fault.code == refused.value.code


@generous
@given(st.dictionaries(members, values))
def test_no_members_make_it_raise_and_its_verdict_is_the_readers(claims: dict) -> None:
    ticket = sign_ticket_data(json.dumps(claims).encode())

    found = inspect(ticket)

    with pytest.raises(CredentialError) as refused:
        read_user_ticket(APPLICATION, ticket, now=NOON + 3 * MINUTE)
    assert found.fault
    assert found.fault.code == refused.value.code


@generous
@given(st.data())
def test_a_credential_with_any_character_changed_is_explained_not_raised(data) -> None:
    text = data.draw(st.sampled_from([forge_token(), forge_ticket()]))
    at = data.draw(st.integers(0, len(text) - 1))

    found = inspect(text[:at] + data.draw(st.characters()) + text[at + 1 :])

    assert found.form or found.fault


def test_a_vectors_verdict_is_the_readers(registration_token_case: dict) -> None:
    case, inputs = registration_token_case, registration_token_case["inputs"]
    application = Application.from_text(inputs["application_key"], inputs["application_secret"])

    found = inspect(case["output"], datetime.fromtimestamp(inputs["iat"], NOON.tzinfo), application)

    assert found.form == "registration token"
    assert found.is_good == (not case["strict_reasons"])


def test_a_vectors_ticket_has_the_readers_verdict(user_ticket_case: dict) -> None:
    case, inputs = user_ticket_case, user_ticket_case["inputs"]
    application = Application.from_text(inputs["application_key"], inputs["application_secret"])

    found = inspect(case["output"], datetime.fromisoformat(inputs["created"]), application)

    assert found.form == "user ticket"
    assert found.is_good == (not set(case["strict_reasons"]) - {"user-id-changed"})


def test_a_vectors_signature_has_the_verdict_of_its_vector(registration_signature_case) -> None:
    case, inputs = registration_signature_case, registration_signature_case["inputs"]
    application = Application.from_text(inputs["application_key"], inputs["application_secret"])
    answer = {
        "applicationKey": inputs["application_key"],
        "userId": inputs["user_id"],
        "sequence": inputs["sequence"],
        "signature": case["output"],
    }

    assert inspect(json.dumps(answer), NOON, application).is_good == case["signature_valid"]


def test_advice_is_a_sentence() -> None:
    assert all(text[0].isupper() and text.endswith((".", ".}")) for text in ADVICE.values())
