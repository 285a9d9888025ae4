"""Registration signatures."""

import hashlib
from base64 import b64encode

import pytest

from credentials import Application, InvalidUserId, sign_registration

from .forge import APPLICATION, KEY


def test_what_is_signed_is_the_secrets_base64_text() -> None:
    application = Application.from_text(
        "d404a4d3-51cf-45e2-bc32-e294ae879d58", "oYdgGRXoxEuJhGDY2KQ/HQ=="
    )
    text = "alice" + "d404a4d3-51cf-45e2-bc32-e294ae879d58" + "1" + "oYdgGRXoxEuJhGDY2KQ/HQ=="

    signature = sign_registration(application, "alice", sequence=1)

    sha1 = hashlib.sha1(text.encode()).digest()  # noqa: S324 - Sinch's choice
    assert signature == b64encode(sha1).decode()


def test_the_greatest_sequence_is_signed_unsigned() -> None:
    text = f"Åsa{KEY}18446744073709551615{APPLICATION.base64_secret}"

    signature = sign_registration(APPLICATION, "Åsa", sequence=2**64 - 1)

    sha1 = hashlib.sha1(text.encode()).digest()  # noqa: S324 - Sinch's choice
    assert signature == b64encode(sha1).decode()


@pytest.mark.parametrize("sequence", [0, -1, 2**64, True, 1.0, "1", None])
def test_a_sequence_out_of_range_is_a_value_error(sequence: int) -> None:
    with pytest.raises(ValueError, match=r"from 1 to 2\^64 - 1"):
        sign_registration(APPLICATION, "alice", sequence=sequence)


@pytest.mark.parametrize("user_id", ["", "\ud800"])
def test_an_id_that_no_sdk_takes_is_not_signed(user_id: str) -> None:
    with pytest.raises(InvalidUserId):
        sign_registration(APPLICATION, user_id, sequence=1)
