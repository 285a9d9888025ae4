"""Which phone numbers may be called."""

import pytest

from phone_numbers import SINCH_TEST_NUMBERS, PhoneNumberRefused, check_phone_number

ALLOWED = ("US", "GB", "SE", "DE")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+46701740605", "+46701740605"),
        ("+46 (0)70-174 06 05", "+46701740605"),
        (" +46 70\u00a0174 06 05 ", "+46701740605"),
        ("+1 212-555-0123", "+12125550123"),
        ("+44 20 7946 0018", "+442079460018"),
        ("+49 30 901820", "+4930901820"),
    ],
)
def test_an_allowed_number_becomes_e164(typed: str, number: str) -> None:
    assert check_phone_number(typed, ALLOWED) == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "112",
        "911",
        "0701740605",
        "+",
        "+46",
        "++46701740605",
        "+46701740605;ext=5",
        "+46701740605,,1",
        "+46701740605x5",
        "tel:+46701740605",
        "+46 70 CALL NOW",
        "+4670174060５",
        "+46701740605\n+46701740606",
        "+467017406051234567890123456789012",
        "+468700000000000",
    ],
)
def test_what_is_no_international_number_is_refused(typed: str) -> None:
    with pytest.raises(PhoneNumberRefused):
        check_phone_number(typed, ALLOWED)


@pytest.mark.parametrize(
    "typed",
    [
        "+18765550123",  # Jamaica, behind the prefix of the United States
        "+16495550123",
        "+12425550123",
        "+33123456789",
        "+881612345678",  # satellite
        "+883510012345",
        "+80012345678",
        "+19005550123",  # premium
        "+46900123456",
        "+449098790000",
        "+468002701234",  # not a number at all
    ],
)
def test_an_expensive_or_foreign_number_is_refused(typed: str) -> None:
    with pytest.raises(PhoneNumberRefused):
        check_phone_number(typed, ALLOWED)


def test_a_number_of_another_country_is_refused_by_the_countrys_code() -> None:
    with pytest.raises(PhoneNumberRefused, match="Calls to FR are not allowed here"):
        check_phone_number("+33123456789", ALLOWED)


@pytest.mark.parametrize("number", sorted(SINCH_TEST_NUMBERS))
def test_the_test_numbers_of_sinch_may_always_be_called(number: str) -> None:
    assert check_phone_number(number, ()) == number


def test_without_allowed_regions_no_other_number_may_be_called() -> None:
    with pytest.raises(PhoneNumberRefused, match="only Sinch's test numbers"):
        check_phone_number("+46701740605", ())
