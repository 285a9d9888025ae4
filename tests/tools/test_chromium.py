"""Where Chromium is looked for."""

import pytest

from tools.chromium import ensure_chromium, find_chromium


def put_program(folder, name, exit_code=0):
    program = folder / name
    program.write_text(f"#!/bin/sh\nexit {exit_code}\n")
    program.chmod(0o755)
    return str(program)


def test_variable_goes_before_all_else(tmp_path):
    put_program(tmp_path, "chromium")

    found = find_chromium({"CHROMIUM": "/opt/mine", "PATH": str(tmp_path)})

    assert found == "/opt/mine"


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome-stable"])
def test_program_on_the_path_is_found(tmp_path, name):
    program = put_program(tmp_path, name)

    found = find_chromium({"PATH": str(tmp_path)})

    assert found == program


def test_program_that_only_says_how_to_install_chromium_is_passed_over(tmp_path):
    put_program(tmp_path, "chromium-browser", exit_code=1)
    chrome = put_program(tmp_path, "google-chrome")

    found = find_chromium({"PATH": str(tmp_path)})

    assert found == chrome


def test_nothing_is_installed_where_chromium_is_found(tmp_path, capfd):
    program = put_program(tmp_path, "chromium")

    found = ensure_chromium({"PATH": str(tmp_path)})

    assert found == program
    assert capfd.readouterr().out == ""
