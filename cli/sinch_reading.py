"""``flask sinch read``: explains a credential in the terminal."""

import sys
import textwrap
from itertools import groupby

import click

from cli.output import print_text
from cli.sinch import sinch
from credentials.inspection import Inspection, Part, inspect_credential
from extensions import current_settings
from models.utc_datetime import utc_now

WIDTH = 96
MARGIN = " " * 4
MAX_PIPED_BYTES = 1_000_000  # far more than any credential has


@sinch.command("read")
@click.argument("ticket")
def read_credential(ticket: str) -> None:
    """Explain TICKET part by part and say whether it is right.

    TICKET is a registration token, a user ticket, the JSON answer of POST
    /api/registration-signature, or a callback's Authorization header; "-" reads it from standard
    input, which keeps it out of the shell's history. The exit code is 1 when something is wrong.
    """
    # As bytes: what is no text is answered, too.
    piped = sys.stdin.buffer.read(MAX_PIPED_BYTES) if ticket == "-" else b""
    text = piped.decode("utf-8", "replace") if ticket == "-" else ticket
    found = inspect_credential(current_settings().application, text, now=utc_now())
    print_text("\n".join([*describe_parts(found), *describe_verdict(found)]))
    if not found.is_good:
        raise SystemExit(1)


def describe_parts(found: Inspection) -> list[str]:
    lines = []
    if found.form:
        lines += [f"This is a {found.form}.", ""]
    for section, parts in groupby(found.parts, lambda part: part.section):
        lines += [section[0].upper() + section[1:], *map(describe_part, parts), ""]
    if found.parts and not found.is_verified:
        lines += ["UNVERIFIED: nothing proves who wrote these parts.", ""]
    return lines


def describe_part(part: Part) -> str:
    meaning = [part.meaning] if part.meaning else []
    text = [f"  {part.name}: {part.value}"]
    for sentence in [*meaning, part.explanation]:
        text += wrap(sentence, MARGIN)
    return "\n".join(text)


def describe_verdict(found: Inspection) -> list[str]:
    if found.fault is None:
        return ["GOOD: every check passed."]
    verdict = "NOT CHECKED" if found.fault.code == "unproved" else "WRONG"
    return wrap(f"{verdict}: {found.fault} {found.advice}".strip())


def wrap(text: str, margin: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=margin, subsequent_indent=margin)
