"""How many processes serve, and how they write their logs."""

from pathlib import Path

import pytest

from config import Settings, SettingsError


@pytest.mark.parametrize(
    ("environ", "processes"),
    [
        ({}, 1),
        ({"PROCESSES": "1"}, 1),
        ({"PROCESSES": "4", "REDIS_URL": "redis://127.0.0.1:6379/0"}, 4),
    ],
)
def test_the_sandbox_has_one_process_unless_redis_joins_several(
    environ: dict[str, str], processes: int, tmp_path: Path
) -> None:
    assert Settings.from_env(environ, instance_path=tmp_path).server.processes == processes


def test_live_mode_has_two_processes(live_environ: dict[str, str], tmp_path: Path) -> None:
    assert Settings.from_env(live_environ, instance_path=tmp_path).server.processes == 2


@pytest.mark.parametrize(
    ("name", "value", "cure"),
    [
        ("PROCESSES", "2", "set REDIS_URL, or PROCESSES=1"),
        ("PROCESSES", "0", "a whole number from 1 to 64"),
        ("LOG_FORMAT", "xml", "is text or json"),
    ],
)
def test_a_fault_is_said_with_its_cure(name: str, value: str, cure: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=f"{name}.*{cure}"):
        Settings.from_env({name: value}, instance_path=tmp_path)
