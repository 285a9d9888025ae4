#!/usr/bin/env python3
"""Start the sample: make .venv, install what it needs, serve.

    python3 run.py                 install what is missing, then serve      (make run)
    python3 run.py serve           serve in production, in several processes (make serve)
    python3 run.py lan             serve the sandbox to this network, over HTTPS (make lan)
    python3 run.py test [GROUP]    run every check, or some groups of them  (make test)
    python3 run.py sdk             download Sinch's SDK file to static/     (make sdk)
    python3 run.py bench           measure signing, callbacks, the page and its calls
    python3 run.py soak            load, kill and fuzz it for a quarter of an hour (make soak)
    python3 run.py lock            write requirements*.txt anew             (make lock)
    python3 run.py audit           look for known faults of the packages   (make audit)
    python3 run.py licences        write docs/licences.md anew             (make licences)

HOST and PORT in the environment say where to serve; .env.example names the other settings.
"""

import argparse
import hashlib
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

# Standard library only, on Windows too. The grammar is that of Python 3.6, so that an old Python
# can read this file far enough to say that it is too old.
OLDEST_PYTHON = (3, 11)
RUNTIME_LOCK = "requirements.txt"
CHECKS_LOCK = "requirements-dev.txt"
AUDIT_LOCK = "requirements-audit.txt"

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PYTHON_VERSION = "{}.{}".format(*sys.version_info)

COMMANDS = {  # what must be installed, and what Python is then told to run
    "run": ([RUNTIME_LOCK], ["app.py"]),
    "serve": ([RUNTIME_LOCK], ["-m", "gunicorn", "--config", "gunicorn.conf.py"]),
    "lan": ([RUNTIME_LOCK], ["-m", "workshop"]),
    "test": ([RUNTIME_LOCK, CHECKS_LOCK], ["-m", "tools.check"]),
    "sdk": ([], ["-m", "tools.get_sdk"]),
    "bench": ([RUNTIME_LOCK, CHECKS_LOCK], ["-m", "benchmarks"]),
    "soak": ([RUNTIME_LOCK, CHECKS_LOCK], ["-m", "tools.soak"]),
    "lock": ([RUNTIME_LOCK, CHECKS_LOCK], ["-m", "tools.lock"]),
    "audit": ([RUNTIME_LOCK, AUDIT_LOCK], ["-m", "tools.audit"]),
    "licences": ([RUNTIME_LOCK, CHECKS_LOCK, AUDIT_LOCK], ["-m", "tools.licences"]),
}

# They lead packages out of .venv, or modules into it. Where pip downloads from stays as you set it.
UNWANTED = ("PIP_PREFIX", "PIP_ROOT", "PIP_TARGET", "PIP_USER", "PYTHONHOME", "PYTHONPATH")

CURES_OF_INSTALLING = """
pip says above why it could not install {lock}. Often it is one of these:
  - a failed or refused connection, or a time-out: this machine is offline, or behind a proxy
    (set HTTPS_PROXY, or PIP_INDEX_URL for a mirror);
  - "do not match the hashes": the download was cut off or changed on its way (try once more);
  - only "No matching distribution": the mirror lacks the package, or this Python is too new;
  - "No space left on device": .venv needs 150 MB, with the checks 600 MB.
Then run the same command again: it goes on from here."""


class CannotStart(Exception):
    """The text says what is missing and what to do about it."""


def main(arguments):
    """Do one command; return the exit code."""
    try:
        check_python()
        options = read_arguments(arguments)
        check_system(options.command, os.name)
        locks, program = COMMANDS[options.command]
        install(locks)
        return become([str(PYTHON), *program, *options.rest])
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def read_arguments(arguments):
    parser = argparse.ArgumentParser(
        prog="run.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", nargs="?", default="run", choices=COMMANDS, help="run, if none")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="...", help="for the command")
    return parser.parse_args(arguments)


def check_python():
    """:raises CannotStart: when this Python is too old, or lacks what makes an environment."""
    if sys.version_info < OLDEST_PYTHON:
        raise CannotStart(
            "This needs Python {}.{} or later, but {} is Python {}.{}. Install a newer one from "
            "python.org or your system's packages, then start this with it, for example: "
            "python3.13 run.py".format(*OLDEST_PYTHON, sys.executable, *sys.version_info)
        )
    if not all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        raise CannotStart(
            f"This Python ({sys.executable}) cannot make virtual environments. On Debian and "
            f"Ubuntu: sudo apt install python{PYTHON_VERSION}-venv. Elsewhere: install Python "
            "from python.org. Then run the same command again."
        )


def check_system(command, system):
    """:raises CannotStart: when this system cannot do the command."""
    if command == "serve" and system == "nt":
        raise CannotStart(
            "gunicorn, which serves this site in production, does not run on Windows: serve on "
            "Linux or macOS (docs/deploy.md), and use python run.py here to try it."
        )


def install(locks):
    """Bring .venv to what the lock files say; does nothing, quickly, when it is there already."""
    if PYTHON.exists() and all(map(is_installed, locks)):
        return
    make_environment()
    for name in locks:
        if not is_installed(name):
            install_lock(name)


def is_installed(name):
    stamp = stamp_of(name)
    return stamp.exists() and stamp.read_text() == fingerprint(name)


def fingerprint(name):
    """Changes when the lock file or the Python does, and then it is time to install again."""
    digest = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
    return f"Python {PYTHON_VERSION}, {name} {digest}"


def make_environment():
    """Make .venv, unless there is a working one of this very Python."""
    if version_of_environment() == PYTHON_VERSION and has_pip():
        return
    print("Making .venv ...", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]
    if subprocess.run(command, cwd=str(ROOT), env=clean_variables()).returncode != 0:
        raise CannotStart(
            f"{ENVIRONMENT} could not be made; Python says above why. The folder must be yours "
            "to write in, on a disk with 600 MB free: copy the project to such a folder."
        )


def install_lock(name):
    print(f"Installing {name} into .venv (once; about half a minute) ...", flush=True)
    unfinished = ENVIRONMENT / f"{name}.unfinished"
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--require-hashes", "--requirement", name]
    if unfinished.exists():
        command.append("--force-reinstall")  # pip takes a half-copied package for a whole one
    unfinished.touch()
    if subprocess.run(command, cwd=str(ROOT), env=clean_variables()).returncode != 0:
        raise CannotStart(CURES_OF_INSTALLING.format(lock=name))
    stamp_of(name).write_text(fingerprint(name))
    unfinished.unlink()


def become(command):
    """Run the command in place of this program, so that Ctrl-C reaches nobody else."""
    if os.name == "nt":  # there, exec returns to the prompt at once
        return subprocess.run(command, cwd=str(ROOT), env=clean_variables()).returncode
    os.chdir(str(ROOT))
    return os.execve(command[0], command, clean_variables())


def has_pip():
    """Whether the making of .venv came as far as a pip that works."""
    command = [str(PYTHON), "-m", "pip", "--version"]
    return subprocess.run(command, capture_output=True, env=clean_variables()).returncode == 0


def clean_variables():
    return {name: value for name, value in os.environ.items() if name not in UNWANTED}


def version_of_environment():
    """Such as ``3.11``; empty when there is no environment, or its Python has been removed."""
    settings = ENVIRONMENT / "pyvenv.cfg"
    text = settings.read_text() if settings.exists() and PYTHON.exists() else ""
    version = re.search(r"^version\S* *= *(\d+\.\d+)", text, flags=re.MULTILINE)
    return version[1] if version else ""


def stamp_of(name):
    return ENVIRONMENT / f"{name}.installed"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
