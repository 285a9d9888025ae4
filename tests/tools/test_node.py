"""Which Node.js is good enough, on a PATH made for the test."""

import pytest

from tools.node import NodeMissing, find_node, install_packages


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A folder that is all of PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def put_program(folder, name, says):
    program = folder / name
    program.write_text(f"#!/bin/sh\necho {says}\n")
    program.chmod(0o755)
    return str(program)


def test_missing_node_is_told_with_the_cure(programs):
    with pytest.raises(NodeMissing, match=r"Node\.js is missing: install Node\.js 20"):
        find_node()


def test_old_node_is_told_with_the_cure(programs):
    put_program(programs, "node", "v18.20.4")

    with pytest.raises(NodeMissing, match=r"v18\.20\.4 is too old: install Node\.js 20"):
        find_node()


@pytest.mark.parametrize("version", ["v20.0.0", "v100.1.2"])
def test_newer_node_is_taken(programs, version):
    node = put_program(programs, "node", version)

    found = find_node()

    assert found == node


def test_missing_npm_is_told_with_the_cure(programs):
    with pytest.raises(NodeMissing, match="npm is missing: install"):
        install_packages(programs)


def test_packages_are_installed_once_for_a_lock(programs):
    (programs / "package-lock.json").write_text("{}")
    (programs / "node_modules").mkdir()
    put_program(programs, "npm", says="installing >> log")

    exit_codes = [install_packages(programs), install_packages(programs)]

    assert exit_codes == [0, 0]
    assert (programs / "log").read_text() == "installing\n"
