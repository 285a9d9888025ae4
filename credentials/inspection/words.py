"""Values and times as a person reads them; all of it safe to print, whatever was pasted."""

from datetime import datetime, timedelta

from .._strict import is_whole_number
from .._times import LATEST_SECOND, from_seconds, in_words

MAX_SHOWN = 300
SIGNATURE_SHOWN = 6


def show_value(value: object) -> str:
    """Write a value of a credential's JSON, shortened."""
    if isinstance(value, str):
        return show_text(value)
    if isinstance(value, dict | list):
        return f"{{{len(value)} members}}" if isinstance(value, dict) else f"[{len(value)} items]"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return show_text(str(value))


def show_text(text: str) -> str:
    """Escape what a terminal would obey and what turns or hides text; then shorten."""
    shown = "".join(c if c.isprintable() else _escape(c) for c in text[:MAX_SHOWN])
    return shown if len(text) <= MAX_SHOWN else f"{shown}… ({len(text)} characters)"


def show_signature(text: str) -> str:
    """Enough to recognise it by, too little to use it."""
    return f"{show_text(text[: min(SIGNATURE_SHOWN, len(text) // 4)])}… (hidden)"


def show_moment(moment: datetime, now: datetime) -> str:
    """``2026-11-20 12:00:00 UTC, 3 minutes ago``"""
    written = moment.replace(tzinfo=None).isoformat(" ", "seconds")
    return f"{written} UTC, {_from_now(moment - now)}"


def show_seconds_since_1970(value: object, now: datetime) -> str:
    if not is_whole_number(value) or not 0 <= value <= LATEST_SECOND:
        return "not a time in whole seconds since 1970"
    return show_moment(from_seconds(value), now)


def show_lifetime(seconds: int) -> str:
    try:
        return in_words(timedelta(seconds=seconds)) if seconds > 0 else "none: it ends at once"
    except OverflowError:
        return "longer than the calendar"


def _from_now(distance: timedelta) -> str:
    if abs(distance) < timedelta(seconds=1):
        return "now"
    if distance < timedelta(0):
        return f"{in_words(-distance)} ago"
    return f"in {in_words(distance)}"


def _escape(character: str) -> str:
    return f"\\u{{{ord(character):x}}}"
