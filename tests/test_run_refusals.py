"""Where run.py cannot work it says so in a sentence."""

import ast
import runpy
import subprocess
import sys

import pytest

from tests.small_project import RUN, Project

OLD_PYTHON = "sys.version_info = (3, 10, 9, 'final', 0)"
DEBIAN_WITHOUT_VENV = "sys.modules['ensurepip'] = None"


def test_folder_that_cannot_be_written_is_named(tmp_path):
    project = Project(tmp_path)
    project.environment.write_text("a file where a folder must be")

    answer = project.start()

    assert answer.returncode == 1
    assert f"{project.environment} could not be made" in answer.stderr


@pytest.mark.parametrize(
    ("lack", "cure"),
    [
        (OLD_PYTHON, "This needs Python 3.11 or later"),
        (DEBIAN_WITHOUT_VENV, "-venv. Elsewhere"),
    ],
)
def test_python_that_will_not_do_is_told_so_in_a_sentence(tmp_path, lack, cure):
    start = f"import runpy, sys; {lack}; runpy.run_path({str(RUN)!r}, run_name='__main__')"

    answer = subprocess.run(
        [sys.executable, "-c", start], cwd=tmp_path, capture_output=True, text=True
    )

    assert answer.returncode == 1
    assert cure in answer.stderr
    assert "Traceback" not in answer.stderr


def test_windows_is_told_that_it_cannot_serve_in_production():
    names = runpy.run_path(str(RUN))

    with pytest.raises(names["CannotStart"], match="does not run on Windows"):
        names["check_system"]("serve", "nt")
    names["check_system"]("run", "nt")
    names["check_system"]("serve", "posix")


def test_old_python_can_read_the_file():
    ast.parse(RUN.read_text(), feature_version=(3, 6))
