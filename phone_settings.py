"""The settings of calls: the numbers of phones, and what limits how much is called."""

import re
from dataclasses import fields

from calling.caps import PhoneCaps
from settings_reader import SettingsReader

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
REGIONS = re.compile(r"[A-Z]{2}( *, *[A-Z]{2})*")
SANDBOX_PHONE_REGIONS = "US,GB,SE,DE"
SANDBOX_CALLER_IDENTIFIER = "+46700000000"
E164_LIST = re.compile(rf"{E164.pattern}( *, *{E164.pattern})*")

LIVE_CAPS = PhoneCaps(
    calls_per_10_minutes=5,
    calls_per_day=20,
    minutes_per_day=30,
    all_calls_per_day=100,
    all_minutes_per_day=60,
    new_account_minutes=10,
)
# The sandbox costs nothing, and a workshop shares it.
SANDBOX_CAPS = PhoneCaps(
    calls_per_10_minutes=60,
    calls_per_day=1_000,
    minutes_per_day=6_000,
    all_calls_per_day=10_000,
    all_minutes_per_day=60_000,
    new_account_minutes=0,
)
LARGEST_CAP = 1_000_000


def read_caller_identifier(read: SettingsReader, *, is_sandbox: bool) -> str | None:
    return read.matching(
        "SINCH_CALLER_IDENTIFIER",
        E164,
        "is a phone number such as +46700000000, + and digits only",
        default=SANDBOX_CALLER_IDENTIFIER if is_sandbox else None,
    )


def read_max_duration(read: SettingsReader) -> int:
    return read.number("PHONE_MAX_DURATION_SECONDS", default=600, lowest=60, highest=14400)


def read_people_calls(read: SettingsReader, *, is_sandbox: bool) -> int:
    default = 600 if is_sandbox else 60
    return read.number("PEOPLE_CALLS_PER_HOUR", default=default, lowest=1, highest=LARGEST_CAP)


def read_phone_caps(read: SettingsReader, *, is_sandbox: bool) -> PhoneCaps:
    """Read ``PHONE_CALLS_PER_DAY`` and its neighbours, one for each field of the caps."""
    defaults = SANDBOX_CAPS if is_sandbox else LIVE_CAPS
    return PhoneCaps(
        **{
            field.name: read.number(
                f"PHONE_{field.name.upper()}",
                default=getattr(defaults, field.name),
                lowest=0,
                highest=LARGEST_CAP,
            )
            for field in fields(PhoneCaps)
        }
    )


def read_rented_numbers(read: SettingsReader, *, is_sandbox: bool) -> tuple[str, ...] | None:
    """Read which numbers people may take as their own; None: any ordinary number."""
    listed = read.matching(
        "SINCH_PHONE_NUMBERS", E164_LIST, "is a list of numbers such as +46700000001,+46700000002"
    )
    if listed is None:
        return None if is_sandbox else ()
    return tuple(number.strip() for number in listed.split(","))


def read_phone_regions(read: SettingsReader, *, is_sandbox: bool) -> tuple[str, ...]:
    regions = read.matching(
        "PHONE_ALLOWED_REGIONS",
        REGIONS,
        "is a list of two-letter country codes such as US,GB,SE (not dial prefixes)",
        default=SANDBOX_PHONE_REGIONS if is_sandbox else "",
    )
    return tuple(region.strip() for region in (regions or "").split(",") if region)
