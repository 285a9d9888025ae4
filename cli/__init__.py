"""``flask sinch ...`` and ``flask users ...``: read the words, call a package below, print."""

from flask import Flask

from cli import sinch_reading  # noqa: F401 - it adds its command to the group
from cli.sinch import sinch


def register_commands(app: Flask) -> None:
    app.cli.add_command(sinch)
