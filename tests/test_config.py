"""The settings: their defaults, their faults, and that secrets stay out of sight."""

from pathlib import Path

import pytest

from calling.caps import PhoneCaps
from config import Settings, SettingsError

KEYS = {
    "SINCH_APPLICATION_KEY": "396f387f-2e22-4b29-9b94-1df41a05f0dc",
    "SINCH_APPLICATION_SECRET": "4sxPfbyPzfvhZuemQRWaZQ==",
}
PREVIOUS = "c2VjcmV0IG9mIGxhc3QgeWVhcg=="
SECRET_KEY = "0123456789abcdef0123456789abcdef"


def faults_of(environ: dict[str, str], instance_path: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(environ, instance_path=instance_path)
    return str(caught.value)


def test_without_any_setting_the_sandbox_starts(tmp_path: Path) -> None:
    settings = Settings.from_env({}, instance_path=tmp_path)

    assert settings.is_sandbox
    assert settings.caller_identifier == "+46700000000"
    assert settings.phone_allowed_regions == ("US", "GB", "SE", "DE")
    assert (settings.host, settings.port) == ("127.0.0.1", 5000)


def test_the_sandbox_keeps_its_random_keys_over_restarts(tmp_path: Path) -> None:
    first = Settings.from_env({}, instance_path=tmp_path)
    second = Settings.from_env({}, instance_path=tmp_path)

    assert second == first


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    first = Settings.from_env({}, instance_path=tmp_path / "first")
    second = Settings.from_env({}, instance_path=tmp_path / "second")

    assert first.secret_key != second.secret_key
    assert first.application != second.application


def test_live_mode_lets_people_phone_little_and_take_no_number(tmp_path: Path) -> None:
    settings = Settings.from_env({**KEYS, "SECRET_KEY": SECRET_KEY}, instance_path=tmp_path)

    assert settings.phone_caps == PhoneCaps(5, 20, 30, 100, 60, 10)
    assert settings.rented_numbers == ()


def test_in_the_sandbox_any_number_may_be_taken_unless_some_are_listed(tmp_path: Path) -> None:
    listed = {"SINCH_PHONE_NUMBERS": "+46700000001, +46700000002"}

    assert Settings.from_env({}, instance_path=tmp_path).rented_numbers is None
    numbers = Settings.from_env(listed, instance_path=tmp_path).rented_numbers
    assert numbers == ("+46700000001", "+46700000002")


def test_the_previous_secret_belongs_to_the_same_application(tmp_path: Path) -> None:
    secret = KEYS["SINCH_APPLICATION_SECRET"]

    settings = Settings.from_env(
        {"SINCH_APPLICATION_SECRET_PREVIOUS": secret}, instance_path=tmp_path
    )

    assert settings.previous_application.key == settings.application.key
    assert settings.previous_application.base64_secret == secret


def test_only_the_owner_can_read_the_kept_keys(tmp_path: Path) -> None:
    Settings.from_env({}, instance_path=tmp_path)

    (kept,) = tmp_path.iterdir()

    assert kept.stat().st_mode & 0o077 == 0


def test_both_keys_mean_live_mode(tmp_path: Path) -> None:
    settings = Settings.from_env({**KEYS, "SECRET_KEY": SECRET_KEY}, instance_path=tmp_path)

    assert settings.mode == "live"
    assert settings.application.key == KEYS["SINCH_APPLICATION_KEY"]
    assert settings.caller_identifier is None
    assert settings.phone_allowed_regions == ()


def test_live_mode_makes_no_keys_of_its_own(tmp_path: Path) -> None:
    Settings.from_env({**KEYS, "SECRET_KEY": SECRET_KEY}, instance_path=tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_keys_with_sandbox_said_start_the_sandbox(tmp_path: Path) -> None:
    settings = Settings.from_env({**KEYS, "SINCH_MODE": "sandbox"}, instance_path=tmp_path)

    assert settings.is_sandbox


def test_a_fault_does_not_repeat_the_secret(tmp_path: Path) -> None:
    faults = faults_of({**KEYS, "SINCH_APPLICATION_SECRET": "c2VjcmV0LXRoYXQ"}, tmp_path)

    assert "c2VjcmV0LXRoYXQ" not in faults


def test_the_repr_of_the_settings_hides_every_secret(tmp_path: Path) -> None:
    database_url = "postgresql://user:hunter22@localhost/sample"
    hidden = {"SINCH_APPLICATION_SECRET_PREVIOUS": PREVIOUS, "REGISTRATION_CODE": "open sesame"}
    settings = Settings.from_env(
        {**KEYS, **hidden, "SECRET_KEY": SECRET_KEY, "DATABASE_URL": database_url},
        instance_path=tmp_path,
    )

    shown = repr(settings)

    own = KEYS["SINCH_APPLICATION_SECRET"]
    for secret in (own, PREVIOUS, SECRET_KEY, "hunter22", "open sesame"):
        assert secret not in shown


def test_a_postgres_address_of_a_hosting_service_gets_our_driver(tmp_path: Path) -> None:
    settings = Settings.from_env({"DATABASE_URL": "postgres://u@db/x"}, instance_path=tmp_path)

    assert settings.database_url == "postgresql+psycopg://u@db/x"


def test_the_example_file_starts_the_sandbox(tmp_path: Path) -> None:
    from dotenv import dotenv_values

    example = dotenv_values(Path(__file__).parent.parent / ".env.example")

    settings = Settings.from_env({k: v or "" for k, v in example.items()}, instance_path=tmp_path)

    assert settings.is_sandbox
