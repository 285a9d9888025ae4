"""Bad registration tokens, made by hand: each is refused by its first fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sandbox.tokens import (
    APPLICATION,
    ISSUED_AT,
    KEY,
    encode,
    make_token,
    refusal_of,
    sign_text,
)

BAD_TOKENS = {
    "header without alg": (make_token(APPLICATION, header={"alg": None}), "wrong_algorithm"),
    "no algorithm": (make_token(APPLICATION, header={"alg": "none"}), "wrong_algorithm"),
    "other algorithm": (make_token(APPLICATION, header={"alg": "HS384"}), "wrong_algorithm"),
    "lower case": (make_token(APPLICATION, header={"alg": "hs256"}), "wrong_algorithm"),
    "critical": (make_token(APPLICATION, header={"crit": ["exp"]}), "unknown_extension"),
    "no kid": (make_token(APPLICATION, header={"kid": None}), "wrong_key_id"),
    "number as kid": (make_token(APPLICATION, header={"kid": 20240517}), "wrong_key_id"),
    "other derivation": (
        make_token(APPLICATION, header={"kid": "hkdfv2-20240517"}),
        "wrong_key_id",
    ),
    "kid with newline": (
        make_token(APPLICATION, header={"kid": "hkdfv1-20240517\n"}),
        "wrong_key_id",
    ),
    "key of another day": (
        make_token(APPLICATION, header={"kid": "hkdfv1-20240516"}),
        "wrong_signature",
    ),
    "other secret": (make_token(APPLICATION, secret=b"another secret!!"), "wrong_signature"),
    "other issuer": (make_token(APPLICATION, iss="//rtc.sinch.com/x"), "wrong_application"),
    "no issuer": (make_token(APPLICATION, iss=...), "wrong_application"),
    "key in capitals": (
        make_token(APPLICATION, iss=f"//rtc.sinch.com/applications/{KEY.upper()}"),
        "wrong_application",
    ),
    "other user": (make_token(APPLICATION, "bob"), "wrong_user"),
    "user in capitals": (make_token(APPLICATION, "Alice"), "wrong_user"),
    "bare user": (make_token(APPLICATION, sub="alice"), "wrong_user"),
    "no subject": (make_token(APPLICATION, sub=...), "wrong_user"),
    "no iat": (make_token(APPLICATION, iat=...), "wrong_time"),
    "no exp": (make_token(APPLICATION, exp=...), "wrong_time"),
    "exp as text": (make_token(APPLICATION, exp="1715934550"), "wrong_time"),
    "exp with fraction": (make_token(APPLICATION, exp=1715934550.5), "wrong_time"),
    "exp true": (make_token(APPLICATION, exp=True), "wrong_time"),
    "iat negative": (make_token(APPLICATION, iat=-1), "wrong_time"),
    "exp beyond calendars": (make_token(APPLICATION, exp=10**18), "wrong_time"),
    "59 seconds": (
        make_token(APPLICATION, exp=int(ISSUED_AT.timestamp()) + 59),
        "too_short",
    ),
    "exp before iat": (make_token(APPLICATION, exp=1), "too_short"),
    "no nonce": (make_token(APPLICATION, nonce=...), "wrong_nonce"),
    "empty nonce": (make_token(APPLICATION, nonce=""), "wrong_nonce"),
    "number as nonce": (make_token(APPLICATION, nonce=7), "wrong_nonce"),
    "endless nonce": (make_token(APPLICATION, nonce="n" * 256), "wrong_nonce"),
    "registration of 47 hours": (
        make_token(
            APPLICATION,
            registration_ends_at=int(ISSUED_AT.timestamp()) + 47 * 3600,
        ),
        "registration_too_short",
    ),
    "registration without end": (
        make_token(APPLICATION, registration_ends_at="never"),
        "wrong_time",
    ),
}


@pytest.mark.parametrize("name", BAD_TOKENS)
def test_a_bad_token_is_refused_by_its_first_fault(name):
    token, code = BAD_TOKENS[name]

    refusal = refusal_of(token)

    assert refusal.code == code
    assert str(refusal).endswith(".")


GOOD = make_token(APPLICATION)


HEADER, CLAIMS, SIGNATURE = GOOD.split(".")


TWICE = '{"alg":"HS256","alg":"HS256","kid":"hkdfv1-20240517"}'


BAD_FORMS = {
    "empty": "",
    "words": "hello",
    "two parts": f"{HEADER}.{CLAIMS}",
    "four parts": f"{GOOD}.",
    "no signature": f"{HEADER}.{CLAIMS}.",
    "padded": f"{GOOD}=",
    "blank at the end": f"{GOOD} ",
    "newline": f"{GOOD}\n",
    "blank inside": f"{HEADER}. {CLAIMS}.{SIGNATURE}",
    "plain base64": f"{HEADER}.{CLAIMS}.{SIGNATURE[:-2]}+/",
    "stray bits": GOOD[:-1] + chr(ord(GOOD[-1]) + 1),
    "foreign digits": f"{HEADER}.{CLAIMS}.\u0661",
    "half a character": f"{HEADER}.\ud800.{SIGNATURE}",
    "not json": f"{encode(b'alg')}.{CLAIMS}.{SIGNATURE}",
    "not utf-8": f"{encode(bytes([0xFF]))}.{CLAIMS}.{SIGNATURE}",
    "a list": f"{encode(b'[]')}.{CLAIMS}.{SIGNATURE}",
    "deep": f"{encode(b'[' * 100_000)}.{CLAIMS}.{SIGNATURE}",
    "member twice": sign_text(APPLICATION, TWICE, "{}", "20240517"),
    "not a number": sign_text(APPLICATION, '{"alg":NaN}', "{}", "20240517"),
    "surrogate": sign_text(APPLICATION, '{"alg":"\\ud800"}', "{}", "20240517"),
    "huge integer": sign_text(APPLICATION, f'{{"alg":{"9" * 5000}}}', "{}", "20240517"),
}


@pytest.mark.parametrize("name", BAD_FORMS)
def test_what_is_not_exactly_a_jwt_is_refused(name):
    assert refusal_of(BAD_FORMS[name]).code == "malformed_token"


@given(st.integers(0, len(GOOD) - 1), st.characters(codec="utf-8"))
def test_a_token_with_one_other_character_is_never_good(position, character):
    altered = GOOD[:position] + character + GOOD[position + 1 :]

    if altered != GOOD:
        refusal_of(altered)
