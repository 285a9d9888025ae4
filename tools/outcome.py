"""How a group of checks ended, and the summary of all of them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """How one group ended; a group that is no test suite counts as one check."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    reason: str = ""  # a sentence; only for what did not run at all
    skip_reasons: tuple[str, ...] = ()  # why single tests of a suite did not run

    @property
    def word(self) -> str:
        """Failed as soon as one check failed; skipped when none ran."""
        if self.failed:
            return "FAILED"
        return "passed" if self.passed else "skipped"


@dataclass(frozen=True)
class Ended:
    """A group's name, how it ended, and how long it took."""

    name: str
    outcome: Outcome
    seconds: float


def check_outcome(exit_code: int) -> Outcome:
    """The outcome of a program that is one check."""
    return Outcome(passed=1) if exit_code == 0 else Outcome(failed=1)


def suite_outcome(exit_code: int, *, passed: int, failed: int, skipped: int) -> Outcome:
    """The outcome of a test suite, which may also fail outside its tests, or run none."""
    is_good = exit_code == 0 and passed > 0
    return Outcome(passed, failed if is_good else max(failed, 1), skipped)


def summary(groups: Iterable[Ended]) -> str:
    """One line a group, one a reason for skipping, then ``N passed, N failed, N skipped`` alone."""
    groups = list(groups)
    lines = [_line(group) for group in groups]
    for group in groups:
        lines += [f"skipped in {group.name}: {why}" for why in group.outcome.skip_reasons]
    return "\n".join(["", *lines, "", _closing_line(group.outcome for group in groups)])


def _line(group: Ended) -> str:
    outcome = group.outcome
    counts = f"{outcome.passed} passed, {outcome.failed} failed, {outcome.skipped} skipped"
    line = f"{group.name:<20} {outcome.word:<8} {group.seconds:6.1f} s   {counts}"
    return f"{line}: {outcome.reason}" if outcome.reason else line


def _closing_line(outcomes: Iterable[Outcome]) -> str:
    outcomes = list(outcomes)
    passed, failed, skipped = (
        sum(getattr(outcome, name) for outcome in outcomes)
        for name in ("passed", "failed", "skipped")
    )
    return f"{passed} passed, {failed} failed, {skipped} skipped"
