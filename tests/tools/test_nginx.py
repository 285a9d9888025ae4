"""Finding nginx, and fetching it without installing it."""

import os
from pathlib import Path

import pytest

from tools import nginx
from tools.nginx import fetch_nginx, find_nginx

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs here are shell scripts")


def make_program(folder: Path, name: str, text: str = "exit 0") -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def nowhere_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(nginx, "USUAL_PLACES", ())
    monkeypatch.setattr(nginx, "UNPACKED", tmp_path / "unpacked")


def test_the_setting_goes_before_all_else() -> None:
    assert find_nginx({"NGINX": "/opt/mine", "PATH": ""}) == "/opt/mine"


def test_one_in_the_path_is_found(tmp_path: Path) -> None:
    program = make_program(tmp_path, "nginx")

    assert find_nginx({"PATH": str(tmp_path)}) == str(program)


def test_one_that_does_not_start_is_none(tmp_path: Path) -> None:
    make_program(tmp_path, "nginx", "exit 1")

    assert find_nginx({"PATH": str(tmp_path)}) is None


def test_debians_package_is_unpacked_and_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_program(tmp_path, "apt-get", '[ "$2" = download ] && touch nginx_1.22_amd64.deb')
    make_program(tmp_path, "dpkg-deb", "mkdir -p usr/sbin && cp ../nginx-inside usr/sbin/nginx")
    make_program(tmp_path, "nginx-inside")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)

    fetch_nginx({"PATH": ""})

    assert find_nginx({"PATH": ""}) == str(tmp_path / "unpacked/usr/sbin/nginx")


def test_where_there_is_no_debian_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    fetch_nginx({"PATH": ""})

    assert not nginx.UNPACKED.exists()
