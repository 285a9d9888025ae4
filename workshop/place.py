"""Where a workshop is served: what to listen on, and how browsers may call it."""

import errno
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

from workshop.addresses import find_addresses, find_names
from workshop.errors import CannotServe

EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 - a workshop is for the others
OF_THIS_MACHINE = ("127.0.0.1", "localhost")

NO_ADDRESS = (
    "This machine has no address that others could reach: join the network of the workshop, then"
    " start again. HOST=127.0.0.1 serves this machine alone."
)
IPV6_HOST = "HOST={host} will not do for a workshop: give an IPv4 address or a name, or no HOST."
CURES = {
    errno.EADDRINUSE: "Port {port} is in use by another program: stop it, or take another port with"
    " PORT=9443.",
    errno.EACCES: "Port {port} is not for everybody: take one above 1023 with PORT=8443.",
}
WRONG_HOST = "HOST={host} is no address of this machine: leave HOST out, and all are served."


@dataclass(frozen=True)
class Place:
    """The first of ``hosts`` is the one to tell people."""

    host: str  # to listen on; empty: everywhere
    hosts: tuple[str, ...]  # names and IPv4 addresses that browsers may use
    addresses_ipv6: tuple[str, ...] = ()  # where the names may lead; no page is served under them

    @property
    def names(self) -> tuple[str, ...]:
        """All that the certificate must cover."""
        return tuple(dict.fromkeys((*self.hosts, *self.addresses_ipv6, *OF_THIS_MACHINE)))


def find_place(host: str) -> Place:
    """Find what the chosen HOST means.

    :param host: empty: all addresses of this machine.
    :raises CannotServe: nobody could reach it.
    """
    if host in EVERYWHERE:
        return every_place(find_addresses(), find_names())
    if is_ipv6(host):
        raise CannotServe(IPV6_HOST.format(host=host))
    return Place(host, (host,))


def every_place(found: Sequence[IPv4Address | IPv6Address], names: Sequence[str]) -> Place:
    ipv4 = [str(address) for address in found if address.version == 4]
    ipv6 = [str(address) for address in found if address.version == 6]
    if not ipv4 and not (ipv6 and names):  # under an IPv6 address itself no page is served
        raise CannotServe(NO_ADDRESS)
    return Place("", (*ipv4, *names), tuple(ipv6))


def listen(host: str, port: int) -> socket.socket:
    """:raises CannotServe: the port is taken, or the host is somebody else's."""
    try:
        if host == "" and socket.has_dualstack_ipv6():  # names may lead to IPv6 addresses
            return socket.create_server(
                (host, port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=128
            )
        return socket.create_server((host, port), backlog=128)
    except OSError as error:
        cure = CURES.get(error.errno or 0, WRONG_HOST)
        raise CannotServe(cure.format(host=host, port=port)) from error


def is_ipv6(host: str) -> bool:
    try:
        return ip_address(host).version == 6
    except ValueError:
        return False
