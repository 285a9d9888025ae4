"""Runs every check, also after one failed: ``python3 run.py test [GROUP ...]``."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from tests.browser.classic.sdk_file import NOTICE
from tools.chromium import ChromiumMissing, ensure_chromium
from tools.nginx import fetch_nginx
from tools.node import NodeMissing, find_node, install_packages
from tools.outcome import Ended, Outcome, check_outcome, summary
from tools.suites import ROOT, run_node_tests, run_pytest

REAL_SDK_TESTS = "tests/browser/classic"
NPM_FAILED = Outcome(failed=1, reason="npm could not install TypeScript; it says above why")


def check_lint() -> Outcome:
    rules = _run(sys.executable, "-m", "ruff", "check")
    layout = _run(sys.executable, "-m", "ruff", "format", "--check")
    return check_outcome(rules or layout)


def check_types() -> Outcome:
    return check_outcome(_run(sys.executable, "-m", "mypy"))


def check_templates() -> Outcome:
    return check_outcome(_run(sys.executable, "-m", "djlint", "--lint", "templates"))


def check_javascript_types() -> Outcome:
    node = find_node()
    if install_packages(ROOT) != 0:
        return NPM_FAILED
    compiler = str(ROOT / "node_modules" / "typescript" / "bin" / "tsc")
    pages = _run(node, compiler, "--project", "tsconfig.json")
    worker = _run(node, compiler, "--project", "tsconfig.worker.json")
    return check_outcome(pages or worker)


def check_javascript() -> Outcome:
    node = find_node()
    # The contract of the SDK is checked by the compiler.
    return run_node_tests(node) if install_packages(ROOT) == 0 else NPM_FAILED


def check_tests() -> Outcome:
    fetch_nginx(os.environ)  # without it its tests are skipped, and say so
    arguments = ["tests", "--ignore=tests/browser"]
    if "TEST_DATABASE_URL" not in os.environ:  # one server has one set of tables
        arguments += ["--numprocesses=3", "--dist=loadfile"]
    return run_pytest(*arguments, report="tests")


def check_browser() -> Outcome:
    with suppress(NodeMissing):  # without axe-core the tests that need it are skipped, and say so
        install_packages(ROOT)
    return run_browser_tests("tests/browser", f"--ignore={REAL_SDK_TESTS}", report="browser")


def check_real_sdk() -> Outcome:
    if not os.environ.get("NO_SINCH_SDK"):
        print(NOTICE)
    return run_browser_tests(REAL_SDK_TESTS, report="real-sdk")


def run_browser_tests(*arguments: str, report: str) -> Outcome:
    """Run tests in Chromium side by side: most of their time is waiting."""
    try:
        chromium = ensure_chromium(os.environ)
    except ChromiumMissing as reason:
        return Outcome(failed=1, reason=str(reason))
    environ = {**os.environ, "CHROMIUM": chromium}
    return run_pytest(*arguments, "--numprocesses=3", report=report, environ=environ)


GROUPS: dict[str, Callable[[], Outcome]] = {
    "lint": check_lint,
    "types": check_types,
    "templates": check_templates,
    "javascript-types": check_javascript_types,
    "javascript": check_javascript,
    "tests": check_tests,
    "browser": check_browser,
    "real-sdk": check_real_sdk,
}


def main(names: list[str]) -> int:
    """Run the named groups, or all; the exit code is 1 when one failed, 2 for a wrong name."""
    unknown = [name for name in names if name not in GROUPS]
    if unknown:
        print(f"No such group: {', '.join(unknown)}. There are: {', '.join(GROUPS)}.")
        return 2
    groups = [run_group(name, GROUPS[name]) for name in names or GROUPS]
    print(summary(groups))
    return 1 if any(group.outcome.failed for group in groups) else 0


def run_group(name: str, check: Callable[[], Outcome]) -> Ended:
    """Run one group under its heading; without Node.js it is skipped, and says so."""
    print(f"\n== {name} ==", flush=True)
    began = time.monotonic()
    try:
        outcome = check()
    except NodeMissing as reason:
        outcome = Outcome(skipped=1, reason=str(reason))
    if outcome.reason:
        print(outcome.reason)
    return Ended(name, outcome, time.monotonic() - began)


def _run(*command: str) -> int:
    return subprocess.run(command, cwd=ROOT).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
