"""Prints a callback and its answer, so that people can read them and terminals stay as they are."""

import json
import re

import click

from cli.callback_request import Answer, Signed
from cli.output import print_text


def print_request(url: str, signed: Signed) -> None:
    click.echo(f"POST {url}")
    for name, value in signed.headers.items():
        click.echo(f"  {name}: {shorten_signature(value) if name == 'Authorization' else value}")
    print_text(f"\n{in_lines(signed.body)}\n")


def print_answer(answer: Answer) -> None:
    print_text(printable(f"{answer.status} {answer.reason}"))
    if answer.body:
        print_text(f"\n{in_lines(answer.body)}\n")


def shorten_signature(authorization: str) -> str:
    """A whole one would let whoever sees the terminal send the same callback for five minutes."""
    return re.sub(r"(:.{6}).*", r"\1...", authorization)


def in_lines(body: bytes) -> str:
    """JSON with a member a line; of anything else the beginning."""
    try:
        return printable(json.dumps(json.loads(body), indent=2, ensure_ascii=False))
    except (ValueError, RecursionError):
        return printable(body[:500].decode("utf-8", "replace"))


def printable(text: str) -> str:
    """Without what could steer the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in text)
