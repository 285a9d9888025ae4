"""Counts read from the reports of real runs of pytest and of Node.js."""

import subprocess
import sys

import pytest

from tools.node import NodeMissing, find_node
from tools.suites import count_junit, count_tap, skip_reasons

PYTHON_TESTS = """
import pytest

def test_good(): pass
def test_good_too(): pass
def test_bad(): assert False
def test_left_out(): pytest.skip("why")
def test_left_out_too(): pytest.skip("why")
def test_without_a_program(): pytest.skip("PHP is missing: install it")

@pytest.fixture
def broken(): raise RuntimeError
def test_with_broken_fixture(broken): pass
"""
JAVASCRIPT_TESTS = """
import test from "node:test";

test("good", () => {});
test("bad", () => { throw new Error("bad"); });
test("left out", { skip: true }, () => {});
"""


@pytest.fixture
def junit_report(tmp_path):
    (tmp_path / "test_it.py").write_text(PYTHON_TESTS)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--junit-xml=report.xml"]
    subprocess.run(command, cwd=tmp_path, capture_output=True)
    return (tmp_path / "report.xml").read_text()


def test_counts_of_pytest_are_read(junit_report):
    counts = count_junit(junit_report)

    assert counts == {"passed": 2, "failed": 2, "skipped": 3}


def test_each_reason_for_skipping_is_read_once(junit_report):
    reasons = skip_reasons(junit_report)

    assert reasons == ("why (2x)", "PHP is missing: install it (1x)")


def test_counts_of_node_are_read(tmp_path):
    (tmp_path / "it.test.mjs").write_text(JAVASCRIPT_TESTS)
    try:
        node = find_node()
    except NodeMissing as reason:
        pytest.skip(str(reason))

    command = [node, "--test", "--test-reporter=tap", "it.test.mjs"]
    report = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True).stdout

    assert count_tap(report) == {"passed": 1, "failed": 1, "skipped": 1}


@pytest.mark.parametrize("count", [count_junit, count_tap])
def test_run_without_a_report_counts_nothing(count):
    assert skip_reasons("") == ()
    assert count("") == {"passed": 0, "failed": 0, "skipped": 0}
