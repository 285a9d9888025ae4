"""Where the classic SDK's signalling is found: three names of one server, for a browser's sake.

A browser opens at most six connections to one host, and each page of the classic SDK holds one,
during a call two, for as long as it is open. The names of the loopback interface are many; other
hosts have one name only.
"""

from typing import NamedTuple

LOOPBACK = {"127.0.0.1": "localhost", "localhost": "127.0.0.1", "[::1]": "localhost"}
SIGNAL_NAME = "s.localhost"


class SignallingHosts(NamedTuple):
    """With ``:port`` if it is not the usual one."""

    broadcast: str
    signal: str


def find_signalling_hosts(host: str) -> SignallingHosts:
    """Return the hosts for a page that was loaded from ``host``, which may have a port."""
    name, colon, port = host.rpartition(":")
    if not (port.isascii() and port.isdigit()):
        name, colon, port = host, "", ""
    if name not in LOOPBACK:
        return SignallingHosts(host, host)
    return SignallingHosts(f"{LOOPBACK[name]}{colon}{port}", f"{SIGNAL_NAME}{colon}{port}")


def signalling_origins(scheme: str, host: str) -> list[str]:
    """The origins that a page loaded from ``host`` may speak to, besides its own."""
    return [f"{scheme}://{other}" for other in sorted(set(find_signalling_hosts(host)) - {host})]
