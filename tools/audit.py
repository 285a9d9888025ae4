"""Looks up every locked version among the known faults: ``python3 run.py audit``.

Exit code 0: clean; 4: faults are known; 3: not audited, since no service could be asked. It needs
the internet, and is no part of ``make test``: a machine without it still checks all the rest.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable

from tools.audit_answers import NOT_AUDITED, Verdict, read_npm_answer, read_pip_answer
from tools.locks import LOCKS, ROOT

PIP_AUDIT = (
    *(sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes"),
    *("--format", "json", "--progress-spinner", "off", "--timeout", "10"),
)
# Which of them can be reached differs; both know the same faults.
SERVICES = {"pypi": "the Python Package Index", "osv": "api.osv.dev"}
NO_SERVICE = "it asks {} over HTTPS, and none gave a whole answer from here"
NPM_SERVICE = "it asks the npm registry for its advisories, and got none from here"
NPM_MISSING = "it needs npm, which is not installed"
EXIT_CODES = {"clean": 0, "not audited": 3, "found": 4}


def audit_python() -> Verdict:
    for service in SERVICES:
        answer = run(*PIP_AUDIT, "--vulnerability-service", service, *lock_options())
        verdict = read_pip_answer(answer.stdout)
        if verdict.outcome != "not audited":
            return verdict
    return Verdict("not audited", (NO_SERVICE.format(" or ".join(SERVICES.values())),))


def audit_javascript() -> Verdict:
    npm = shutil.which("npm")
    if npm is None:
        return Verdict("not audited", (NPM_MISSING,))
    verdict = read_npm_answer(run(npm, "audit", "--json", "--package-lock-only").stdout)
    return Verdict("not audited", (NPM_SERVICE,)) if verdict == NOT_AUDITED else verdict


AUDITS: dict[str, Callable[[], Verdict]] = {
    "Python packages": audit_python,
    "npm packages": audit_javascript,
}


def main() -> int:
    """Run both audits; the exit code tells the worst."""
    verdicts = {name: audit() for name, audit in AUDITS.items()}
    for name, verdict in verdicts.items():
        print("\n  ".join([f"{name}: {verdict.outcome}", *verdict.lines]))
    return max(EXIT_CODES[verdict.outcome] for verdict in verdicts.values())


def lock_options() -> list[str]:
    return [option for lock in LOCKS for option in ("--requirement", lock)]


def run(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
