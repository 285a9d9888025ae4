"""Times as JSON writes them."""

from datetime import UTC, datetime


def to_iso(time: datetime) -> str:
    """Write an aware time as ISO 8601 in UTC, such as ``2026-01-02T03:04:05Z``."""
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def wait_in_words(seconds: int) -> str:
    """Such as ``1 second``, ``40 seconds`` or ``3 minutes``, never shorter than it is."""
    number, unit = (seconds, "second") if seconds < 90 else (-(-seconds // 60), "minute")
    return f"{number} {unit}{'' if number == 1 else 's'}"
