"""Ten thousand registration signatures of one user over two processes, on both databases."""

from tests.test_signing_processes import (
    Start,
    assert_each_request_gets_a_number_of_its_own,
    start,
)

__all__ = ["start"]  # a fixture

REQUESTS = 625  # of each thread: 2 x 8 x 625 = 10,000


def test_ten_thousand_requests_get_ten_thousand_numbers(start: Start) -> None:
    assert_each_request_gets_a_number_of_its_own(start, REQUESTS)
