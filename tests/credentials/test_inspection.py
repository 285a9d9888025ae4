"""What an inspection says about a credential: form, parts, verdict, advice."""

import hmac
import json
from base64 import b64encode
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials import Application, CredentialError, read_registration_token, read_user_ticket
from credentials import sign_registration as sign
from credentials.inspection import Inspection, inspect_credential
from credentials.inspection.advice import ADVICE

from .forge import (
    APPLICATION,
    ISSUER,
    KEY,
    NOON,
    NOON_SECOND,
    SECRET,
    base64url,
    forge_ticket,
    forge_token,
    sign_ticket_data,
    sign_token_parts,
)
from .generous import generous

MINUTE = timedelta(minutes=1)
ANOTHER = Application(KEY, b"\1" * 32)


def inspect(
    pasted: object, now: datetime = NOON + 3 * MINUTE, application: Application = APPLICATION
) -> Inspection:
    return inspect_credential(application, pasted, now=now)


def meanings(found: Inspection) -> dict[str, tuple[str, str]]:
    return {part.name: (part.value, part.meaning) for part in found.parts}


def test_a_good_token_is_told_and_explained_part_by_part_in_its_order() -> None:
    found = inspect(forge_token())

    assert (found.form, found.is_good, found.is_verified) == ("registration token", True, True)
    assert list(meanings(found)) == [
        *("alg", "kid"),
        *("iss", "sub", "iat", "exp", "nonce"),
        *("User ID", "lifetime", "signature"),
    ]
    assert meanings(found)["kid"] == ("hkdfv1-20261120", "the key of 2026-11-20, in UTC")
    assert meanings(found)["iat"][1] == "2026-11-20 12:00:00 UTC, 3 minutes ago"
    assert meanings(found)["exp"][1] == "2026-11-20 12:10:00 UTC, in 7 minutes"
    assert meanings(found)["lifetime"][1] == "10 minutes"
    assert meanings(found)["User ID"][0] == "alice"
    assert all(part.explanation for part in found.parts)


def test_a_good_ticket_is_told_and_explained_part_by_part_in_its_order() -> None:
    found = inspect(forge_ticket())

    assert (found.form, found.is_good, found.is_verified) == ("user ticket", True, True)
    assert list(meanings(found)) == [
        *("identity.type", "identity.endpoint", "expiresIn", "applicationKey", "created"),
        *("expires", "signature"),
    ]
    assert meanings(found)["identity.endpoint"][0] == "alice"
    assert meanings(found)["created"][1] == "2026-11-20 12:00:00 UTC, 3 minutes ago"
    assert meanings(found)["expires"][1] == "2026-11-20 13:00:00 UTC, in 57 minutes"


def test_the_answer_of_the_signature_route_is_checked_whole() -> None:
    answer = {"applicationKey": KEY, "userId": "alice", "sequence": 7}
    answer["signature"] = sign(APPLICATION, "alice", sequence=7)

    assert inspect(json.dumps(answer)).is_good
    assert inspect(json.dumps(answer | {"sequence": "7"})).is_good
    assert not inspect(json.dumps(answer | {"sequence": 8})).is_good
    assert not inspect(json.dumps(answer | {"userId": "bob"})).is_good


def test_a_registration_signature_alone_is_told_but_not_called_good() -> None:
    found = inspect(sign(APPLICATION, "alice", sequence=7))

    assert found.form == "registration signature"
    assert "holds none of what it signs" in str(found.fault)


@pytest.mark.parametrize("prefix", ["", "Authorization: "])
def test_the_header_of_a_callback_is_told_but_not_called_good(prefix: str) -> None:
    found = inspect(f"{prefix}application {KEY}:{'a' * 43}=")

    assert (found.form, found.is_good) == ("callback signature", False)
    assert meanings(found)["application"][0] == KEY


@pytest.mark.parametrize("make", [forge_token, forge_ticket])
def test_another_secret_is_said_and_the_parts_are_shown_unverified(make) -> None:
    found = inspect(make(), application=ANOTHER)

    assert "signed with another secret" in str(found.fault)
    assert not found.is_verified
    assert len(found.parts) == len(inspect(make()).parts)


@pytest.mark.parametrize("make", [forge_token, forge_ticket])
def test_an_expired_credential_is_still_verified(make) -> None:
    found = inspect(make(), now=NOON + timedelta(hours=3))

    assert found.fault
    assert found.fault.code == "expired"
    assert "ago: is this machine's clock right?" in str(found.fault)
    assert found.is_verified


def test_a_wrong_key_date_is_said_with_both_dates() -> None:
    claims = json.dumps(
        {
            "iss": ISSUER,
            "sub": f"{ISSUER}/users/alice",
            "iat": NOON_SECOND,
            "exp": NOON_SECOND + 600,
            "nonce": "n",
        }
    ).encode()
    header = b'{"alg":"HS256","kid":"hkdfv1-20261119"}'

    found = inspect(sign_token_parts(header, claims, date="20261119"))
    with_key_of_iat = inspect(sign_token_parts(header, claims, date="20261120"))

    assert str(found.fault).startswith(
        "The key date 20261119 is not the date of iat (20261120, UTC)"
    )
    assert with_key_of_iat.advice.startswith("The key of the date of iat has signed, but kid names")


def test_the_wrong_keys_that_people_take_are_named() -> None:
    signed = forge_token().rpartition(".")[0]
    text = b64encode(SECRET)

    def advice(key: bytes) -> str:
        signature = hmac.digest(key, signed.encode(), "sha256")
        return inspect(f"{signed}.{base64url(signature)}").advice

    assert "with the Application Secret itself" in advice(SECRET)
    assert "with the secret as text" in advice(text)
    assert "derived from the secret as text" in advice(hmac.digest(text, b"20261120", "sha256"))
    assert advice(b"any other") == ""


def test_a_cut_off_token_shows_what_is_left() -> None:
    found = inspect(forge_token()[:80])

    assert found.form == "registration token"
    assert list(meanings(found)) == ["alg", "kid"]
    assert found.advice.startswith("Copy it whole")


def test_what_stands_around_a_pasted_credential_is_left_out() -> None:
    assert inspect(f'  "{forge_token()}"\n').is_good


@pytest.mark.parametrize("make", [forge_token, forge_ticket])
def test_a_broken_line_is_read_and_named(make) -> None:
    found = inspect(f"{make()[:60]}\n  {make()[60:]}")

    assert found.fault
    assert found.fault.code == "white-space"
    assert found.is_verified


def test_a_user_id_that_the_sdk_refuses_is_named() -> None:
    token = inspect(forge_token(sub=f"{ISSUER}/users/alice@example.com"))
    ticket = inspect(forge_ticket(identity={"type": "username", "endpoint": "a" * 41}))

    assert token.is_good
    assert "The current SDK (2.x) refuses it." in meanings(token)["User ID"][1]
    assert "The classic SDK (1.x) refuses it." in meanings(ticket)["identity.endpoint"][1]


@pytest.mark.parametrize("seconds", [10**18, -(10**18), True, "3600"])
def test_a_lifetime_that_gives_no_end_is_named(seconds: object) -> None:
    found = inspect(forge_ticket(expiresIn=seconds))

    assert found.fault
    assert found.fault.code == "expires-in-form"
    assert "expires" not in meanings(found)


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        ("", "nothing"),
        (None, "nothing"),
        (b"bytes", "nothing"),
        (KEY, "application-key"),
        (APPLICATION.base64_secret, "application-secret"),
        ("good morning: how are you?", "unknown-form"),
        ("{}", "unknown-form"),
        ("a" * 20_000, "too-long"),
    ],
)
def test_what_is_no_credential_is_named_and_not_repeated(pasted: object, code: str) -> None:
    found = inspect(pasted)

    assert found.fault
    assert (found.form, found.fault.code, found.parts) == ("", code, ())
    assert not pasted or str(pasted) not in str(found)


@pytest.mark.parametrize("make", [forge_token, forge_ticket])
def test_neither_the_secret_nor_the_signature_is_shown(make) -> None:
    signature = make().replace(":", ".").rpartition(".")[2]

    for application in (APPLICATION, ANOTHER):
        shown = repr(inspect(make(), application=application))
        assert application.base64_secret not in shown
        assert application.secret.hex() not in shown
        assert signature[:10] not in shown


def test_a_secret_written_into_a_credential_is_not_repeated() -> None:
    secret = APPLICATION.base64_secret
    user = {"type": "username", "endpoint": secret}

    for pasted in (
        forge_token(nonce=secret, iss=f"{ISSUER}{secret}", sub=f"{ISSUER}/users/{secret}"),
        forge_ticket(identity=user, **{secret: secret}),
        f"application {secret}:{secret}",
        json.dumps({"userId": secret, "sequence": secret, "signature": secret}),
    ):
        assert secret not in repr(inspect(pasted))


def test_what_a_terminal_would_obey_is_escaped() -> None:
    hostile = "\x1b[31mred\u202eevil\ud800"

    shown = repr(inspect(forge_token(nonce=hostile, **{hostile: "x" * 5000})))

    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert r"\u{1b}[31mred\u{202e}evil\u{d800}" in shown.replace("\\\\", "\\")
    assert "x" * 301 not in shown


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
