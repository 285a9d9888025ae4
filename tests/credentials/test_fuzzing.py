"""No input, of any type or bytes, raises anything but the error that callers expect."""

import string
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from credentials import (
    BadCallbackSignature,
    CredentialError,
    check_callback,
    read_registration_token,
    read_user_ticket,
)

from .forge import (
    APPLICATION,
    NOON,
    forge_ticket,
    forge_token,
    sign_ticket_data,
    sign_token_parts,
    to_json,
)
from .generous import generous

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
anything = st.one_of(
    json_values,
    st.binary(),
    st.text(st.characters(codec=None)),  # lone surrogates too
    st.text(string.ascii_letters + string.digits + "-_+/=.:", max_size=200),
    st.builds(object),
    st.datetimes(),
)


def read_token(token: object) -> object:
    return read_registration_token(APPLICATION, token, now=NOON)


def read_ticket(ticket: object) -> object:
    return read_user_ticket(APPLICATION, ticket, now=NOON)


@settings(generous, max_examples=500)
@given(anything)
def test_no_input_raises_anything_but_a_credential_error(value: object) -> None:
    for read in (read_token, read_ticket):
        with pytest.raises(CredentialError):
            read(value)


@generous
@given(st.dictionaries(st.sampled_from(["alg", "kid", "typ", "crit", "b64", "x"]), json_values))
def test_no_signed_header_raises_anything_but_a_credential_error(header: dict[str, Any]) -> None:
    with suppress(CredentialError):
        read_token(forge_token(header))


CLAIMS = ["iss", "sub", "iat", "exp", "nonce", "sinch:rtc:instance:exp"]
MEMBERS = ["identity", "expiresIn", "applicationKey", "created"]


@settings(generous, max_examples=500)
@given(st.dictionaries(st.sampled_from(CLAIMS), json_values | st.just(...), min_size=1))
@example({"iat": 10**400})
@example({"exp": float("nan")})
def test_no_signed_claims_raise_anything_but_a_credential_error(claims: dict[str, Any]) -> None:
    with suppress(CredentialError):
        read_token(forge_token(**claims))


@settings(generous, max_examples=500)
@given(st.dictionaries(st.sampled_from(MEMBERS), json_values | st.just(...), min_size=1))
@example({"expiresIn": 10**400})
def test_no_signed_members_raise_anything_but_a_credential_error(members: dict[str, Any]) -> None:
    with suppress(CredentialError):
        read_ticket(forge_ticket(**members))


@generous
@given(st.binary())
def test_no_signed_bytes_raise_anything_but_a_credential_error(data: bytes) -> None:
    right_header = to_json({"alg": "HS256", "kid": "hkdfv1-20261120"})

    for read, credential in [
        (read_token, sign_token_parts(right_header, data)),
        (read_token, sign_token_parts(data, b"{}")),
        (read_ticket, sign_ticket_data(data)),
    ]:
        with pytest.raises(CredentialError):
            read(credential)


@generous
@given(
    st.dictionaries(
        st.sampled_from(["Authorization", "X-Timestamp", "Content-Type"]),
        st.text(st.characters(codec=None)) | st.just(f"application {APPLICATION.key}:A"),
    ),
    st.text(st.characters(codec=None)),
    st.binary(),
)
def test_no_request_raises_anything_but_a_bad_callback_signature(
    headers: dict[str, str], path: str, body: bytes
) -> None:
    with pytest.raises(BadCallbackSignature):
        check_callback(APPLICATION, method="POST", path=path, headers=headers, body=body, now=NOON)
