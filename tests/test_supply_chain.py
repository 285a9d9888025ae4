"""What we download: locked with hashes, wanted for a reason, under licences that we can use."""

import json
import re

import pytest

from tools.licences import DOCUMENT, ELSEWHERE, UNKNOWN, is_allowed, licence_of
from tools.locks import LOCKS, NPM_LOCK, ROOT, read_lock, read_npm_lock, read_wanted

IN_FILES = [lock.replace(".txt", ".in") for lock in LOCKS]
ROW = re.compile(r"^\| ([^|]+) \|(.*)\| ([^|]+) \|$", re.MULTILINE)


def comments_removed(text: str) -> list[str]:
    return [line.partition("#")[0].strip() for line in text.splitlines()]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_one_version_and_its_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text("utf-8"))
    packages = [entry for entry in entries if not entry.startswith("#")]

    without = [
        entry.split()[0]
        for entry in packages
        if not re.match(r"[a-z0-9-]+(\[[a-z,]+\])?==[0-9][^ *]* ", entry)
        or not re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry)
    ]

    assert len(packages) > 20
    assert without == []


@pytest.mark.parametrize("lock", [*LOCKS, NPM_LOCK])
def test_no_lock_names_a_host_so_that_any_mirror_will_do(lock: str) -> None:
    text = "\n".join(comments_removed((ROOT / lock).read_text("utf-8")))

    found = re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host|\"resolved\"", text)

    assert found is None


@pytest.mark.parametrize("name", IN_FILES)
def test_wanted_packages_have_a_reason_and_leave_the_version_to_the_lock(name: str) -> None:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    wanted = [(before, line) for before, line in zip(["", *lines], lines, strict=False) if line]
    wanted = [pair for pair in wanted if not pair[1].startswith(("#", "-c "))]

    assert [line for before, line in wanted if "#" not in line and not before.startswith("#")] == []
    specifiers = [line.partition("#")[0].partition(";")[0] for _, line in wanted]
    assert [text for text in specifiers if re.search(r"[=<>~@/]", text)] == []


@pytest.mark.parametrize(("name", "lock"), list(zip(IN_FILES, LOCKS, strict=True)))
def test_everything_wanted_is_locked(name: str, lock: str) -> None:
    wanted = {package.lower().replace("_", "-") for package in read_wanted(name)}

    assert wanted - read_lock(lock).keys() == set()


def test_what_is_checked_and_audited_is_what_runs() -> None:
    locks = [read_lock(lock) for lock in LOCKS]

    for later in locks[1:]:
        common = locks[0].keys() & later.keys()
        assert {name for name in common if not set(later[name]) <= set(locks[0][name])} == set()


def test_npm_packages_are_exact_versions() -> None:
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]

    locked = read_npm_lock()
    assert {name: locked[name][0] for name in wanted} == wanted


def test_each_direct_dependency_has_a_reason_in_the_document_and_no_other_has() -> None:
    npm = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]
    wanted = {*npm, *(package for name in IN_FILES for package in read_wanted(name))}
    wanted = {"types-..." if package.startswith("types-") else package for package in wanted}

    document = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    cells = [cell for cell, _, _ in ROW.findall(document) if cell not in ("package", "---")]
    named = {word for cell in cells for word in re.findall(r"[\w-]+(?:\.\.\.)?", cell)}

    words_between = {"npm", "and", "the", "packages", "with", "its", "binary"}
    assert named - words_between == wanted


def test_the_licence_of_everything_locked_is_listed_and_nothing_else() -> None:
    rows = ROW.findall(DOCUMENT.read_text("utf-8"))
    listed = {(name, versions.strip()) for name, versions, _ in rows} - {("package", "version")}

    locked: dict[str, tuple[str, ...]] = {}
    for lock in reversed(LOCKS):
        locked |= read_lock(lock)
    expected = {(name, ", ".join(versions)) for name, versions in locked.items()}
    expected |= {(name, version) for name, (version, _) in read_npm_lock().items()}
    assert listed - {("---", "---")} == expected, "run: make licences"


def test_every_listed_licence_is_one_that_we_can_use() -> None:
    rows = ROW.findall(DOCUMENT.read_text("utf-8"))
    licences = {name: licence for name, _, licence in rows if name not in ("package", "---")}

    assert {name for name, licence in licences.items() if not is_allowed(name, licence)} == set()


def test_the_list_says_what_the_installed_packages_say() -> None:
    rows = ROW.findall(DOCUMENT.read_text("utf-8"))
    listed = {name: licence for name, _, licence in rows}
    installed = {
        name
        for lock in LOCKS[:2]
        for name in read_lock(lock)
        if name not in ELSEWHERE and licence_of(name) != UNKNOWN
    }

    assert len(installed) > 50
    assert {name for name in installed if listed[name] != licence_of(name)} == set()


@pytest.mark.parametrize(
    ("package", "expression", "allowed"),
    [
        ("any", "MIT", True),
        ("any", "(MIT OR GPL-3.0-only)", True),
        ("any", "MIT AND GPL-3.0-only", False),
        ("any", "AGPL-3.0-only", False),
        ("any", "GPL-3.0-or-later", False),
        ("djlint", "GPL-3.0-or-later", True),
        ("any", UNKNOWN, False),
        ("any", "", False),
    ],
)
def test_licences_are_judged_by_what_binds_us(
    package: str, expression: str, *, allowed: bool
) -> None:
    assert is_allowed(package, expression) is allowed
