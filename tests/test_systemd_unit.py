"""deploy/sinch-sample.service is one that systemd takes, and is hardened."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from serving import THREADS_FOR_REQUESTS, THREADS_FOR_WINDOWS

ROOT = Path(__file__).parent.parent
UNIT = ROOT / "deploy" / "sinch-sample.service"

pytestmark = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is missing (part of systemd)"
)


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """With the programs where they are on this machine."""
    text = UNIT.read_text("utf-8")
    text = text.replace("/srv/sinch-sample/.venv/bin/python", sys.executable)
    text = text.replace("/srv/sinch-sample", str(ROOT)).replace("/bin/kill", shutil.which("kill"))
    path = tmp_path / UNIT.name
    path.write_text(text)
    return path


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["systemd-analyze", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_systemd_finds_no_fault(unit: Path) -> None:
    answer = analyze("verify", "--man=no", str(unit))

    assert (answer.returncode, answer.stderr) == (0, "")


def test_a_fault_would_be_found(unit: Path) -> None:
    unit.write_text(unit.read_text().replace("ProtectSystem=strict", "ProtectSistem=strict"))

    assert "ProtectSistem" in analyze("verify", "--man=no", str(unit)).stderr


def test_systemd_calls_it_well_protected(unit: Path) -> None:
    answer = analyze("security", "--offline=true", "--threshold=20", str(unit))

    assert answer.returncode == 0, answer.stdout


def test_the_service_may_have_all_threads_of_eight_processes() -> None:
    [most] = re.findall(r"^TasksMax=(\d+)$", UNIT.read_text("utf-8"), re.MULTILINE)

    assert int(most) >= 8 * (THREADS_FOR_REQUESTS + THREADS_FOR_WINDOWS)
