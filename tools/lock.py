"""Writes the lock files requirements*.txt anew: ``python3 run.py lock [--upgrade]``.

Versions that still fit stay as they are, unless ``--upgrade`` is given.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# One lock file for every system, from the oldest Python on; no host of any package index in it.
COMPILE = (
    *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"),
)
# In this order: each keeps to the versions of those before it.
NAMES = ("requirements", "requirements-dev", "requirements-audit")


def main(options: list[str]) -> int:
    """Compile both files; return the exit code."""
    environment = {**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "make lock"}
    for name in NAMES:
        command = [sys.executable, "-m", "uv", *COMPILE, *options]
        command += [f"{name}.in", "--output-file", f"{name}.txt"]
        exit_code = subprocess.run(command, cwd=ROOT, env=environment).returncode
        if exit_code != 0:
            return exit_code
        print(f"{name}.txt is up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
