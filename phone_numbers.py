"""Which phone numbers may be called, by Google's libphonenumber data."""

import phonenumbers
from phonenumbers import PhoneNumberType

MAX_TYPED_LENGTH = 32

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


class PhoneNumberRefused(ValueError):
    """The number cannot or must not be used; the text says why, in a sentence."""


def check_phone_number(text: str, allowed_regions: tuple[str, ...]) -> str:
    """Return the E.164 form of a number that may be called.

    :param text: as typed or pasted, with ``+`` and country code.
    :param allowed_regions: country codes such as ``SE``; Sinch's test numbers need none.
    :raises PhoneNumberRefused: with a sentence for the person who typed it.
    """
    typed = text.strip()
    if typed in SINCH_TEST_NUMBERS:
        return typed
    number = parse_international(typed)
    if phonenumbers.number_type(number) not in ALLOWED_KINDS:
        raise PhoneNumberRefused("Only ordinary landline and mobile numbers can be called.")
    region = phonenumbers.region_code_for_number(number)
    if region not in allowed_regions:
        allowed = ", ".join(allowed_regions) or "none, only Sinch's test numbers"
        raise PhoneNumberRefused(
            f"Calls to {region or 'this part of the world'} are not allowed here"
            f" (allowed: {allowed})."
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def check_own_number(
    text: str, rented_numbers: tuple[str, ...] | None, caller_identifier: str | None
) -> str:
    """Return the E.164 form of a number that a person may take as their own.

    :param text: as typed or pasted, with ``+`` and country code.
    :param rented_numbers: those that people may take, E.164; None: any ordinary number.
    :param caller_identifier: all called phones show it, so it belongs to nobody.
    :raises PhoneNumberRefused: with a sentence for the person who typed it.
    """
    number = parse_international(text.strip())
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if e164 == caller_identifier:
        raise PhoneNumberRefused("All calls of this site show this number: nobody can have it.")
    if rented_numbers is not None and e164 not in rented_numbers:
        raise PhoneNumberRefused("This number is not one of those that this site gives out.")
    if rented_numbers is None and phonenumbers.number_type(number) not in ALLOWED_KINDS:
        raise PhoneNumberRefused("Only an ordinary landline or mobile number can be yours.")
    return e164


def parse_international(typed: str) -> phonenumbers.PhoneNumber:
    """Parse ``+46 70 123 45 67``; refuse what libphonenumber would drop without a word."""
    unexpected = set(typed) - set("+0123456789 -().\u00a0")
    if (
        not typed.startswith("+")
        or typed.count("+") > 1
        or unexpected
        or len(typed) > MAX_TYPED_LENGTH
    ):
        raise PhoneNumberRefused(
            "Type the number with + and country code, such as +46 70 123 45 67."
        )
    try:
        number = phonenumbers.parse(typed)
    except phonenumbers.NumberParseException:
        raise PhoneNumberRefused("This is not a phone number.") from None
    if not phonenumbers.is_valid_number(number):
        raise PhoneNumberRefused("This number does not exist in its country's numbering plan.")
    return number
