"""Printing what other people wrote."""

import sys

import click


def print_text(text: str) -> None:
    """Print a text, with \\u escapes for what this terminal or pipe has no characters for."""
    encoding = sys.stdout.encoding or "utf-8"
    click.echo(text.encode(encoding, "backslashreplace").decode(encoding))
