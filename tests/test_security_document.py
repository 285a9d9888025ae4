"""docs/security.md names tests that exist."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parent
DOCUMENT = TESTS.parent / "docs" / "security.md"
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")


def names_in(path: Path) -> set[str]:
    if not path.is_file():
        return set()
    return {
        node.name
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }


def test_every_test_that_the_document_names_exists() -> None:
    named = NAMED.findall(DOCUMENT.read_text("utf-8"))

    missing = {(file, test) for file, test in named if test not in names_in(TESTS / file)}

    assert len(named) > 80
    assert missing == set()


def test_every_row_of_the_document_names_a_test() -> None:
    rows = [line for line in DOCUMENT.read_text("utf-8").splitlines() if line.startswith("| ")]

    without = [
        row for row in rows if not NAMED.search(row) and not row.startswith(("| req", "| ---"))
    ]

    assert without == []
