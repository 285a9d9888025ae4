"""What the server writes down, and where: all of it goes through one handler."""

import logging
from urllib.parse import quote

from flask import Flask, current_app, request
from flask.logging import default_handler

from config import Settings
from extensions import address_that_asks
from log_lines import make_formatter, mask

SHORTEST_HIDDEN_CODE = 6


def register_logs(app: Flask, settings: Settings) -> None:
    mask.secrets |= spellings_of_secrets(settings)
    default_handler.setFormatter(make_formatter(settings.server.log_format))
    default_handler.addFilter(mask)
    app.logger.removeHandler(default_handler)
    logging.getLogger().addHandler(default_handler)  # libraries' warnings too
    # The server of `flask run` has a form of its own, with colours.
    werkzeug = logging.getLogger("werkzeug")
    werkzeug.propagate = False
    werkzeug.addFilter(mask)


def spellings_of_secrets(settings: Settings) -> set[str]:
    found = {settings.secret_key}
    for application in (settings.application, settings.previous_application):
        if application:
            encoded, in_hex = application.base64_secret, application.secret.hex()
            found |= {encoded, encoded.rstrip("="), in_hex}
    code = settings.registration_code or ""
    # A shorter one is part of other words: their gaps would give it away.
    return found | {code, quote(code)} if len(code) >= SHORTEST_HIDDEN_CODE else found


def note_refusal(code: str) -> None:
    """Write down that the current request was refused, and why in one word."""
    where = f"{request.method} {request.path}"
    current_app.logger.warning("refused %s: %s from %s", code, where, address_that_asks())
