"""Which settings the log hides, wherever they turn up."""

from base64 import b64decode
from pathlib import Path

import pytest

from config import Settings
from log_lines import mask
from logs import spellings_of_secrets

PREVIOUS = "c2VjcmV0IG9mIGxhc3QgeWVhcg=="


@pytest.mark.parametrize(
    "secret",
    [PREVIOUS, PREVIOUS.rstrip("="), b64decode(PREVIOUS).hex(), "open sesame", "open%20sesame"],
)
def test_neither_the_previous_secret_nor_the_registration_code_is_written_down(
    live_environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    more = {"SINCH_APPLICATION_SECRET_PREVIOUS": PREVIOUS, "REGISTRATION_CODE": "open sesame"}
    settings = Settings.from_env({**live_environ, **more}, instance_path=tmp_path)
    monkeypatch.setattr(mask, "secrets", spellings_of_secrets(settings))

    line = mask.hide(f"GET /{secret} HTTP/1.1")

    assert secret not in line
    assert "***" in line


def test_a_registration_code_of_few_letters_leaves_other_words_whole(
    live_environ: dict[str, str], tmp_path: Path
) -> None:
    code = {"REGISTRATION_CODE": "call"}
    settings = Settings.from_env({**live_environ, **code}, instance_path=tmp_path)

    assert "call" not in spellings_of_secrets(settings)
