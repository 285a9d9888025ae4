"""Finds Node.js and npm, which only the checks of the JavaScript use."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

OLDEST_NODE = 20
HOW_TO = f"install Node.js {OLDEST_NODE} or later (nodejs.org, or your system's nodejs and npm)"


class NodeMissing(Exception):
    """The text says what is missing and what to install."""


def find_node() -> str:
    """The path of a Node.js that is new enough.

    :raises NodeMissing: when there is none.
    """
    node = shutil.which("node")
    if node is None:
        raise NodeMissing(f"Node.js is missing: {HOW_TO}")
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip()
    number = re.match(r"v(\d+)\.", version)
    if number is None or int(number[1]) < OLDEST_NODE:
        raise NodeMissing(f"Node.js {version} is too old: {HOW_TO}")
    return node


def install_packages(root: Path) -> int:
    """Bring node_modules to what package-lock.json says; return npm's exit code.

    :raises NodeMissing: when there is no npm.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise NodeMissing(f"npm is missing: {HOW_TO}")
    stamp = root / "node_modules" / ".installed"
    fingerprint = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return 0
    exit_code = subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=root).returncode
    if exit_code == 0:
        stamp.write_text(fingerprint)
    return exit_code
