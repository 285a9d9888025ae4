"""What the inspection shows holds no secret, and nothing that acts."""

import json

import pytest

from tests.credentials.test_inspection import ANOTHER, inspect

from .forge import (
    APPLICATION,
    ISSUER,
    KEY,
    forge_ticket,
    forge_token,
)


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
