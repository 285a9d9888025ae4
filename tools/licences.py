"""Writes docs/licences.md: name, version and licence of all that is locked.

``python3 run.py licences`` installs what is locked and asks each package for its licence.
"""

import importlib.metadata
import sys
from collections.abc import Iterable

from tools.locks import ROOT, read_lock, read_npm_lock

DOCUMENT = ROOT / "docs" / "licences.md"
UNKNOWN = "unknown"

PERMISSIVE = {
    *("Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CNRI-Python", "ISC", "MIT", "MIT-0"),
    *("PSF-2.0", "Unlicense", "Zlib"),
}
# Used as they are published: these ask for their own source, and nothing of ours.
WEAK_COPYLEFT = {"LGPL-3.0-only", "MPL-2.0"}
# A program that is run by the checks, and is no part of the sample.
PROGRAMS_ONLY = {"djlint": "GPL-3.0-or-later"}

# What packages wrote before there were licence expressions.
OLDER_NAMES = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# Of other systems and older Pythons, so not installed where this is usually run.
ELSEWHERE = {"async-timeout": "Apache-2.0", "colorama": "BSD-3-Clause", "tzdata": "Apache-2.0"}

HEAD = """# Licences

What the locked packages say of themselves, written by `make licences`. None of them is a part of
this repository; `docs/dependencies.md` says why each is used. Allowed are permissive licences, MPL
and LGPL for packages that are used as published, and GPL for a program that only the checks run.
"BSD" alone: the package does not say which of the two, both permissive.
"""
SECTIONS = {
    "To run": "requirements.txt",
    "To check": "requirements-dev.txt",
    "To audit": "requirements-audit.txt",
}


def main() -> int:
    text = document()
    DOCUMENT.write_text(text, "utf-8")
    print(f"{DOCUMENT.relative_to(ROOT)} is up to date")
    return 1 if UNKNOWN in text else 0


def document() -> str:
    parts = [HEAD]
    listed: set[str] = set()
    for title, lock in SECTIONS.items():
        packages = {name: it for name, it in read_lock(lock).items() if name not in listed}
        listed |= packages.keys()
        rows = ((name, ", ".join(it), licence_of(name)) for name, it in packages.items())
        parts.append(section(title, rows))
    npm = ((name, version, licence) for name, (version, licence) in read_npm_lock().items())
    return "\n".join([*parts, section("To check, from npm", npm)])


def section(title: str, rows: Iterable[tuple[str, str, str]]) -> str:
    lines = [f"## {title}", "", "| package | version | licence |", "| --- | --- | --- |"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows), ""])


def licence_of(name: str) -> str:
    """The licence that the installed package names, as an SPDX expression."""
    try:
        return licence_in(importlib.metadata.metadata(name))
    except importlib.metadata.PackageNotFoundError:
        return ELSEWHERE.get(name, UNKNOWN)


def licence_in(metadata: importlib.metadata.PackageMetadata) -> str:
    """Newer packages have an expression, older ones a classifier, or a word of their own."""
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    classifiers: list[str] = metadata.get_all("Classifier") or []
    own_words: list[str] = metadata.get_all("License") or []
    for said in (*(one.rpartition(" :: ")[2] for one in classifiers), *own_words):
        name = OLDER_NAMES.get(said, said)
        if is_allowed("", name):
            return name
    return UNKNOWN


def is_allowed(package: str, expression: str) -> bool:
    """Whether every licence that binds us is one that we want.

    :param expression: SPDX; of ``A OR B`` one must be allowed, of ``A AND B`` both.
    """
    allowed = PERMISSIVE | WEAK_COPYLEFT | {PROGRAMS_ONLY.get(package, "MIT")}
    plain = expression.strip("()")
    return any(
        all(part.strip(" ()") in allowed for part in choice.split(" AND "))
        for choice in plain.split(" OR ")
    )


if __name__ == "__main__":
    sys.exit(main())
