"""Under which addresses and names other machines find this one; standard library alone."""

import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

Address = IPv4Address | IPv6Address

# Where a packet to these would leave this machine; none is sent. Both are for documentation only.
ELSEWHERE = ((socket.AF_INET, "198.51.100.1"), (socket.AF_INET6, "2001:db8::1"))
HOST_NAME = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*")
# How Linux lists its own addresses; macOS and Windows give them for their own name.
IPV4_TABLE, OWN_IPV4 = Path("/proc/net/fib_trie"), re.compile(r"\|-- (\S+)\s+/32 host LOCAL")
IPV6_TABLE, OWN_IPV6 = Path("/proc/net/if_inet6"), re.compile(r"^([0-9a-f]{32}) ", re.MULTILINE)


def find_addresses() -> list[Address]:
    """All that other machines may reach: IPv4 first, and of these the one towards the router."""
    found = dict.fromkeys([*routed_addresses(), *listed_addresses(), *named_addresses()])
    return sorted(filter(is_reachable, found), key=lambda address: address.version)


def is_reachable(address: Address) -> bool:
    """Browsers cannot open link-local addresses: in IPv6 these need the name of an interface."""
    return not (address.is_loopback or address.is_link_local or address.is_unspecified)


def routed_addresses() -> Iterator[Address]:
    for family, elsewhere in ELSEWHERE:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as unsent:
            unsent.connect((elsewhere, 9))
            yield ip_address(unsent.getsockname()[0])


def listed_addresses() -> Iterator[Address]:
    with suppress(OSError):
        yield from map(ip_address, OWN_IPV4.findall(IPV4_TABLE.read_text()))
    with suppress(OSError):
        for digits in OWN_IPV6.findall(IPV6_TABLE.read_text()):
            yield IPv6Address(int(digits, 16))


def named_addresses() -> Iterator[Address]:
    with suppress(OSError):
        for *_, place in socket.getaddrinfo(socket.gethostname(), None):
            yield ip_address(str(place[0]).partition("%")[0])


def find_names() -> list[str]:
    """This machine's; first the one that most systems find without a name server."""
    name = socket.gethostname().lower()
    if not HOST_NAME.fullmatch(name) or name == "localhost":
        return []
    return [name] if "." in name else [f"{name}.local", name]
