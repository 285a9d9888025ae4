"""Runs the test suites and reads from their reports how many tests passed."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from tools.outcome import Outcome, suite_outcome

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "test-results"


def run_pytest(*arguments: str, report: str, environ: Mapping[str, str] = os.environ) -> Outcome:
    """Run pytest from the project's folder.

    :param report: names the file in test-results/ that the counts are read from.
    """
    path = _new_report(f"{report}.xml")
    command = [sys.executable, "-m", "pytest", *arguments, f"--junit-xml={path}"]
    exit_code = subprocess.run(command, cwd=ROOT, env=environ).returncode
    result = path.read_text() if path.exists() else ""
    outcome = suite_outcome(exit_code, **count_junit(result))
    return replace(outcome, skip_reasons=skip_reasons(result))


def run_node_tests(node: str) -> Outcome:
    """Run the unit tests of the JavaScript, in Node.js alone."""
    path = _new_report("javascript.tap")
    command = [node, "--test", "--test-reporter=spec", "--test-reporter-destination=stdout"]
    command += ["--test-reporter=tap", f"--test-reporter-destination={path}"]
    # Named one by one: what Node.js makes of a folder differs between its versions.
    command += sorted(str(test) for test in (ROOT / "tests" / "js").rglob("*.test.js"))
    exit_code = subprocess.run(command, cwd=ROOT).returncode
    return suite_outcome(exit_code, **count_tap(path.read_text() if path.exists() else ""))


def count_junit(report: str) -> dict[str, int]:
    """Passed, failed and skipped in a JUnit report; all zero when the run left none."""
    if not report:
        return {"passed": 0, "failed": 0, "skipped": 0}
    # Written by our own pytest a moment ago, so no hostile document.
    suites = ElementTree.fromstring(report).iter("testsuite")  # noqa: S314
    counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for suite in suites:
        for name in counts:
            counts[name] += int(suite.get(name, 0))
    failed = counts["failures"] + counts["errors"]
    passed = counts["tests"] - failed - counts["skipped"]
    return {"passed": passed, "failed": failed, "skipped": counts["skipped"]}


def skip_reasons(report: str) -> tuple[str, ...]:
    """Why tests were skipped, by a JUnit report; each reason once, with the number of its tests."""
    if not report:
        return ()
    skipped = ElementTree.fromstring(report).iter("skipped")  # noqa: S314 - as above
    counts = Counter(element.get("message", "no reason given") for element in skipped)
    return tuple(f"{why} ({count}x)" for why, count in counts.items())


def count_tap(report: str) -> dict[str, int]:
    """Passed, failed and skipped in the last lines of a TAP report of Node.js."""
    counts = dict(re.findall(r"^# (\w+) (\d+)$", report, flags=re.MULTILINE))
    failed = int(counts.get("fail", 0)) + int(counts.get("cancelled", 0))
    skipped = int(counts.get("skipped", 0)) + int(counts.get("todo", 0))
    return {"passed": int(counts.get("pass", 0)), "failed": failed, "skipped": skipped}


def _new_report(name: str) -> Path:
    """Without the report of the run before, which would hide that this one crashed."""
    REPORTS.mkdir(exist_ok=True)
    path = REPORTS / name
    path.unlink(missing_ok=True)
    return path
