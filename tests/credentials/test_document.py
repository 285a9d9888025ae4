"""docs/credentials.md: its example is computed anew, its table is complete and names real tests."""

import hashlib
import hmac
import json
import re
from base64 import b64decode, b64encode
from pathlib import Path

import pytest

from credentials import (
    Application,
    check_callback,
    read_registration_token,
    read_user_ticket,
    sign_callback,
    sign_registration,
    sign_registration_token,
    sign_user_ticket,
)

from .conftest import CASES
from .forge import NOON, base64url

TESTS = Path(__file__).parent.parent
DOCUMENT = (TESTS.parent / "docs" / "credentials.md").read_text("utf-8")
# One block of "name = value" lines in each section of the example.
BLOCKS = [
    dict(line.split(" = ", 1) for line in block.splitlines())
    for block in re.findall(r"^```text\n(.*?)^```", DOCUMENT, re.DOTALL | re.MULTILINE)
]
GIVEN, TOKEN, TICKET, SIGNATURE, CALLBACK = BLOCKS
KEY, SECRET_TEXT = GIVEN["application key"], GIVEN["application secret"]
SECRET = b64decode(SECRET_TEXT)
APPLICATION = Application.from_text(KEY, SECRET_TEXT)
ROWS = dict(re.findall(r"^\| `([a-z0-9-]+)` \| .*? \| (.*) \|$", DOCUMENT, re.MULTILINE))


def hmac_sha256(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def test_the_given_values_fit_together() -> None:
    assert GIVEN["secret, decoded, in hexadecimal"] == SECRET.hex()
    assert GIVEN["time"] == f"{NOON:%Y-%m-%dT%H:%M:%SZ}"


def test_the_token_of_the_example_is_made_as_the_document_says() -> None:
    key_of_the_day = hmac_sha256(SECRET, TOKEN["date"])
    signed = f"{base64url(TOKEN['header'].encode())}.{base64url(TOKEN['claims'].encode())}"
    signature = base64url(hmac_sha256(key_of_the_day, signed))
    issuer = f"//rtc.sinch.com/applications/{KEY}"

    assert TOKEN["key of the day, in hexadecimal"] == key_of_the_day.hex()
    assert json.loads(TOKEN["header"]) == {"alg": "HS256", "kid": f"hkdfv1-{TOKEN['date']}"}
    assert json.loads(TOKEN["claims"]) == {
        "iss": issuer,
        "sub": f"{issuer}/users/{GIVEN['user id']}",
        "iat": int(TOKEN["iat"]),
        "exp": int(TOKEN["exp"]),
        "nonce": TOKEN["nonce"],
    }
    assert int(TOKEN["iat"]) == NOON.timestamp()
    assert TOKEN["signed text"] == signed
    assert TOKEN["signature"] == signature
    assert TOKEN["registration token"] == f"{signed}.{signature}"


def test_the_ticket_of_the_example_is_made_as_the_document_says() -> None:
    signature = b64encode(hmac_sha256(SECRET, TICKET["json"])).decode()

    assert TICKET["data"] == b64encode(TICKET["json"].encode()).decode()
    assert TICKET["signature"] == signature
    assert TICKET["user ticket"] == f"{TICKET['data']}:{signature}"


def test_the_signature_of_the_example_is_made_as_the_document_says() -> None:
    signed = GIVEN["user id"] + KEY + SIGNATURE["sequence"] + SECRET_TEXT
    sha1 = hashlib.sha1(signed.encode())  # noqa: S324

    assert SIGNATURE["signed text"] == signed
    assert SIGNATURE["sha-1, in hexadecimal"] == sha1.hexdigest()
    assert SIGNATURE["registration signature"] == b64encode(sha1.digest()).decode()


def test_the_callback_of_the_example_is_made_as_the_document_says() -> None:
    md5 = b64encode(hashlib.md5(CALLBACK["body"].encode()).digest()).decode()  # noqa: S324
    lines = [CALLBACK["method"], md5, CALLBACK["content type"]]
    lines += [f"x-timestamp:{CALLBACK['x-timestamp']}", CALLBACK["path"]]
    signature = b64encode(hmac_sha256(SECRET, "\n".join(lines))).decode()

    assert CALLBACK["md5 of the body, in base64"] == md5
    assert CALLBACK["signature"] == signature
    assert CALLBACK["authorization"] == f"application {KEY}:{signature}"


def test_our_functions_make_the_example_byte_for_byte() -> None:
    user_id, nonce = GIVEN["user id"], TOKEN["nonce"]

    token = sign_registration_token(APPLICATION, user_id, issued_at=NOON, nonce=nonce)
    ticket = sign_user_ticket(APPLICATION, user_id, created_at=NOON)
    signature = sign_registration(APPLICATION, user_id, sequence=int(SIGNATURE["sequence"]))
    authorization = sign_callback(
        APPLICATION,
        method=CALLBACK["method"],
        path=CALLBACK["path"],
        content_type=CALLBACK["content type"],
        timestamp=CALLBACK["x-timestamp"],
        body=CALLBACK["body"].encode(),
    )

    assert token == TOKEN["registration token"]
    assert ticket == TICKET["user ticket"]
    assert signature == SIGNATURE["registration signature"]
    assert authorization == CALLBACK["authorization"]


def test_our_readers_accept_the_example() -> None:
    token = read_registration_token(APPLICATION, TOKEN["registration token"], now=NOON)
    ticket = read_user_ticket(APPLICATION, TICKET["user ticket"], now=NOON)
    headers = {
        "Authorization": CALLBACK["authorization"],
        "Content-Type": CALLBACK["content type"],
        "x-timestamp": CALLBACK["x-timestamp"],
    }
    method, path, body = CALLBACK["method"], CALLBACK["path"], CALLBACK["body"].encode()
    check_callback(APPLICATION, method=method, path=path, headers=headers, body=body, now=NOON)

    assert (token.user_id, ticket.user_id) == (GIVEN["user id"], GIVEN["user id"])


def test_the_table_has_a_row_for_each_reason_in_the_vectors() -> None:
    reasons = {
        reason for cases in CASES.values() for case in cases for reason in case["strict_reasons"]
    }

    assert set(ROWS) == reasons


@pytest.mark.parametrize("reason", ROWS)
def test_each_row_of_the_table_names_tests_that_exist(reason: str) -> None:
    sources = "".join(path.read_text("utf-8") for path in TESTS.rglob("test_*.py"))

    named = re.findall(r"`(\w+)`", ROWS[reason])

    assert named
    assert [name for name in named if f"def {name}(" not in sources] == []
