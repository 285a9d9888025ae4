"""Sinch's own classic SDK, 1.4.12, made from npm at test time: never a part of this repository.

npm has the build for Node.js. It becomes the browser's file by a wrapper around each package's
file, which stays as it is.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path

NOTICE = "These tests run sinch-rtc 1.4.12 from npm: the file is Sinch's, under Sinch's terms."
PRELUDE = Path(__file__).parent / "sdk_prelude.js"
PATIENCE_SECONDS = 120

INTEGRITY = {
    "sinch-rtc-1.4.12": (
        "23R1eOuLc8GrzZCNEDEgOQ9FnBujrLP2zItKIgMdZsdy7xYNbZXNUpsAvK0rZc0LcKGby9rhIWcmwQfEOo7sAA=="
    ),
    "pubnub-3.16.5": (
        "l+NBoAcggZDQsQmLPAFKphZBIFf2r6PfiBi8jOp9eJCgCcM8oCwok9TNL6s+SlDMqcj6WhcRsfJMUuVGpaUdFg=="
    ),
    "q-1.5.1": (
        "kV/CThkXo6xyFEZUugw/+pIOywXcDbFYgSct5cT3gqlbkBE1SJdwy6UQoZvodiWF/ckQLZyDE/Bu1M6gVu5lVw=="
    ),
}
# The name by which the files ask for each other, its package, its place in there; in this order.
MODULES = [
    ("q", "q-1.5.1", "q.js"),
    ("PUBNUB", "pubnub-3.16.5", "modern/dist/pubnub.js"),
    ("../VERSION", "sinch-rtc-1.4.12", "VERSION.js"),
    ("SinchClient", "sinch-rtc-1.4.12", "lib/sinch.node.min.js"),
]
GLOBALS = {"PUBNUB", "SinchClient"}


class SdkUnavailable(Exception):
    """The text says why there is no file to test with."""


def fetch_classic_sdk(folder: Path, environ: Mapping[str, str] = os.environ) -> str:
    """Return the text of the browser's file.

    :param folder: where the packages are put; outside the repository.
    :raises SdkUnavailable: it was not wanted, or npm is missing or cannot fetch it.
    """
    if environ.get("NO_SINCH_SDK"):
        raise SdkUnavailable("NO_SINCH_SDK is set: Sinch's classic SDK was not tested")
    npm = shutil.which("npm", path=environ.get("PATH"))
    if npm is None:
        raise SdkUnavailable("npm is missing: Sinch's classic SDK was not tested")
    download(npm, folder, environ)
    return assemble(folder)


def download(npm: str, folder: Path, environ: Mapping[str, str]) -> None:
    packages = ["@".join(name.rsplit("-", 1)) for name in INTEGRITY]
    command = [npm, "pack", "--silent", "--ignore-scripts", *packages]
    try:
        exit_code = subprocess.run(
            command, cwd=folder, env=environ, capture_output=True, timeout=PATIENCE_SECONDS
        ).returncode
    except subprocess.TimeoutExpired:
        exit_code = 1
    if exit_code != 0:
        raise SdkUnavailable("npm could not fetch sinch-rtc: Sinch's classic SDK was not tested")


def assemble(folder: Path) -> str:
    """Join the packages' files to one script for a browser.

    :raises AssertionError: a package is not the one that was published.
    """
    for name in INTEGRITY:
        check_integrity(folder / f"{name}.tgz")
    parts = [PRELUDE.read_text("utf-8")]
    for name, package, path in MODULES:
        parts.append(wrap(name, read_member(folder / f"{package}.tgz", f"package/{path}")))
    return "(function () {\n" + "\n".join(parts) + "\n}).call(window);\n"


def check_integrity(package: Path) -> None:
    digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    assert digest == INTEGRITY[package.stem], f"{package.name} is not what was published"


def wrap(name: str, source: str) -> str:
    """Make it a module; a parameter survives a ``var`` of its name in the file."""
    is_global = f"window.{name} = " if name in GLOBALS else ""
    return (
        f'{is_global}mods["{name}"] = (function (module, unused, require, define, global, window,'
        " navigator) { var exports = module.exports;\n"
        f"{source}\n"
        ";return module.exports; })"
        ".call(window, { exports: {} }, {}, need, undefined, window, window, window.navigator);"
    )


def read_member(package: Path, path: str) -> str:
    with tarfile.open(package) as archive:
        member = archive.extractfile(path)
        assert member, f"{package.name} has no {path}"
        return member.read().decode("utf-8")
