"""What holds in one process holds when caller and callee are in different ones."""

# ruff: noqa: F401 - they are collected from here too, with this folder's site
from tests.sandbox.test_connecting import (
    test_a_phone_can_only_do_what_phones_can,
    test_a_registration_with_a_bad_token_says_what_is_wrong,
    test_a_token_is_good_for_one_registration,
    test_nobody_registers_as_another_user,
    test_who_has_registered_is_online,
)
from tests.sandbox.test_guards import (
    test_a_flood_ends_the_connection,
    test_a_full_sandbox_says_so,
    test_a_malformed_message_ends_that_connection_and_nothing_else,
    test_a_mistake_of_ours_closes_one_connection_and_is_logged,
    test_the_ninth_window_of_a_user_is_closed,
)
from tests.sandbox.test_signalling import *  # noqa: F403
