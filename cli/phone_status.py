"""What ``flask phone status`` says."""

from collections.abc import Iterator
from datetime import datetime

from extensions import current_settings
from models import PhoneSwitch
from models.phone_usage import phone_usage_of
from phone_numbers import SINCH_TEST_NUMBERS

NOBODY = ""


def describe_status(*, now: datetime) -> Iterator[str]:
    """Say what decides about the next call to a phone, and how much of today's caps is used."""
    settings = current_settings()
    yield f"Calls to phones are {'on' if PhoneSwitch.is_now_on() else 'off'}."
    if settings.caller_identifier is None:
        yield "Without SINCH_CALLER_IDENTIFIER nobody can place one all the same."
    regions = ", ".join(settings.phone_allowed_regions) or "none, only Sinch's test numbers"
    yield f"Allowed regions: {regions}."
    usage = phone_usage_of(NOBODY, now=now, free_numbers=SINCH_TEST_NUMBERS)
    caps = settings.phone_caps
    minutes = -(-usage.all_seconds_today // 60)
    calls_used = f"{usage.all_calls_today} of {caps.all_calls_per_day} calls"
    minutes_used = f"{minutes} of {caps.all_minutes_per_day} minutes"
    yield f"Today (UTC), all users together: {calls_used}, {minutes_used}."
    yield "A call that is up counts with all the minutes that it may last."
