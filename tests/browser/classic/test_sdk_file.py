"""How the tests come by Sinch's file, and what they say when they do not."""

from pathlib import Path

import pytest

from tests.browser.classic.sdk_file import INTEGRITY, SdkUnavailable, assemble, fetch_classic_sdk


def program(folder: Path, name: str, script: str) -> dict[str, str]:
    """An environment in which this is the only program."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return {"PATH": str(folder)}


def test_leaving_the_sdk_out_is_told_as_the_reason(tmp_path):
    with pytest.raises(SdkUnavailable, match="NO_SINCH_SDK is set"):
        fetch_classic_sdk(tmp_path, {"NO_SINCH_SDK": "1"})


def test_missing_npm_is_told_as_the_reason(tmp_path):
    with pytest.raises(SdkUnavailable, match="npm is missing"):
        fetch_classic_sdk(tmp_path, {"PATH": str(tmp_path)})


def test_npm_that_reaches_no_registry_is_told_as_the_reason(tmp_path):
    environ = program(tmp_path, "npm", "exit 1")

    with pytest.raises(SdkUnavailable, match="npm could not fetch sinch-rtc"):
        fetch_classic_sdk(tmp_path, environ)


def test_package_that_is_not_the_published_one_is_refused(tmp_path):
    for name in INTEGRITY:
        (tmp_path / f"{name}.tgz").write_bytes(b"something else")

    with pytest.raises(AssertionError, match="is not what was published"):
        assemble(tmp_path)
