"""What is said about a number while it is typed."""

import pytest

from number_check import CALLABLE, INCOMPLETE, NEEDS_COUNTRY_CODE, NumberCheck, check_typed_number
from phone_numbers import SINCH_TEST_NUMBERS

ALLOWED = ("US", "GB", "SE", "DE")
SWEDISH_MOBILE = NumberCheck(True, CALLABLE, "+46701740605", "+46 70 174 06 05", "SE")


@pytest.mark.parametrize(
    "typed",
    [
        "+46701740605",
        " +46 (0)70-174 06.05 ",
        "0046 70 174 06 05",
        "(00)46 70 174 06 05",
        "tel:+46-70-174-06-05",
        "TEL: 0046701740605",
        "+46/70/1740605",
        "\u202a+46\u00a070\u202f174\u201106\u201305\u202c",
        "＋４６７０１７４０６０５",
    ],
)
def test_a_number_is_found_in_every_usual_spelling(typed: str) -> None:
    assert check_typed_number(typed, ALLOWED) == SWEDISH_MOBILE


@pytest.mark.parametrize("typed", ["+46 000 000 000", "00 46 000000000", "tel:+46-000000000"])
def test_a_test_number_of_sinch_is_found_in_every_usual_spelling(typed: str) -> None:
    check = check_typed_number(typed, ())

    assert (check.is_allowed, check.e164, check.region) == (True, "+46000000000", None)


@pytest.mark.parametrize("number", sorted(SINCH_TEST_NUMBERS))
def test_every_test_number_of_sinch_can_be_called(number: str) -> None:
    assert check_typed_number(number, ()).e164 == number


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("070-174 06 05", [("SE", "+46 70 174 06 05")]),
        ("46701740605", [("SE", "+46 70 174 06 05"), ("DE", "+49 4670 1740605")]),
        ("030/901820", [("DE", "+49 30 901820")]),
        ("(212) 555-0123", [("US", "+1 212-555-0123"), ("DE", "+49 212 5550123")]),
    ],
)
def test_a_number_without_its_country_gets_those_it_may_be(
    typed: str, suggested: list[tuple[str, str]]
) -> None:
    check = check_typed_number(typed, ALLOWED)

    assert [(each.region, each.formatted) for each in check.suggestions] == suggested
    assert (check.is_allowed, check.message) == (False, NEEDS_COUNTRY_CODE)


@pytest.mark.parametrize("typed", ["070-174 06 05", "030/901820", "(212) 555-0123"])
def test_every_suggestion_can_be_called(typed: str) -> None:
    for suggestion in check_typed_number(typed, ALLOWED).suggestions:
        check = check_typed_number(suggestion.formatted, ALLOWED)

        assert (check.is_allowed, check.e164) == (True, suggestion.e164)


@pytest.mark.parametrize(
    "typed",
    [
        "0900 123 456",  # premium in Sweden
        "01534 456789",  # of Jersey, behind the country code of the United Kingdom
    ],
)
def test_nothing_is_suggested_that_may_not_be_called(typed: str) -> None:
    check = check_typed_number(typed, ("US", "GB", "SE"))

    assert check.suggestions == ()
    assert "country code, such as +46" in check.message


@pytest.mark.parametrize("typed", ["", "call my mother", "\0", "x" * 500])
def test_what_fits_no_country_gets_an_example(typed: str) -> None:
    check = check_typed_number(typed, ALLOWED)

    assert not check.is_allowed
    assert "country code, such as +46" in check.message


@pytest.mark.parametrize("typed", ["112", "000 123"])
def test_emergency_and_short_numbers_are_told_from_others(typed: str) -> None:
    check = check_typed_number(typed, ALLOWED)

    assert not check.is_allowed
    assert "No emergency calls" in check.message


@pytest.mark.parametrize(
    ("typed", "region"),
    [("+", None), ("+4", None), ("+46", None), ("+4670", "SE"), ("+1876", None)],
)
def test_the_beginning_of_a_number_is_no_mistake_yet(typed: str, region: str | None) -> None:
    assert check_typed_number(typed, ALLOWED) == NumberCheck(False, INCOMPLETE, region=region)


def test_a_number_that_may_not_be_called_is_shown_with_its_country_and_the_reason() -> None:
    check = check_typed_number("+33123456789", ALLOWED)

    assert (check.is_allowed, check.formatted, check.region) == (False, "+33 1 23 45 67 89", "FR")
    assert "Calls to FR are not allowed here" in check.message


@pytest.mark.parametrize(
    "typed",
    ["+46701740605;ext=5", "+46701740605,,1", "+46 70 CALL NOW", "+46+70", "++46701740605"],
)
def test_what_a_phone_could_not_dial_is_refused_whole(typed: str) -> None:
    check = check_typed_number(typed, ALLOWED)

    assert (check.is_allowed, check.e164, check.formatted) == (False, None, None)


def test_a_number_that_is_too_long_is_not_called_incomplete() -> None:
    check = check_typed_number("+46" + "1" * 25, ALLOWED)

    assert not check.is_allowed
    assert check.message != INCOMPLETE


def test_a_number_of_no_country_has_no_region() -> None:
    assert check_typed_number("+881612345678", ALLOWED).region is None
