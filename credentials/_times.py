"""Times: aware UTC inside, whole seconds or ISO 8601 on the wire."""

import re
from datetime import UTC, datetime, timedelta

from .errors import CredentialError

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime.max.replace(microsecond=0, tzinfo=UTC)
LATEST_SECOND = 253_402_300_799  # the same, in seconds since 1970

CLOCK_LEEWAY = timedelta(minutes=5)
"""How far ahead of ours the clock that made a credential may be: our choice, Sinch names none."""

# Leap seconds, week dates, a bare date, a space for the "T": none is what a generator writes.
TIMESTAMP = re.compile(
    r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,7})?(Z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)


def to_utc(moment: datetime) -> datetime:
    """Return the same moment in UTC.

    :raises ValueError: the time has no time zone, so it names no moment.
    """
    if moment.tzinfo is UTC:
        return moment  # the usual case, for speed
    if moment.utcoffset() is None:
        raise ValueError("a time without a time zone names no moment: use datetime.now(UTC)")
    return moment.astimezone(UTC)


def lifetime_seconds(start: datetime, lifetime: timedelta, *, least: timedelta) -> int:
    """Return the seconds of a lifetime that begins at ``start``, in UTC.

    :raises ValueError: shorter than ``least``, not whole seconds, or beyond the year 9999.
    """
    if not least <= lifetime <= LATEST - start or lifetime.microseconds:
        raise ValueError(
            f"a lifetime is a whole number of seconds, {in_words(least)} or more, and ends before"
            " the year 10000"
        )
    return lifetime.days * 86_400 + lifetime.seconds


def seconds_since_epoch(utc: datetime) -> int:
    """Return the whole second of a time in UTC, cut off, never rounded into the next day.

    :raises ValueError: before 1970.
    """
    since_epoch = utc - EPOCH  # exact, where timestamp() is a float
    if since_epoch.days < 0:
        raise ValueError("a registration token is not issued before 1970")
    return since_epoch.days * 86_400 + since_epoch.seconds


def from_seconds(seconds: int) -> datetime:
    """Return the aware UTC time of seconds since 1970; 0 to :data:`LATEST_SECOND`."""
    return EPOCH + timedelta(seconds=seconds)


def parse_timestamp(value: object, what: str) -> datetime:
    """Parse an ISO 8601 date and time with ``Z`` or offset and 0 to 7 fraction digits.

    :raises CredentialError: ``WHAT-form`` or ``WHAT-no-offset``.
    """
    match = TIMESTAMP.fullmatch(value) if isinstance(value, str) else None
    if match and match[1] is None:
        raise CredentialError(
            f"{what}-no-offset",
            f'"{what}" has neither "Z" nor an offset, so it names no moment: write it in UTC'
            ' with "Z".',
        )
    try:
        if match:
            return datetime.fromisoformat(match[0]).astimezone(UTC)
    except (ValueError, OverflowError):
        pass  # the thirtieth of February, an offset of 99 hours
    raise CredentialError(
        f"{what}-form", f'"{what}" is not a date and time such as 2026-11-20T12:00:00Z.'
    )


def in_words(duration: timedelta) -> str:
    """Say how long: ``24 hours``, ``3 minutes``, ``1 second``; cut, not rounded."""
    seconds = int(duration.total_seconds())
    for unit, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return "1 second" if seconds == 1 else f"{seconds} seconds"


def check_time_window(
    issued_at: datetime, expires_at: datetime, *, now: datetime, what: str
) -> None:
    """Refuse what is not valid yet or no more.

    :raises CredentialError: ``issued-in-future`` (by more than :data:`CLOCK_LEEWAY`) or
        ``expired`` (from ``expires_at`` on).
    """
    now = to_utc(now)
    if issued_at - now > CLOCK_LEEWAY:
        ahead = in_words(issued_at - now)
        raise CredentialError(
            "issued-in-future",
            f"The {what} was issued {ahead} in the future: is this machine's clock right?",
        )
    if expires_at <= now:
        raise CredentialError(
            "expired",
            f"The {what} expired {in_words(now - expires_at)} ago: is this machine's clock right?",
        )
