"""``flask sinch ...`` and ``flask users ...``: read the words, call a package below, print."""

from flask import Flask

from cli import sinch_doctor, sinch_reading, sinch_signing  # noqa: F401 - they add their commands
from cli.sinch import sinch
from cli.users import users


def register_commands(app: Flask) -> None:
    for group in (sinch, users):
        app.cli.add_command(group)
