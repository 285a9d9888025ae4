"""Who can be dialled, on both databases."""

import pytest

from app import create_app
from extensions import db
from sandbox.directory import NO_NUMBER, NOBODY, NOT_OURS, find_dialled, find_own_number, find_user
from sandbox.switchboard_state import Party
from tests.sandbox.wire import CALLER_IDENTIFIER, PHONE

RENTED = "+46700000001"


def test_a_person_is_found_by_username(alice):
    assert find_dialled("username", "alice") == Party("user", "alice", "Alice")


@pytest.mark.parametrize("user_id", ["bob", "ALICE", "Bob_the=Builder"])
def test_whoever_has_no_account_is_called_by_the_user_id(alice, user_id):
    assert find_dialled("username", user_id) == Party("user", user_id, user_id)


@pytest.mark.parametrize("endpoint", ["", "no\0body", "x" * 300, "\U0001f600", "%", "a b"])
def test_what_is_no_user_id_belongs_to_nobody(alice, endpoint):
    assert find_dialled("username", endpoint) == NOBODY


@pytest.mark.parametrize("user_id", ["no\0body", "x" * 300, "\U0001f600"])
def test_a_user_that_the_application_names_is_looked_up_without_an_error(app, user_id):
    assert find_user(user_id).id == user_id


@pytest.mark.parametrize("typed", [PHONE, "+46 701-74 06 05", "+46\u00a070.(174)0605"])
def test_a_number_is_found_in_its_international_form(app, typed):
    assert find_dialled("number", typed) == Party("number", PHONE, PHONE)


def test_a_number_of_any_region_can_be_dialled_for_the_application_decides(app):
    assert find_dialled("number", "+18765550123") == Party("number", "+18765550123", "+18765550123")


@pytest.mark.parametrize(
    "typed", ["", "hello", "0701740605", "+49", "+" + "1" * 16, "+46\x00 701740605"]
)
def test_what_is_no_number_cannot_be_dialled(app, typed):
    assert find_dialled("number", typed) == NO_NUMBER


def test_a_telephone_reaches_the_callers_identifier_of_the_application(app):
    assert find_own_number(CALLER_IDENTIFIER) == Party(
        "number", CALLER_IDENTIFIER, CALLER_IDENTIFIER
    )


def test_a_telephone_reaches_the_number_of_a_user(alice):
    alice.phone_number = PHONE
    db.session.commit()

    assert find_own_number(PHONE) == Party("number", PHONE, PHONE)


def test_a_telephone_reaches_a_number_that_the_operator_rented(tmp_path):
    app = create_app({"SINCH_PHONE_NUMBERS": RENTED}, instance_path=str(tmp_path))

    with app.app_context():
        found = find_own_number(RENTED)
        db.engine.dispose()

    assert found == Party("number", RENTED, RENTED)


@pytest.mark.parametrize(("typed", "ending"), [(PHONE, NOT_OURS), ("hello", NO_NUMBER)])
def test_a_telephone_reaches_nothing_else(app, typed, ending):
    assert find_own_number(typed) == ending
