"""Reading a JSON body field by field, with a sentence for what does not fit."""

import re
from datetime import UTC, datetime
from typing import Any

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from strict_json import load_strict_json

MAX_JSON_BYTES = 16 * 1024
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")


class BadBody(ValueError):
    """A JSON body that does not fit; the text says which part."""


def read_json_object() -> dict[str, Any]:
    """Return the body's object; no body counts as an empty one.

    :raises BadBody: not JSON, or not an object.
    """
    if request.mimetype and not request.is_json:
        raise UnsupportedMediaType
    if len(request.data) > MAX_JSON_BYTES:
        raise RequestEntityTooLarge
    if not request.data:
        return {}
    if not request.mimetype:
        raise UnsupportedMediaType
    try:
        body = load_strict_json(request.data.decode("utf-8"))
    except ValueError:
        raise BadBody("The body is not JSON.") from None
    if not isinstance(body, dict):
        raise BadBody("The body must be a JSON object.")
    return body


def read_text(body: dict[str, Any], name: str, *, pattern: str) -> str:
    """Return a text member, the whole of which matches ``pattern``."""
    value = body.get(name)
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise BadBody(f"{name} is missing or not of its form.")
    return value


def read_choice(body: dict[str, Any], name: str, choices: tuple[str, ...]) -> str:
    value = body.get(name, choices[0])
    if value not in choices:
        raise BadBody(f"{name} is one of {', '.join(choices)}.")
    return str(value)


def read_time(body: dict[str, Any], name: str) -> datetime:
    """Return an ISO 8601 time in UTC, written with ``Z``."""
    try:
        return datetime.fromisoformat(read_text(body, name, pattern=TIME.pattern)).astimezone(UTC)
    except ValueError:  # BadBody too
        raise BadBody(f"{name} is a time such as 2026-01-02T03:04:05Z.") from None
