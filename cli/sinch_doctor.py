"""``flask sinch doctor``: what this installation is set to, and what is wrong with it.

It asks nobody but the database. Settings that cannot be at all, and a database that does not
answer at the start, are said by create_app() before any command runs.
"""

import sys

import click

from cli.finding import Finding
from cli.findings import find_all
from cli.sinch import sinch


@sinch.command("doctor")
def examine() -> None:
    """Say how this site is set up; exit code 1 when something must be mended (!)."""
    findings = find_all()
    for finding in findings:
        click.echo(describe(finding))
    problems = sum(bool(finding.cure) for finding in findings)
    warnings = sum(bool(finding.advice) for finding in findings)
    if warnings:
        click.echo(f"Warnings: {warnings}.")
    click.echo(f"Problems: {problems}." if problems else "No problem found.")
    sys.exit(1 if problems else 0)


def describe(finding: Finding) -> str:
    mark = "!" if finding.cure else "?" if finding.advice else " "
    line = f"{mark} {finding.name:20}{finding.text}"
    notes = (note for note in (finding.cure, finding.advice) if note)
    return "\n".join([line, *(f"  {'':20}{note}" for note in notes)])
