"""Registration tokens, read: what is refused, and why."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from credentials import (
    CredentialError,
    RegistrationToken,
    read_registration_token,
)

from .forge import APPLICATION, ISSUER, KEY, NOON, NOON_SECOND, base64url, forge_token
from .forge import sign_token_parts as sign_parts

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def read(token: object, now: datetime = NOON) -> RegistrationToken:
    return read_registration_token(APPLICATION, token, now=now)


@pytest.mark.parametrize(
    ("code", "token"),
    [
        ("token-form", ""),
        ("token-form", "a.b"),
        ("token-form", forge_token() + "."),
        ("token-form", forge_token() + ".e30.e30"),
        ("header-not-base64url", "." + forge_token().split(".", 1)[1]),
        ("header-not-base64url", forge_token().replace(".", "=.", 1)),
        ("header-not-base64url", " " + forge_token()),
        ("signature-not-base64url", forge_token() + "="),
        ("signature-not-base64url", forge_token() + "\n"),
        ("signature-not-base64url", forge_token().rpartition(".")[0] + "."),
        ("signature-length", forge_token().rpartition(".")[0] + "." + base64url(bytes(31))),
        ("header-not-utf8", sign_parts(b'{"alg":"\xff"}', b"{}")),
        ("header-not-json", sign_parts(b"[]", b"{}")),
        ("header-not-json", sign_parts(b'{"alg":"none","alg":"HS256"}', b"{}")),
        ("header-not-json", sign_parts(b"[" * 6000, b"{}")),
        ("claims-not-json", sign_parts(b"{}", b'{"a":' * 2000)),
        ("claims-not-json", sign_parts(b"{}", b'{"a":{"b":1,"b":1}}')),
        ("claims-not-json", sign_parts(b"{}", b'{"iat":NaN}')),
        ("claims-not-json", sign_parts(b"{}", b'{"iat":' + b"9" * 5000 + b"}")),
        ("claims-not-json", sign_parts(b"{}", b"\xef\xbb\xbf{}")),
        ("claims-not-utf8", sign_parts(b"{}", '{"sub":"Åsa"}'.encode("utf-16"))),
        ("too-long", "a" * 16_385),
        ("not-ascii-text", forge_token().encode()),
        ("not-ascii-text", None),
        ("not-ascii-text", forge_token() + "\ud800"),
        ("not-ascii-text", forge_token() + "é"),
    ],
)
def test_what_has_not_the_form_of_a_token_is_refused(code: str, token: object) -> None:
    with pytest.raises(CredentialError) as refused:
        read(token)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("code", "header"),
    [
        ("alg-not-hs256", {"alg": "none"}),
        ("alg-not-hs256", {"alg": "hs256"}),
        ("alg-not-hs256", {"alg": "HS512"}),
        ("alg-not-hs256", {"alg": ["HS256"]}),
        ("alg-not-hs256", {"alg": ...}),
        ("header-critical", {"crit": ["b64"], "b64": True}),
        ("header-critical", {"b64": False}),
        ("header-critical", {"crit": []}),
        ("kid-format", {"kid": ...}),
        ("kid-format", {"kid": None}),
        ("kid-format", {"kid": 20261120}),
        ("kid-format", {"kid": "20261120"}),
        ("kid-format", {"kid": "hkdfv2-20261120"}),
        ("kid-format", {"kid": "hkdfv1-20261120\n"}),
        ("kid-format", {"kid": "hkdfv1-2026W471"}),
        ("kid-format", {"kid": "hkdfv1-20260230"}),
        ("kid-format", {"kid": "hkdfv1-00000101"}),
        ("kid-format", {"kid": "hkdfv1-٢٠٢٦١١٢٠"}),
        ("signature-mismatch", {"kid": "hkdfv1-20261121"}),
    ],
)
def test_a_header_that_is_not_as_specified_is_refused(code: str, header: dict[str, Any]) -> None:
    with pytest.raises(CredentialError) as refused:
        read(forge_token(header))

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("code", "claims"),
    [
        ("iss-form", {"iss": ...}),
        ("iss-form", {"iss": 1}),
        ("iss-form", {"iss": KEY}),
        ("wrong-application", {"iss": ISSUER.replace(KEY, KEY.upper())}),
        ("wrong-application", {"iss": f"{ISSUER}/"}),
        ("wrong-application", {"iss": "//rtc.sinch.com/applications/"}),
        ("sub-form", {"sub": ...}),
        ("sub-form", {"sub": "alice"}),
        ("sub-form", {"sub": f"{ISSUER}/users/"}),
        ("sub-form", {"sub": f"{ISSUER[:-1]}e/users/alice"}),
        ("sub-form", {"sub": f"{ISSUER}/users/\ud800"}),
        ("sub-form", {"sub": [f"{ISSUER}/users/alice"]}),
        ("iat-form", {"iat": ...}),
        ("iat-form", {"iat": str(NOON_SECOND)}),
        ("iat-form", {"iat": float(NOON_SECOND)}),
        ("iat-form", {"iat": True}),
        ("iat-form", {"iat": -1}),
        ("iat-form", {"iat": 10**400}),
        ("exp-form", {"exp": ...}),
        ("exp-form", {"exp": NOON_SECOND + 600.0}),
        ("exp-form", {"exp": 253_402_300_800}),
        ("ttl-below-60", {"exp": NOON_SECOND + 59}),
        ("ttl-below-60", {"exp": NOON_SECOND - 600}),
        ("nonce-form", {"nonce": ...}),
        ("nonce-form", {"nonce": ""}),
        ("nonce-form", {"nonce": 7}),
        ("nonce-form", {"nonce": "\udfff"}),
        ("registration-below-48h", {"sinch:rtc:instance:exp": NOON_SECOND + 48 * 3600 - 1}),
        ("sinch:rtc:instance:exp-form", {"sinch:rtc:instance:exp": None}),
        ("sinch:rtc:instance:exp-form", {"sinch:rtc:instance:exp": 1e10}),
        ("kid-date-not-iat-date", {"iat": NOON_SECOND + 12 * 3600, "exp": NOON_SECOND + 86_400}),
    ],
)
def test_claims_that_are_not_as_specified_are_refused(code: str, claims: dict[str, Any]) -> None:
    with pytest.raises(CredentialError) as refused:
        read(forge_token(**claims))

    assert refused.value.code == code


def test_unknown_members_and_any_order_are_accepted() -> None:
    token = forge_token({"typ": "JWT", "type": "JWT", "x": [1]}, aud="y", jti=7)

    assert read(token).user_id == "alice"


def test_a_registration_may_end_exactly_48_hours_after_iat() -> None:
    lasts: dict[str, Any] = {"sinch:rtc:instance:exp": NOON_SECOND + 48 * 3600}

    assert read(forge_token(**lasts)).registration_expires_at == NOON + timedelta(hours=48)


@pytest.mark.parametrize("user_id", ["Åsa", "a/b", "two  spaces", "\t", "日本語🙂", "u" * 300])
def test_ids_of_other_producers_are_read_unchanged(user_id: str) -> None:
    assert read(forge_token(sub=f"{ISSUER}/users/{user_id}")).user_id == user_id
