"""How much may be phoned: calls to phones cost money, and a stolen session can place them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PhoneCaps:
    """The limits of calls to phones; days are days in UTC.

    Each user has one phone call at a time, always.
    """

    calls_per_10_minutes: int  # of one user, as are the next two
    calls_per_day: int
    minutes_per_day: int
    all_calls_per_day: int  # of all users together
    all_minutes_per_day: int
    new_account_minutes: int  # how old an account must be before it may phone
