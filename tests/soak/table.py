"""The table of what was measured."""

_rows: list[tuple[str, str, str]] = []


class Table:
    """The rows of one test."""

    def __init__(self, test: str) -> None:
        self._test = test

    def add(self, what: str, value: str) -> None:
        _rows.append((self._test, what, value))
        print(f"{what}: {value}", flush=True)


def lines_of() -> list[str]:
    """Each test under its name."""
    lines: list[str] = []
    last = ""
    for test, what, value in _rows:
        if test != last:
            lines, last = [*lines, "", test], test
        lines.append(f"  {what:56} {value:>20}")
    return lines


def percentile(values: list[float], part: float) -> float:
    """The value below which this part of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]
