"""How many connections the TLS front carries, and how many of them belong to one address."""

import logging
import math
import time
from collections import Counter

# Twenty people with six connections each, and as many again; three open files for each connection.
MOST_CONNECTIONS = 300
# All twenty may share one router's address; who is elsewhere gets in all the same.
MOST_OF_ONE_ADDRESS = 200
WARNING_EVERY_SECONDS = 60.0

log = logging.getLogger(__name__)


class Room:
    """Counts plain addresses, in IPv6 too: a local network is one /64, and everybody is in it."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.next_warning = -math.inf

    def take(self, address: str) -> bool:
        """Let one more connection in, if there is room for it; else warn."""
        full = self.find_bound(address)
        if full:
            self.warn(address, full)
            return False
        self.taken[address] += 1
        return True

    def give_back(self, address: str) -> None:
        self.taken[address] -= 1
        if not self.taken[address]:
            del self.taken[address]

    def find_bound(self, address: str) -> str:
        """Which bound is reached, in words; empty: none."""
        if self.taken[address] >= MOST_OF_ONE_ADDRESS:
            return f"it has {MOST_OF_ONE_ADDRESS}, the most of one address"
        if self.taken.total() >= MOST_CONNECTIONS:
            return f"there are {MOST_CONNECTIONS}, the most of all addresses"
        return ""

    def warn(self, address: str, full: str) -> None:
        """Not for each one: somebody with that many tries again and again."""
        if time.monotonic() < self.next_warning:
            return
        self.next_warning = time.monotonic() + WARNING_EVERY_SECONDS
        log.warning("Connections from %s are cut off: %s", address, full)
