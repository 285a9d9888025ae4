"""Faulty settings are named, all at once, with their cure."""

from pathlib import Path

import pytest

from app import read_env_file
from config import Settings, SettingsError
from tests.test_config import KEYS, faults_of


@pytest.mark.parametrize("present", KEYS)
def test_one_key_without_the_other_is_a_fault(present: str, tmp_path: Path) -> None:
    (missing,) = KEYS.keys() - {present}

    faults = faults_of({present: KEYS[present]}, tmp_path)

    assert f"{missing} is missing" in faults


def test_live_mode_demands_its_own_secret_key(tmp_path: Path) -> None:
    assert "SECRET_KEY must be set in live mode" in faults_of(KEYS, tmp_path)


def test_every_fault_is_reported_at_once(tmp_path: Path) -> None:
    faults = faults_of(
        {
            **KEYS,
            "SINCH_APPLICATION_SECRET": "YOUR_APP_SECRET",
            "PORT": "http",
            "PHONE_ALLOWED_REGIONS": "+46",
            "SINCH_CALLER_IDENTIFIER": "070-123",
            "DATABASE_URL": "mysql://localhost/sample",
        },
        tmp_path,
    )

    for name in (
        "SINCH_APPLICATION_SECRET",
        "SECRET_KEY",
        "PORT",
        "PHONE_ALLOWED_REGIONS",
        "SINCH_CALLER_IDENTIFIER",
        "DATABASE_URL",
    ):
        assert f"  {name}" in faults


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SINCH_MODE", "test"),
        ("SINCH_ENVIRONMENT_HOST", "https://ocra.api.sinch.com"),
        ("SINCH_SDK_URL", "javascript:alert(1)"),
        ("SINCH_SDK_URL", "https://example.com/a.js; script-src *"),
        ("SINCH_SDK_INTEGRITY", "md5-abc"),
        ("SINCH_CALLER_IDENTIFIER", "+46 70"),
        ("SINCH_INBOUND_USER", "Not A User"),
        ("PHONE_ALLOWED_REGIONS", "Sweden"),
        ("PHONE_MAX_DURATION_SECONDS", "59"),
        ("PHONE_MAX_DURATION_SECONDS", "14401"),
        ("PHONE_CALLS_PER_DAY", "-1"),
        ("PEOPLE_CALLS_PER_HOUR", "0"),
        ("PHONE_MINUTES_PER_DAY", "many"),
        ("PHONE_NEW_ACCOUNT_MINUTES", "1.5"),
        ("SINCH_PHONE_NUMBERS", "+46700000001;+46700000002"),
        ("SINCH_PHONE_NUMBERS", "0701234567"),
        ("SINCH_APPLICATION_SECRET_PREVIOUS", "not base64"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("TRUSTED_PROXIES", "many"),
    ],
)
def test_a_faulty_value_is_named(name: str, value: str, tmp_path: Path) -> None:
    assert f"  {name}" in faults_of({name: value}, tmp_path)


def test_a_misspelt_mode_is_its_only_fault(tmp_path: Path) -> None:
    faults = faults_of({"SINCH_MODE": "sandobx"}, tmp_path)

    assert faults.splitlines()[1:] == [
        "  SINCH_MODE is sandbox or live; without it both keys decide."
    ]


def test_kept_keys_that_were_damaged_are_said_with_the_cure(tmp_path: Path) -> None:
    Settings.from_env({}, instance_path=tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_text("{")

    with pytest.raises(SystemExit, match="is damaged: delete it and start again"):
        Settings.from_env({}, instance_path=tmp_path)


def test_a_settings_file_that_is_no_utf8_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=5000", encoding="utf-16")

    with pytest.raises(SettingsError, match="save it again as UTF-8"):
        read_env_file(tmp_path / ".env")


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("value", [" {}", "{} ", "{}\n", "\t{}"])
def test_white_space_around_a_key_is_a_fault(name: str, value: str, tmp_path: Path) -> None:
    faults = faults_of({**KEYS, name: value.format(KEYS[name])}, tmp_path)

    assert f"{name} has white space in it" in faults


@pytest.mark.parametrize(
    "secret_key",
    ["short", "x" * 40, "change-me-change-me-change-me-12345", "your-secret-key-goes-in-here-0123"],
)
def test_a_secret_key_that_others_know_is_refused_in_live_mode(
    secret_key: str, tmp_path: Path
) -> None:
    assert "  SECRET_KEY" in faults_of({**KEYS, "SECRET_KEY": secret_key}, tmp_path)
