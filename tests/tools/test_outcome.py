"""The summary that ends ``make test``."""

import pytest

from tools.outcome import Ended, Outcome, check_outcome, suite_outcome, summary


def test_summary_names_each_group_and_ends_with_the_sums():
    groups = [
        Ended("lint", Outcome(passed=1), 0.5),
        Ended("javascript", Outcome(skipped=1, reason="No Node.js"), 0.0),
        Ended("tests", Outcome(passed=10, failed=2, skipped=3), 61.25),
    ]

    lines = summary(groups).splitlines()

    assert lines[1:] == [
        "lint                 passed      0.5 s   1 passed, 0 failed, 0 skipped",
        "javascript           skipped     0.0 s   0 passed, 0 failed, 1 skipped: No Node.js",
        "tests                FAILED     61.2 s   10 passed, 2 failed, 3 skipped",
        "",
        "11 passed, 2 failed, 4 skipped",
    ]


def test_summary_names_the_reason_of_each_skipped_test_just_before_the_sums():
    outcome = Outcome(passed=9, skipped=3, skip_reasons=("No PHP (3x)",))

    lines = summary([Ended("tests", outcome, 1.0)]).splitlines()

    assert lines[-3:] == ["skipped in tests: No PHP (3x)", "", "9 passed, 0 failed, 3 skipped"]


@pytest.mark.parametrize(("exit_code", "word"), [(0, "passed"), (1, "FAILED"), (2, "FAILED")])
def test_check_passes_when_its_program_returns_zero(exit_code, word):
    outcome = check_outcome(exit_code)

    assert outcome.word == word


def test_suite_that_crashed_after_its_tests_passed_has_failed():
    outcome = suite_outcome(3, passed=10, failed=0, skipped=0)

    assert (outcome.word, outcome.failed) == ("FAILED", 1)


def test_suite_without_any_test_has_failed():
    outcome = suite_outcome(0, passed=0, failed=0, skipped=5)

    assert outcome.word == "FAILED"


def test_failed_tests_are_counted_once():
    outcome = suite_outcome(1, passed=8, failed=2, skipped=0)

    assert (outcome.passed, outcome.failed) == (8, 2)
