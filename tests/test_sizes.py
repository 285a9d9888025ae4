"""A module is read from top to bottom, and a function at one look."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST_MODULE = 200
LONGEST_TEST_MODULE = 220
LONGEST_FUNCTION = 40
NOT_OURS = {".venv", "node_modules", "instance"}
SINCHS_OWN = ROOT / "static" / "sinch.min.js"
# A line that opens the body of a function, as all our scripts are written; its last line is the
# first one with a brace as far to the left. The one around a whole script is no function to read.
OPENS_FUNCTION = re.compile(
    r"(?P<indent> *)(?! )(?!\(\()(?!(if|for|while|switch|catch|else|\} (else|catch)\b|return)\b)"
    r".*(\) \{|=> \{|=> \(\{)$"
)


def is_ours(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return not NOT_OURS & set(parts) and parts[0] != "tests" and path != SINCHS_OWN


PYTHON = sorted(path for path in ROOT.rglob("*.py") if is_ours(path))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SCRIPTS = sorted(path for path in (ROOT / "static").rglob("*.js") if is_ours(path))


def functions_of(path: Path) -> Iterator[tuple[str, int]]:
    """How each function begins, and its length in lines."""
    text = path.read_text("utf-8")
    if path.suffix == ".js":
        yield from functions_of_script(text.splitlines())
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


def functions_of_script(lines: list[str]) -> Iterator[tuple[str, int]]:
    for start, line in enumerate(lines):
        opening = OPENS_FUNCTION.match(line)
        if opening:
            closing = opening["indent"] + "}"
            rest = lines[start + 1 :]
            yield line, 2 + next(at for at, each in enumerate(rest) if each.startswith(closing))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def length_of(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_module_is_too_long() -> None:
    too_long = {named(path) for path in [*PYTHON, *SCRIPTS] if length_of(path) > LONGEST_MODULE}
    too_long |= {named(path) for path in TESTS if length_of(path) > LONGEST_TEST_MODULE}

    assert not too_long


def test_no_function_is_too_long() -> None:
    too_long = {
        f"{named(path)}: {name}"
        for path in [*PYTHON, *SCRIPTS]
        for name, lines in functions_of(path)
        if lines > LONGEST_FUNCTION
    }

    assert not too_long


def test_functions_are_found_in_scripts_of_every_kind() -> None:
    lines = [
        "export const draw = (one) => {",
        "  if (one) {",
        "  }",
        "};",
        "class Phone {",
        "  async #end(call, { cause }) {",
        "  }",
        "}",
    ]

    assert list(functions_of_script(lines)) == [(lines[0], 4), (lines[5], 2)]
    assert len([each for path in SCRIPTS for each in functions_of(path)]) > len(SCRIPTS)
