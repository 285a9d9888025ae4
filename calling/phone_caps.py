"""Whether the caps leave room for one more call to a phone."""

from dataclasses import dataclass

from calling.callee import CallRefused
from calling.caps import PhoneCaps

# Nobody is helped by a call that ends before anything was said; no setting allows less either.
LEAST_SECONDS = 60


@dataclass(frozen=True)
class PhoneUsage:
    """Calls to phones that were let through; an open one counts as long as it may last.

    What is of today, a day in UTC, is without the numbers that are free of charge.
    """

    has_open_call: bool = False
    calls_in_10_minutes: int = 0
    calls_today: int = 0
    seconds_today: int = 0
    all_calls_today: int = 0  # of all users together
    all_seconds_today: int = 0


def grant_seconds(usage: PhoneUsage, caps: PhoneCaps, *, wanted_seconds: int, is_free: bool) -> int:
    """Return how long the next call may last: as long as wanted, or as the day's minutes allow.

    :raises CallRefused: there is no room for it.
    """
    if usage.has_open_call:
        raise CallRefused("You have a phone call already: one at a time.")
    if usage.calls_in_10_minutes >= caps.calls_per_10_minutes:
        raise CallRefused(
            f"You have placed {count(usage.calls_in_10_minutes, 'phone call')} in 10 minutes:"
            " wait a little."
        )
    if is_free:
        return wanted_seconds
    if usage.calls_today >= caps.calls_per_day:
        raise CallRefused(
            f"You have used your {count(caps.calls_per_day, 'phone call')} for today."
        )
    if usage.all_calls_today >= caps.all_calls_per_day:
        raise CallRefused("All phone calls of this site are used up for today.")
    own_seconds = caps.minutes_per_day * 60 - usage.seconds_today
    if own_seconds < LEAST_SECONDS:
        raise CallRefused(
            f"You have used your {count(caps.minutes_per_day, 'minute')} of phone calls for today."
        )
    all_seconds = caps.all_minutes_per_day * 60 - usage.all_seconds_today
    if all_seconds < LEAST_SECONDS:
        raise CallRefused("All phone minutes of this site are used up for today.")
    return min(wanted_seconds, own_seconds, all_seconds)


def count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
