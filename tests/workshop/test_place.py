"""Under which addresses a workshop is found."""

import socket
from ipaddress import ip_address

import pytest

from workshop.addresses import find_addresses, is_reachable
from workshop.errors import CannotServe
from workshop.place import every_place, find_place


def test_every_address_that_is_found_is_one_of_this_machine() -> None:
    for address in find_addresses():
        family = socket.AF_INET if address.version == 4 else socket.AF_INET6

        with socket.socket(family) as anyone:
            anyone.bind((str(address), 0))  # only one's own can be bound to


@pytest.mark.parametrize("text", ["127.0.1.1", "::1", "fe80::1", "169.254.7.7", "::"])
def test_addresses_that_no_browser_elsewhere_can_open_are_left_out(text: str) -> None:
    assert not is_reachable(ip_address(text))


def test_browsers_get_ipv4_addresses_and_names_the_certificate_covers_all() -> None:
    found = [ip_address("192.0.2.7"), ip_address("2001:db8::7")]

    place = every_place(found, ["laptop", "laptop.local"])

    assert place.hosts == ("192.0.2.7", "laptop", "laptop.local")
    assert {*place.hosts, "2001:db8::7", "127.0.0.1", "localhost"} == set(place.names)


def test_a_machine_without_a_network_is_told_so() -> None:
    with pytest.raises(CannotServe, match="join the network of the workshop"):
        every_place([], ["laptop.local"])


def test_a_machine_without_ipv4_is_found_by_its_name() -> None:
    place = every_place([ip_address("2001:db8::7")], ["laptop.local"])

    assert place.hosts == ("laptop.local",)
    assert "2001:db8::7" in place.names


def test_a_machine_with_nothing_but_ipv6_addresses_is_refused() -> None:
    with pytest.raises(CannotServe, match="no address that others could reach"):
        every_place([ip_address("2001:db8::7")], [])


def test_a_chosen_host_is_the_only_one() -> None:
    place = find_place("192.0.2.7")

    assert (place.host, place.hosts) == ("192.0.2.7", ("192.0.2.7",))
