"""Who can be called, on both databases."""

import pytest

from sandbox.directory import NOBODY, find_party
from sandbox.switchboard_sending import Ending
from sandbox.switchboard_state import Party
from tests.sandbox.wire import PHONE


def test_a_person_is_found_by_username(alice):
    assert find_party("username", "alice") == Party("user", "alice", "Alice")


@pytest.mark.parametrize("endpoint", ["bob", "ALICE", "", "no\0body", "x" * 300, "\U0001f600", "%"])
def test_nobody_is_found_by_anything_else(alice, endpoint):
    assert find_party("username", endpoint) == NOBODY


def test_a_number_is_found_in_its_international_form(app):
    assert find_party("number", "+46 701-74 06 05") == Party("number", PHONE, PHONE)


def test_a_number_that_must_not_be_called_is_refused_in_words(app):
    refusal = find_party("number", "+18765550123")

    assert isinstance(refusal, Ending)
    assert refusal.end_cause == "Failure"
    assert refusal.message.startswith("Calls to JM are not allowed here")
