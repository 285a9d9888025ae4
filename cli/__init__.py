"""The commands ``flask sinch ...`` and ``flask users ...``."""

from flask import Flask

from .sinch import sinch


def register_commands(app: Flask) -> None:
    app.cli.add_command(sinch)
