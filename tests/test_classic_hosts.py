"""Where a page's classic SDK finds its signalling."""

import pytest

from classic_hosts import find_signalling_hosts, signalling_origins


@pytest.mark.parametrize(
    ("host", "broadcast", "signal"),
    [
        ("127.0.0.1:5000", "localhost:5000", "s.localhost:5000"),
        ("localhost:5000", "127.0.0.1:5000", "s.localhost:5000"),
        ("localhost", "127.0.0.1", "s.localhost"),
        ("[::1]:5000", "localhost:5000", "s.localhost:5000"),
        ("[::1]", "localhost", "s.localhost"),
        ("workshop.example:5000", "workshop.example:5000", "workshop.example:5000"),
        ("192.0.2.7", "192.0.2.7", "192.0.2.7"),
        ("[2001:db8::1]", "[2001:db8::1]", "[2001:db8::1]"),
    ],
)
def test_loopback_has_three_names_and_other_hosts_have_one(
    host: str, broadcast: str, signal: str
) -> None:
    assert find_signalling_hosts(host) == (broadcast, signal)


def test_a_page_may_speak_to_the_names_that_are_not_its_own() -> None:
    assert signalling_origins("http", "127.0.0.1:5000") == [
        "http://localhost:5000",
        "http://s.localhost:5000",
    ]
    assert signalling_origins("https", "workshop.example") == []
