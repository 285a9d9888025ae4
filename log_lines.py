"""What a line of the log looks like: one line for an event, and nobody's credential in it.

Standard library only: gunicorn's master process writes with it, and must load nothing of the site,
or its workers could not be given new code.
"""

import json
import logging
import re
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType

ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)

# Registration tokens, user tickets and session cookies are base64 of JSON, compressed or not.
CREDENTIAL = re.compile(r"(eyJ[\w-]{3}|\.eJ[\w-]{3})[\w+/=.:-]{10,}")
AUTHORIZATION = re.compile(r"(application\s+[\w-]{3})[\w-]+:\S+", re.IGNORECASE)
PASSWORD_OF_ADDRESS = re.compile(r"(://[^:/@\s]*:)[^@/\s]+(?=@)")
# Whoever knows the name of a channel of the classic SDK may listen there.
CHANNEL = re.compile(r"(/sandbox/classic/(?:subscribe|publish|v2)/)[^\s\"]+")
# People paste anything into addresses.
QUERY = re.compile(r"((?:^|[\s'\"])/[^\s?'\"]*\?)[^\s'\"]+")
REQUESTS = "requests"  # the logger of request_log.py

HIDDEN = (CREDENTIAL, AUTHORIZATION, PASSWORD_OF_ADDRESS, CHANNEL, QUERY)
# Control characters, and what turns text around: none may look like another line or other text.
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class RequestNote:
    """The request that is being answered, as every line about it names it."""

    id: str
    method: str
    path: str  # without the query, and masked


current_request: ContextVar[RequestNote | None] = ContextVar("current_request", default=None)


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
        for pattern in HIDDEN:
            text = pattern.sub(r"\1***", text)
        return text


class LineFormatter(logging.Formatter):
    """One line for an event; a traceback follows it, indented."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        note = current_request.get()
        line = escape(super().formatMessage(record))
        return f"{line} [{note.id}]" if note else line

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802
        lines = mask.hide(super().formatException(ei)).splitlines()
        return "\n".join(f"  | {escape(line)}" for line in lines)


class JsonFormatter(logging.Formatter):
    """One JSON object for an event, on a line of its own, with the traceback in it."""

    def format(self, record: logging.LogRecord) -> str:
        written_at = datetime.fromtimestamp(record.created, UTC)
        fields = {
            "time": written_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
        }
        note = current_request.get()
        if note:
            fields |= {"requestId": note.id, "method": note.method, "path": note.path}
        fields |= getattr(record, "fields", {})  # what the record says beside its sentence
        if record.exc_info:
            fields["traceback"] = mask.hide(self.formatException(record.exc_info))
        return json.dumps(fields)


mask = Mask()


def make_formatter(log_format: str) -> logging.Formatter:
    """:param log_format: ``text`` or ``json``."""
    if log_format == "json":
        return JsonFormatter()
    return LineFormatter("%(asctime)s %(levelname)s %(message)s")


def log_requests() -> None:
    """Write a line for each request from now on; for servers, which say nothing of their own."""
    logging.getLogger(REQUESTS).setLevel(logging.INFO)


def escape(text: str) -> str:
    return UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
