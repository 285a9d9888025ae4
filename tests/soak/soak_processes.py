"""The browser tests once more: who calls and who is called are served by different processes.

Not among them: the classic SDK, which needs one process, and live mode, which has no sandbox.
"""

import pytest

from tests.soak.table import Table
from tools.check import run_browser_tests
from tools.suites import ROOT

FOLDER = ROOT / "tests" / "browser"
# What was not run is named at the end, with its reason.
OPTIONS = ("--two-processes", "-v", "-rs", "--no-fold-skipped", "--tb=short")


def test_people_of_two_processes_call_each_other(
    table: Table, capfd: pytest.CaptureFixture[str]
) -> None:
    tests = map(str, [*sorted(FOLDER.glob("test_*.py")), FOLDER / "stand_in"])

    with capfd.disabled():
        outcome = run_browser_tests(*tests, *OPTIONS, report="two-processes")

    table.add("browser tests passed, failed", f"{outcome.passed}, {outcome.failed}")
    table.add("not run", str(outcome.skipped))
    assert outcome.failed == 0, outcome.reason
