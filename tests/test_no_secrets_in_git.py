"""No tracked file holds a secret; the examples that Sinch publishes are known by their values."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Inputs of tests: published by Sinch, or made up for the tests. Nothing there opens anything.
PUBLIC = ("tests/", "docs/credentials.md", "package-lock.json", "requirements")
SHAPES = {
    "private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "cloud or hosting key": re.compile(
        r"\b(AKIA[0-9A-Z]{16}|gh[pousr]_\w{36}|xox[abp]-[\w-]{20,})"
    ),
    "signed token": re.compile(r"\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}"),
    "assigned secret": re.compile(
        r"""(?:SECRET|SECRET_KEY|PASSWORD|TOKEN)["']?\s*[=:]\s*["']?[\w+/-]{20,}={0,2}(?=["'\s]|$)""",
        re.IGNORECASE | re.MULTILINE,
    ),
    "password in an address": re.compile(r"://\w+:(?!password@|\*)[^@\s/\"'{}]{4,}@"),
}


def find_secrets(text: str) -> list[str]:
    return [name for name, shape in SHAPES.items() if shape.search(text)]


def tracked_files() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if listed.returncode != 0:
        pytest.skip("this copy of the sample is no git repository")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_tracked_file_holds_a_secret() -> None:
    found = {}
    for path in tracked_files():
        name = path.relative_to(ROOT).as_posix()
        if path.is_file() and not name.startswith(PUBLIC):
            found[name] = find_secrets(path.read_text("utf-8", errors="replace"))

    assert len(found) > 100
    assert {name: what for name, what in found.items() if what} == {}


def test_what_a_person_makes_here_is_not_tracked() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in tracked_files()}

    assert not {name for name in names if name.startswith("instance/")}
    assert not names & {".env", "static/sinch.min.js"}


@pytest.mark.parametrize(
    "planted",
    [
        "SINCH_APPLICATION_SECRET=4sxPfbyPzfvhZuemQRWaZQ==",
        'SECRET_KEY = "0123456789abcdef0123456789abcdef"',
        "-----BEGIN RSA PRIVATE KEY-----",
        "ticket = eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiIvL3J0YyJ9.c2lnbmF0dXJlLXNpZw",
        "DATABASE_URL=postgresql://sample:hunter22@db/sample",
    ],
)
def test_a_planted_secret_is_found(planted: str) -> None:
    assert find_secrets(f"some text\n{planted}\nmore text") != []
