"""Which phone numbers may be called, by Google's libphonenumber data."""

import re

import phonenumbers
from phonenumbers import PhoneNumberType

from calling.callee import CallRefused

MAX_TYPED_LENGTH = 32
# With country code; no country has ordinary numbers as short, and the emergency numbers are.
MAX_SHORT_DIGITS = 6

# https://developers.sinch.com/docs/voice/ : free of charge, and no numbers of the public plan.
SINCH_TEST_NUMBERS = frozenset(
    {
        "+46000000000",
        *(f"+46000000000{prompts}" for prompts in range(2, 10)),
        "+4600000000010",
        "+4600000000020",
        "+4600000000030",
        "+4600000000031",
        "+4600000000040",
        "+4600000000050",
        "+4600000000051",
    }
)
# Premium, shared-cost, pager, satellite and unknown kinds cost whatever their owner likes.
ALLOWED_KINDS = frozenset(
    {
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
    }
)
# What libphonenumber calls the region of numbers that belong to no country: satellites,
# international freephone and the like. Never allowed, whatever kind such a number is.
NO_COUNTRY = "001"
# East Asian keyboards type these for "+" and the digits.
FULL_WIDTH = {0xFF0B: "+", **{0xFF10 + digit: str(digit) for digit in range(10)}}
SEPARATORS = re.compile(r"[ \-().\u00a0]")


class PhoneNumberRefused(CallRefused):
    """The number cannot or must not be called; the text says why, in a sentence.

    :ivar code: the reason for programs, such as ``region``.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def check_phone_number(text: str, allowed_regions: tuple[str, ...]) -> str:
    """Return the E.164 form of a number that may be called.

    :param text: as typed or pasted, with ``+`` and country code.
    :param allowed_regions: country codes such as ``SE``; Sinch's test numbers need none.
    :raises PhoneNumberRefused: with a sentence for the person who typed it.
    """
    typed = text.strip(" \u00a0").translate(FULL_WIDTH)
    if SEPARATORS.sub("", typed) in SINCH_TEST_NUMBERS:
        return SEPARATORS.sub("", typed)
    number = parse_international(typed)
    check_region(number, allowed_regions)
    if phonenumbers.number_type(number) not in ALLOWED_KINDS:
        raise PhoneNumberRefused("kind", "Only ordinary landline and mobile numbers can be called.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def parse_international(typed: str) -> phonenumbers.PhoneNumber:
    """Parse ``+46 70 123 45 67``; refuse what libphonenumber would drop without a word."""
    if re.fullmatch(rf"\+?[0-9]{{1,{MAX_SHORT_DIGITS}}}", SEPARATORS.sub("", typed)):
        raise PhoneNumberRefused(
            "short", "No emergency calls and no short numbers here: use a telephone for these."
        )
    if not re.fullmatch(r"\+[0-9 \-().\u00a0]*", typed) or len(typed) > MAX_TYPED_LENGTH:
        raise PhoneNumberRefused(
            "form", "Type the number with + and country code, such as +46 70 123 45 67."
        )
    try:
        number = phonenumbers.parse(typed)
    except phonenumbers.NumberParseException:
        raise PhoneNumberRefused("no-number", "This is not a phone number.") from None
    if not phonenumbers.is_valid_number(number):
        raise PhoneNumberRefused(
            "no-number", "This number does not exist in its country's numbering plan."
        )
    return number


def check_region(number: phonenumbers.PhoneNumber, allowed_regions: tuple[str, ...]) -> None:
    """By country, not by dial prefix: behind +1 there are expensive islands."""
    region = phonenumbers.region_code_for_number(number)
    if region is None or region == NO_COUNTRY or region not in allowed_regions:
        where = "numbers of no country" if region in (None, NO_COUNTRY) else region
        allowed = ", ".join(allowed_regions) or "none, only Sinch's test numbers"
        raise PhoneNumberRefused(
            "region", f"Calls to {where} are not allowed here (allowed: {allowed})."
        )
