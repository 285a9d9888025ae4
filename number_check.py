"""What is said about a phone number while somebody types it."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumberFormat, ValidationResult

from phone_numbers import SINCH_TEST_NUMBERS, PhoneNumberRefused, check_phone_number

INCOMPLETE = "This number is not complete yet."
NEEDS_COUNTRY_CODE = "Add + and the country code, or choose the number that you mean."
CALLABLE = "This number can be called."
TEST_NUMBER = "This is one of Sinch's test numbers; it can be called."

TEL_LINK = re.compile(r"\Atel:\s*", re.IGNORECASE)
# Dialled abroad in most countries before the country code; a country code never begins with 0.
INTERNATIONAL_PREFIX = re.compile(r"\A\(?00\)?\s*(?=[1-9])")
TOO_SHORT_TO_PARSE = (
    phonenumbers.NumberParseException.NOT_A_NUMBER,  # a + with one digit, say
    phonenumbers.NumberParseException.TOO_SHORT_NSN,
)
WRITTEN_BETWEEN_DIGITS = str.maketrans("", "", " -().")


@dataclass(frozen=True)
class Suggestion:
    """A number that may be called, and that was perhaps meant."""

    e164: str
    formatted: str  # +46 70 174 06 05
    region: str  # SE


@dataclass(frozen=True)
class NumberCheck:
    """What is known about a number; ``None`` where nothing is."""

    is_allowed: bool
    message: str
    e164: str | None = None
    formatted: str | None = None  # +46 70 174 06 05
    region: str | None = None  # SE
    suggestions: tuple[Suggestion, ...] = ()


def check_typed_number(typed: str, allowed_regions: tuple[str, ...]) -> NumberCheck:
    """Say what number this is, and whether it may be called.

    :param typed: as typed or pasted, in any usual spelling; not always complete.
    """
    text = tidy(typed)
    try:
        e164 = check_phone_number(text, allowed_regions)
    except PhoneNumberRefused as refused:
        return explain_refusal(text, str(refused), allowed_regions)
    if e164 in SINCH_TEST_NUMBERS:
        return NumberCheck(True, TEST_NUMBER, e164, e164)
    return NumberCheck(True, CALLABLE, e164, format_number(e164), region_of(e164))


def tidy(typed: str) -> str:
    """Take away what copying and other people's spelling add: ``tel:``, ``00``, odd separators."""
    text = unicodedata.normalize("NFKC", typed)
    text = "".join(plain(character) for character in text).strip()
    text = INTERNATIONAL_PREFIX.sub("+", TEL_LINK.sub("", text))
    bare = text.translate(WRITTEN_BETWEEN_DIGITS)
    return bare if bare in SINCH_TEST_NUMBERS else text


def plain(character: str) -> str:
    """The separator that phone_numbers.py knows for one that looks like it."""
    category = unicodedata.category(character)
    if category == "Cf":  # invisible marks around numbers on web pages
        return ""
    if category == "Pd" or character == "/":
        return "-"
    return " " if character.isspace() else character


def explain_refusal(text: str, refusal: str, allowed_regions: tuple[str, ...]) -> NumberCheck:
    """Why it cannot be called, and what can be known of it all the same."""
    if not is_dialable(text):
        return NumberCheck(False, refusal)
    if not text.startswith("+"):
        suggestions = tuple(with_country_codes(text, allowed_regions))
        message = NEEDS_COUNTRY_CODE if suggestions else refusal
        return NumberCheck(False, message, suggestions=suggestions)
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException as error:
        return NumberCheck(False, INCOMPLETE if error.error_type in TOO_SHORT_TO_PARSE else refusal)
    if phonenumbers.is_valid_number(number):
        e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
        return NumberCheck(False, refusal, e164, format_number(e164), region_of(e164))
    is_short = phonenumbers.is_possible_number_with_reason(number) == ValidationResult.TOO_SHORT
    return NumberCheck(False, INCOMPLETE if is_short else refusal, region=only_region(number))


def is_dialable(text: str) -> bool:
    return re.fullmatch(r"\+?[0-9]*", text.translate(WRITTEN_BETWEEN_DIGITS)) is not None


def with_country_codes(text: str, allowed_regions: tuple[str, ...]) -> Iterator[Suggestion]:
    """A number without its country, as it would be in those that may be called."""
    for region in allowed_regions:
        with suppress(phonenumbers.NumberParseException, PhoneNumberRefused):
            number = phonenumbers.parse(text, region)
            e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
            check_phone_number(e164, (region,))
            yield Suggestion(e164, format_number(e164), region)


def format_number(e164: str) -> str:
    """``+46 70 174 06 05``; Sinch's test numbers are in no plan and stay as they are."""
    if e164 in SINCH_TEST_NUMBERS:
        return e164
    return phonenumbers.format_number(phonenumbers.parse(e164), PhoneNumberFormat.INTERNATIONAL)


def region_of(e164: str) -> str | None:
    """``SE``; ``None`` for numbers of no country, such as those of satellite phones."""
    region = phonenumbers.region_code_for_number(phonenumbers.parse(e164))
    return None if region == phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY else region


def only_region(number: phonenumbers.PhoneNumber) -> str | None:
    """The country, if the country code belongs to one alone."""
    regions = phonenumbers.region_codes_for_country_code(number.country_code or 0)
    return regions[0] if len(regions) == 1 and regions[0] != "001" else None
