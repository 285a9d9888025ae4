"""What the answers of pip-audit and npm mean; silence is never taken for "clean"."""

import json
from dataclasses import dataclass
from typing import Any, Literal

Outcome = Literal["clean", "not audited", "found"]


@dataclass(frozen=True)
class Verdict:
    outcome: Outcome
    lines: tuple[str, ...] = ()


NOT_AUDITED = Verdict("not audited")


def read_pip_answer(text: str) -> Verdict:
    """pip-audit ends well, too, when the service knew none of the packages it was asked about."""
    answer = read_object(text)
    packages = answer.get("dependencies")
    if not packages:
        return NOT_AUDITED
    lines = tuple(
        f"{package['name']} {package['version']}: {fault['id']}, {cure_of(fault)}"
        for package in packages
        for fault in package.get("vulns", ())
    )
    if lines:
        return Verdict("found", lines)
    return NOT_AUDITED if any("skip_reason" in one for one in packages) else Verdict("clean")


def cure_of(fault: dict[str, Any]) -> str:
    versions = ", ".join(fault.get("fix_versions", ()))
    return f"mended in {versions}" if versions else "not mended yet"


def read_npm_answer(text: str) -> Verdict:
    """npm ends with the same exit code for faults and for a service that does not answer."""
    packages = read_object(text).get("vulnerabilities")
    if packages is None:
        return NOT_AUDITED
    lines = tuple(
        f"{name} {package['range']}: {package['severity']}" for name, package in packages.items()
    )
    return Verdict("found", lines) if lines else Verdict("clean")


def read_object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
