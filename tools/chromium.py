"""Finds the Chromium that the browser tests drive, or installs it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
USUAL_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)
NOT_FOUND = (
    "The browser tests need Chromium or Chrome: install one (Debian: sudo apt install chromium; "
    "elsewhere from google.com/chrome), or set CHROMIUM to the program's path."
)


class ChromiumMissing(Exception):
    """The text says what to install."""


def find_chromium(environ: Mapping[str, str]) -> str | None:
    """The path of a Chromium that starts, or None.

    :param environ: ``CHROMIUM`` in it goes before all else and is not doubted.
    """
    if environ.get("CHROMIUM"):
        return environ["CHROMIUM"]
    return next(filter(_starts, _candidates(environ)), None)


def ensure_chromium(environ: Mapping[str, str]) -> str:
    """Find Chromium, else install it: as root from Debian, elsewhere by Playwright.

    :raises ChromiumMissing: when neither brought one.
    """
    found = find_chromium(environ)
    if found:
        return found
    print("Installing Chromium (once) ...", flush=True)
    for install in (_install_from_distribution, _install_with_playwright):
        install()
        found = find_chromium(environ)
        if found:
            return found
    raise ChromiumMissing(NOT_FOUND)


def _candidates(environ: Mapping[str, str]) -> Iterator[str]:
    in_path = (shutil.which(name, path=environ.get("PATH")) for name in NAMES)
    yield from filter(None, in_path)
    yield from filter(os.path.exists, USUAL_PLACES)
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if Path(path).exists():
        yield path


def _starts(program: str) -> bool:
    """Some systems have a program of that name that only says how to install it."""
    if os.name == "nt":  # there, --version opens a window
        return True
    answer = subprocess.run([program, "--version"], capture_output=True, timeout=60)
    return answer.returncode == 0


def _install_from_distribution() -> None:
    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-qq", "update"], env=quiet)
    command = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", "chromium"]
    subprocess.run(command, env=quiet)


def _install_with_playwright() -> None:
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"])
