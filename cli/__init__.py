"""``flask phone``, ``flask sinch`` and ``flask users``: read the words, call a package, print."""

from flask import Flask

from cli import (  # noqa: F401 - they add their commands
    sinch_doctor,
    sinch_reading,
    sinch_send_callback,
    sinch_signing,
)
from cli.phone import phone
from cli.sinch import sinch
from cli.users import users


def register_commands(app: Flask) -> None:
    for group in (phone, sinch, users):
        app.cli.add_command(group)
