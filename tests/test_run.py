"""run.py, run as a person runs it, in a folder of its own."""

import os
import shutil
import signal
import socket

import pytest

from tests.small_project import Project


@pytest.fixture(scope="module")
def first_start(tmp_path_factory):
    """A project that was started for the first time, and how that went."""
    project = Project(tmp_path_factory.mktemp("first"))
    return project, project.start(PORT="8080")


@pytest.fixture
def project(first_start, tmp_path):
    """A project that was started before, for one test alone."""
    project = Project(tmp_path)
    shutil.copytree(first_start[0].environment, project.environment, symlinks=True)
    return project


def test_first_start_installs_what_is_locked_and_serves(first_start):
    _, answer = first_start

    assert answer.returncode == 0
    assert "Installing requirements.txt" in answer.stdout
    assert answer.stdout.endswith("serving hello 1.0 8080\n")


def test_second_start_installs_nothing(project):
    answer = project.start(PIP_FIND_LINKS="nowhere")

    assert answer.stdout == "serving hello 1.0 5000\n"


def test_changed_lock_is_installed_over_the_old_one(project):
    project.require("2.0")

    answer = project.start()

    assert answer.stdout.endswith("serving hello 2.0 5000\n")


def test_interrupted_install_is_repaired(project):
    (project.environment / "requirements.txt.installed").unlink()
    (project.environment / "requirements.txt.unfinished").touch()
    next(project.environment.rglob("greeting.py")).write_text("")

    answer = project.start()

    assert answer.stdout.endswith("serving hello 1.0 5000\n")
    assert not list(project.environment.glob("*.unfinished"))


def test_environment_of_another_python_is_made_anew(project):
    settings = project.environment / "pyvenv.cfg"
    settings.write_text(settings.read_text().replace("version = 3.", "version = 2."))
    (project.environment / "requirements.txt.installed").write_text("Python 2.11, another lock")

    answer = project.start()

    assert answer.stdout.startswith("Making .venv")
    assert answer.stdout.endswith("serving hello 1.0 5000\n")


def test_environment_whose_python_was_removed_is_made_anew(project):
    shutil.rmtree(project.environment / ("Scripts" if os.name == "nt" else "bin"))

    answer = project.start()

    assert answer.stdout.startswith("Making .venv")
    assert answer.stdout.endswith("serving hello 1.0 5000\n")


def test_package_with_another_hash_is_refused(project):
    project.require("2.0", digest="0" * 64)

    answer = project.start()

    assert answer.returncode == 1
    assert "could not install requirements.txt" in answer.stderr
    assert "serving" not in answer.stdout


def test_package_without_a_hash_is_refused(project):
    project.require("2.0")
    lock = project.folder / "requirements.txt"
    lock.write_text("greeting==2.0\n")

    answer = project.start()

    assert answer.returncode == 1
    assert "serving" not in answer.stdout


def test_failed_install_leaves_no_traceback_and_says_what_to_do(project):
    project.require("2.0")

    answer = project.start(PIP_FIND_LINKS="nowhere")

    assert answer.returncode == 1
    assert "offline" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_packages_stay_inside_the_environment_whatever_pip_is_set_to(project):
    project.require("2.0")

    answer = project.start(PIP_TARGET=str(project.folder / "elsewhere"))

    assert answer.stdout.endswith("serving hello 2.0 5000\n")
    assert not (project.folder / "elsewhere").exists()


def test_exit_code_of_the_program_is_passed_on(project):
    (project.folder / "app.py").write_text("raise SystemExit(7)")

    answer = project.start()

    assert answer.returncode == 7


def test_help_names_every_command(first_start):
    project, _ = first_start

    answer = project.start("--help")

    assert answer.returncode == 0
    assert all(
        f"python3 run.py{name}" in answer.stdout
        for name in ("   ", " serve", " lan", " test", " sdk", " bench", " lock", " audit")
    )


def test_unknown_command_is_refused_with_the_usage(first_start):
    project, _ = first_start

    answer = project.start("server")

    assert answer.returncode == 2
    assert "usage: run.py" in answer.stderr


def test_serve_starts_gunicorn_in_the_environment(project):
    (project.folder / "gunicorn.py").write_text("import sys; print('gunicorn', *sys.argv[1:])")

    answer = project.start("serve")

    assert answer.stdout == "gunicorn --config gunicorn.conf.py\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to others")
def test_ctrl_c_while_installing_leaves_no_traceback(project):
    project.require("2.0")
    with socket.create_server(("127.0.0.1", 0)) as silent_index:
        silent_index.settimeout(60)
        address = f"http://127.0.0.1:{silent_index.getsockname()[1]}/"
        starting = project.popen(PIP_NO_INDEX="0", PIP_INDEX_URL=address)
        connection, _ = silent_index.accept()  # pip asks, and now waits for the answer

        os.killpg(starting.pid, signal.SIGINT)
        _, errors = starting.communicate(timeout=60)

    connection.close()
    assert starting.returncode == 130
    assert errors.endswith("Stopped.\n")
    assert "Traceback" not in errors
