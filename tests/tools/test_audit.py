"""`make audit`: only a whole answer of a service is ever called clean."""

import json
import os
import subprocess
import sys

import pytest

from tools.audit_answers import NOT_AUDITED, Verdict, read_npm_answer, read_pip_answer
from tools.locks import ROOT

CLEAN = {"name": "flask", "version": "3.1.3", "vulns": []}
FAULTY = {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
UNMENDED = {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]}
UNKNOWN_TO_THE_SERVICE = {"name": "flask", "skip_reason": "could not be audited"}


def answer(*packages: dict) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


def test_python_packages_without_faults_are_clean():
    assert read_pip_answer(answer(CLEAN, CLEAN)) == Verdict("clean")


def test_known_faults_are_named_with_their_cure():
    verdict = read_pip_answer(answer(CLEAN, FAULTY, UNMENDED))

    assert verdict.outcome == "found"
    assert verdict.lines == ("old 1.0: PYSEC-1, mended in 1.1", "old 1.0: PYSEC-2, not mended yet")


def test_a_fault_is_told_although_others_could_not_be_asked_about():
    assert read_pip_answer(answer(UNKNOWN_TO_THE_SERVICE, FAULTY)).outcome == "found"


@pytest.mark.parametrize(
    "text", ["", "Traceback", "[]", answer(), answer(CLEAN, UNKNOWN_TO_THE_SERVICE)]
)
def test_python_packages_that_nobody_could_be_asked_about_are_not_clean(text: str):
    assert read_pip_answer(text) == NOT_AUDITED


def test_npm_packages_without_faults_are_clean():
    assert read_npm_answer('{"vulnerabilities": {}}') == Verdict("clean")


def test_faults_of_npm_packages_are_named():
    found = {"crypto-js": {"severity": "critical", "range": "<4.2.0"}}

    verdict = read_npm_answer(json.dumps({"vulnerabilities": found}))

    assert verdict == Verdict("found", ("crypto-js <4.2.0: critical",))


@pytest.mark.parametrize("text", ["", '{"message": "405", "error": {"summary": ""}}'])
def test_npm_packages_that_nobody_could_be_asked_about_are_not_clean(text: str):
    assert read_npm_answer(text) == NOT_AUDITED


def test_without_its_programs_and_services_it_says_so_and_its_exit_code_does_too():
    nothing = {**os.environ, "PATH": "", "HTTPS_PROXY": "http://127.0.0.1:9"}

    ended = subprocess.run(
        [sys.executable, "-m", "tools.audit"], cwd=ROOT, env=nothing, capture_output=True, text=True
    )

    assert ended.returncode == 3
    assert "Python packages: not audited\n  it asks " in ended.stdout
    assert "npm packages: not audited\n  it needs npm" in ended.stdout
    assert ended.stderr == ""
