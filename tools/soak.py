"""Runs the long tests and prints what they measured: ``python3 run.py soak``.

    python3 run.py soak                  all of them: half an hour and more
    python3 run.py soak -k registrations some of them, chosen as pytest does

``SOAK_SEED`` in the environment repeats a run of the fuzzing.
"""

import os
import random
import subprocess
import sys

from tools.suites import ROOT

TESTS = "tests/soak"


def main(arguments: list[str]) -> int:
    """Returns pytest's exit code."""
    seed = os.environ.get("SOAK_SEED") or str(random.SystemRandom().randrange(2**32))
    print(f"SOAK_SEED={seed}; {os.cpu_count()} cores, load {load_average()}", flush=True)
    command = [sys.executable, "-m", "pytest", TESTS, "--override-ini=python_files=soak_*.py"]
    command += ["--override-ini=faulthandler_timeout=1800", "--durations=0", "--durations-min=1"]
    command += ["--show-capture=no", "--tb=short", "-v", *arguments]
    environ = {**os.environ, "SOAK_SEED": seed}
    return subprocess.run(command, cwd=ROOT, env=environ).returncode


def load_average() -> str:
    """Of the last minute: how busy the machine was with other things."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
