"""``flask users ...``: read the words, call a package below, print."""

from flask import Flask

from cli.users import users


def register_commands(app: Flask) -> None:
    app.cli.add_command(users)
