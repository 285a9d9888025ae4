"""Times as JSON writes them."""

from datetime import UTC, datetime


def to_iso(time: datetime) -> str:
    """Write an aware time as ISO 8601 in UTC, such as ``2026-01-02T03:04:05Z``."""
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
