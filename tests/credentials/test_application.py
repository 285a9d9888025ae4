"""The Application Key and Secret, as people paste them."""

import copy
import pickle
import secrets
import uuid
from base64 import b64encode
from dataclasses import FrozenInstanceError

import pytest

from credentials import Application, CredentialError, InvalidApplication

KEY = "a32e5a8d-f7d8-411c-9645-9038e8dd051d"
SECRET = "ax8hTTQJF0OPXL32r1LHMA=="


def test_the_texts_of_the_dashboard_make_an_application() -> None:
    application = Application.from_text(KEY.upper(), SECRET)

    assert application.key == KEY.upper()
    assert len(application.secret) == 16
    assert application.base64_secret == SECRET


@pytest.mark.parametrize("length", [16, 17, 18, 24, 32, 64])
def test_every_random_pair_is_accepted(length: int) -> None:
    for _ in range(200):
        secret = secrets.token_bytes(length)

        application = Application.from_text(str(uuid.uuid4()), b64encode(secret).decode())

        assert application.secret == secret


@pytest.mark.parametrize(
    ("code", "secret"),
    [
        ("secret-empty", ""),
        ("secret-empty", "  \n"),
        ("secret-placeholder", "YOUR_APP_SECRET"),
        ("secret-placeholder", "YOUR APPLICATION KEY"),
        ("secret-placeholder", "<your application key>"),
        ("secret-placeholder", "yourapplicationsecretgoesherexxx"),
        ("secret-placeholder", "changeme"),
        ("secret-placeholder", "change-me"),
        ("secret-placeholder", "TODO"),
        ("secret-placeholder", "xxxx"),
        ("secret-placeholder", "xxxxxxxxxxxxxxxxxxxxxxxx"),
        ("secret-placeholder", "AAAAAAAAAAAAAAAAAAAAAA=="),
        ("secret-placeholder", "${SINCH_SECRET}"),
        ("secret-placeholder", "..."),
        ("secret-swapped", KEY),
        ("secret-swapped", KEY.upper()),
        ("secret-swapped", KEY.replace("-", "")),
        ("secret-quoted", f'"{SECRET}"'),
        ("secret-quoted", f"\u201c{SECRET}\u201d"),
        ("secret-quoted", f"'{SECRET}"),
        ("secret-white-space", f"{SECRET}\n"),
        ("secret-white-space", f" {SECRET}"),
        ("secret-white-space", f"{SECRET[:8]} {SECRET[8:]}"),
        ("secret-white-space", f"{SECRET}\u00a0"),
        ("secret-url-safe", "-x8hTTQJF0OPXL32r1LH_A=="),
        ("secret-url-safe", "_x8hTTQJF0OPXL32r1LHMA"),
        ("secret-no-padding", SECRET.rstrip("=")),
        ("secret-no-padding", SECRET[:-1]),
        ("secret-no-padding", SECRET[:13]),
        ("secret-not-base64", SECRET + "="),
        ("secret-not-base64", SECRET.replace("A==", "B==")),  # ignored bits that are set
        ("secret-not-base64", SECRET.replace("x", "é")),
        ("secret-not-base64", "ax8hTTQJ=0OPXL32r1LHMA=="),
        ("secret-not-base64", "ax8hTTQJ.0OPXL32r1LHMA=="),
        ("secret-not-base64", SECRET + "\ud800"),
        ("secret-too-short", "ax8hTTQJF0OPXL32r1LH"),
    ],
)
def test_a_secret_that_sinch_did_not_give_is_refused_with_the_cure(code: str, secret: str) -> None:
    with pytest.raises(InvalidApplication) as refused:
        Application.from_text(KEY, secret)

    assert refused.value.code == code
    assert str(refused.value).startswith("SINCH_APPLICATION_SECRET ")
    assert not secret.strip() or secret not in str(refused.value)


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("key-empty", ""),
        ("key-placeholder", "YOUR_APP_KEY"),
        ("key-placeholder", "your-application-key"),
        ("key-placeholder", "00000000-0000-0000-0000-000000000000"),
        ("key-placeholder", "changeme"),
        ("key-placeholder", "<key>"),
        ("key-quoted", f"'{KEY}'"),
        ("key-white-space", f"{KEY} "),
        ("key-white-space", f"{KEY}\n"),
        ("key-swapped", SECRET),
        ("key-swapped", b64encode(bytes(range(32))).decode()),
        ("key-not-uuid", KEY[:-1]),
        ("key-not-uuid", KEY + "0"),
        ("key-not-uuid", KEY.replace("a", "g")),
        ("key-not-uuid", KEY.replace("-", "", 1)),
        ("key-not-uuid", f"{{{KEY}}}"[1:]),
        ("key-not-uuid", f"urn:uuid:{KEY}"),
        ("key-not-uuid", KEY.replace("3", "٣")),
    ],
)
def test_a_key_that_is_no_uuid_is_refused_with_the_cure(code: str, key: str) -> None:
    with pytest.raises(InvalidApplication) as refused:
        Application.from_text(key, SECRET)

    assert refused.value.code == code
    assert str(refused.value).startswith("SINCH_APPLICATION_KEY ")
    assert not key or key not in str(refused.value)


def test_the_faults_of_both_are_told_at_once() -> None:
    with pytest.raises(InvalidApplication) as refused:
        Application.from_text(SECRET, KEY)

    assert str(refused.value) == (
        "SINCH_APPLICATION_KEY looks like the Application Secret: swapped?"
        " SINCH_APPLICATION_SECRET looks like the Application Key: swapped?"
    )


def test_repr_and_str_hide_the_secret() -> None:
    application = Application.from_text(KEY, SECRET)

    shown = f"{application!r} {application} {[application]}"

    assert KEY in shown
    assert "secret" not in shown
    assert "ax8h" not in shown
    assert repr(application.secret) not in shown


def test_an_application_does_not_change() -> None:
    application = Application.from_text(KEY, SECRET)

    with pytest.raises(FrozenInstanceError):
        application.key = "other"  # type: ignore[misc]


def test_an_error_survives_being_copied_between_processes() -> None:
    error = InvalidApplication("secret-empty", "It is empty.")

    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301
        assert isinstance(twin, CredentialError)
        assert (twin.code, str(twin)) == ("secret-empty", "It is empty.")
