"""Reads single fields of an event from Sinch.

What decides about a call must be of its form. What only informs (a time, a price) is given as
None where it makes no sense: to lose the end of a call over it would be worse.
"""

import re
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f-\x9f]")
CURRENCY = re.compile(r"[A-Za-z]{3}")
LONGEST_TEXT = 255
LONGEST_DURATION = 2**31 - 1
POSSIBLE_YEARS = range(2000, 2060)  # less than the longest duration apart
MOST_MONEY = Decimal(10**8)
MONEY_STEP = Decimal("0.0001")

Fields = dict[str, Any]


class MalformedEvent(ValueError):
    """A signed body that is no event of Sinch's form; the text says which part."""


class Money(NamedTuple):
    amount: Decimal | None = None
    currency: str | None = None


def read_text(fields: Fields, name: str, *, longest: int = LONGEST_TEXT) -> str:
    """Return a text; one that is absent or null is empty."""
    value = fields.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > longest or CONTROL_CHARACTER.search(value):
        raise MalformedEvent(f"{name} is not a text of at most {longest} characters")
    return value


def read_object(fields: Fields, name: str) -> Fields:
    """Return an object; one that is absent or null is empty."""
    value = fields.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise MalformedEvent(f"{name} is not an object")
    return value


def read_time(fields: Fields, name: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(read_text(fields, name))
        time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
        return time if time.year in POSSIBLE_YEARS else None
    except MalformedEvent:
        raise
    except (ValueError, OverflowError):
        return None


def read_seconds(fields: Fields, name: str) -> int | None:
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise MalformedEvent(f"{name} is not a number")
    return int(value) if 0 <= value <= LONGEST_DURATION else None


def read_money(fields: Fields, name: str) -> Money:
    money = read_object(fields, name)
    amount, currency = money.get("amount"), read_text(money, "currencyId")
    if isinstance(amount, bool) or not isinstance(amount, int | float | str | None):
        raise MalformedEvent(f"{name}.amount is not a number")
    known = CURRENCY.fullmatch(currency)
    return Money(_decimal(amount), currency.upper() if known else None)


def _decimal(amount: float | str | None) -> Decimal | None:
    try:
        value = Decimal(str(amount))
        return value.quantize(MONEY_STEP) if abs(value) < MOST_MONEY else None
    except InvalidOperation:  # no number, or NaN
        return None
