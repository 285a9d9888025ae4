"""What the server writes down: an event is one line, and nobody's credential stands in it."""

import base64
import logging
import re
from types import TracebackType

from flask import Flask, current_app, request
from flask.logging import default_handler

from config import Settings
from extensions import address_that_asks

ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)

# Registration tokens, user tickets and session cookies are base64 of JSON, compressed or not.
CREDENTIAL = re.compile(r"(eyJ[\w-]{3}|\.eJ[\w-]{3})[\w+/=.:-]{10,}")
AUTHORIZATION = re.compile(r"(application\s+[\w-]{3})[\w-]+:\S+", re.IGNORECASE)
PASSWORD_OF_ADDRESS = re.compile(r"(://[^:/@\s]*:)[^@/\s]+(?=@)")
# Whoever knows the name of a channel of the classic SDK may listen there.
CHANNEL = re.compile(r"(/sandbox/classic/(?:subscribe|publish|v2)/)[^\s\"]+")
# Control characters, and what turns text around: none may look like another line or other text.
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Mask(logging.Filter):
    """Hides credentials in log records; one for the whole process."""

    def __init__(self) -> None:
        super().__init__()
        self.secrets: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self.hide(record.getMessage()), ()
        return True

    def hide(self, text: str) -> str:
        for secret in self.secrets:
            text = text.replace(secret, "***")
        for pattern in (CREDENTIAL, AUTHORIZATION, PASSWORD_OF_ADDRESS, CHANNEL):
            text = pattern.sub(r"\1***", text)
        return text


class LineFormatter(logging.Formatter):
    """One line for an event; a traceback follows it, indented."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        return escape(super().formatMessage(record))

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802
        lines = mask.hide(super().formatException(ei)).splitlines()
        return "\n".join(f"  | {escape(line)}" for line in lines)


mask = Mask()


def register_logs(app: Flask, settings: Settings) -> None:
    mask.secrets |= spellings_of_secrets(settings)
    default_handler.setFormatter(LineFormatter("%(asctime)s %(levelname)s %(message)s"))
    for logger in (app.logger, logging.getLogger("werkzeug")):  # the second logs each request
        logger.addFilter(mask)


def spellings_of_secrets(settings: Settings) -> set[str]:
    secret = settings.application.secret
    encoded = base64.b64encode(secret).decode("ascii")
    return {settings.secret_key, encoded, encoded.rstrip("="), secret.hex()}


def note_refusal(code: str) -> None:
    """Write down that the current request was refused, and why in one word."""
    where = f"{request.method} {request.path}"
    current_app.logger.warning("refused %s: %s from %s", code, where, address_that_asks())


def escape(text: str) -> str:
    return UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
