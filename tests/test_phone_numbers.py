"""Which phone numbers may be called: 60 numbers, 25 spellings."""

import pytest

from phone_numbers import SINCH_TEST_NUMBERS, PhoneNumberRefused, check_phone_number

ALLOWED = ("US", "GB", "SE", "DE")

ORDINARY = [
    "+46701740605",
    "+46731740605",
    "+46761740605",
    "+46812345678",
    "+46317010000",
    "+12125550123",
    "+14155550123",
    "+13055550123",
    "+18085550123",
    "+19075550123",
    "+442079460018",
    "+441212345678",
    "+447400123456",
    "+447975556677",
    "+441312345678",
    "+4930901820",
    "+498912345678",
    "+4915123456789",
    "+4917012345678",
    "+494012345678",
]
REFUSED = {
    # Of a country that is not allowed, also where the prefix says nothing of it.
    "region": [
        "+18762345678",  # Jamaica, behind the prefix of the United States
        "+16492311234",  # Turks and Caicos Islands
        "+12423456789",  # Bahamas
        "+18092345678",  # Dominican Republic
        "+14412345678",  # Bermuda
        "+14165550123",  # Canada
        "+441534456789",  # Jersey, behind that of the United Kingdom
        "+447797712345",  # Jersey, a mobile
        "+447911123456",  # Guernsey, a mobile
        "+441624756789",  # Isle of Man
        "+33123456789",
        "+390612345678",
        "+4532123456",
        "+2348031234567",
        "+37163123456",
        "+870773111632",  # satellites, and others that belong to no country
        "+881612345678",
        "+882161234567",
        "+883510012345",
        "+979123456789",
        "+80012345678",
    ],
    # Premium, shared cost, freephone, personal, pager, voice mail, universal access.
    "kind": [
        "+19005550123",
        "+18005550123",
        "+46900123456",
        "+46771123456",
        "+46201234567",
        "+449098790000",
        "+448457223344",
        "+447012345678",
        "+443001234567",
        "+499001234567",
        "+498001234567",
        "+491801234567",
    ],
    "no-number": ["+468002701234", "+15550123456", "+468700000000000"],
    "short": ["112", "911", "+46112", "+44999"],
}


def refusal_of(typed: str, allowed: tuple[str, ...] = ALLOWED) -> PhoneNumberRefused:
    with pytest.raises(PhoneNumberRefused) as refused:
        check_phone_number(typed, allowed)
    return refused.value


@pytest.mark.parametrize("number", ORDINARY)
def test_an_ordinary_number_of_an_allowed_country_may_be_called(number: str) -> None:
    assert check_phone_number(number, ALLOWED) == number


@pytest.mark.parametrize(
    ("code", "number"), [(code, number) for code in REFUSED for number in REFUSED[code]]
)
def test_every_other_number_is_refused_with_its_reason(code: str, number: str) -> None:
    assert refusal_of(number).code == code


def test_sixty_numbers_are_tried() -> None:
    assert len(ORDINARY) == 20
    assert sum(len(numbers) for numbers in REFUSED.values()) == 40


@pytest.mark.parametrize(
    "typed",
    [
        "+46 70 174 06 05",
        "+46 (0)70-174 06 05",
        " +46 70\u00a0174 06 05 ",
        "+46.70.174.06.05",
        "\uff0b\uff14\uff16 70 174 06 0\uff15",  # full-width plus and digits
    ],
)
def test_a_readable_spelling_becomes_e164(typed: str) -> None:
    assert check_phone_number(typed, ALLOWED) == "+46701740605"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0701740605",
        "0046701740605",
        "++46701740605",
        "+46701740605+46701740606",
        "+46701740605;ext=5",
        "+46701740605 ext. 5",
        "+46701740605,,1",
        "+46701740605p1",
        "+46701740605x5",
        "+46701740605#5",
        "+46701740605*5",
        "tel:+46701740605",
        "tel:+46701740605;phone-context=+1",
        "sip:+46701740605@example.com",
        "+46 70 CALL NOW",
        "+46701740605\n",
        "+46701740605\n+46701740606",
        "+4670174060\u0665",  # an Arabic digit
        "+46701740605\u202e",
    ],
)
def test_hidden_parts_are_refused_and_not_dropped(typed: str) -> None:
    assert refusal_of(typed).code == "form"


def test_an_emergency_call_is_refused_in_words() -> None:
    assert "No emergency calls" in str(refusal_of("112"))


def test_a_number_of_another_country_is_refused_by_the_countrys_code() -> None:
    assert str(refusal_of("+33123456789")).startswith("Calls to FR are not allowed here")


@pytest.mark.parametrize("number", sorted(SINCH_TEST_NUMBERS))
def test_the_test_numbers_of_sinch_may_always_be_called(number: str) -> None:
    assert check_phone_number(number, ()) == number


def test_without_allowed_regions_no_other_number_may_be_called() -> None:
    assert "only Sinch's test numbers" in str(refusal_of("+46701740605", ()))
