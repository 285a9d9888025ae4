"""Reads the lock files, and the files that say what we want."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-audit.txt")
NPM_LOCK = "package-lock.json"

PINNED = re.compile(r"^([a-z0-9-]+)(?:\[[^]]*\])?==([^ ;\\]+)", re.MULTILINE)
WANTED = re.compile(r"^([A-Za-z0-9][\w-]*)", re.MULTILINE)


def read_lock(name: str) -> dict[str, tuple[str, ...]]:
    """The locked versions by package: more than one where systems or Pythons differ."""
    versions: dict[str, tuple[str, ...]] = {}
    for package, version in PINNED.findall((ROOT / name).read_text("utf-8")):
        versions[package] = (*versions.get(package, ()), version)
    return versions


def read_npm_lock() -> dict[str, tuple[str, str]]:
    """Version and licence by package; npm's lock file holds both."""
    packages = json.loads((ROOT / NPM_LOCK).read_text("utf-8"))["packages"]
    return {
        path.rpartition("node_modules/")[2]: (package["version"], package.get("license", ""))
        for path, package in packages.items()
        if path
    }


def read_wanted(name: str) -> list[str]:
    """The packages that an .in file names."""
    return WANTED.findall((ROOT / name).read_text("utf-8"))
