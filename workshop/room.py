"""How many connections the TLS front carries, and how many of them belong to one address."""

from collections import Counter

# Twenty people with six connections each, and as many again; three open files for each connection.
MOST_CONNECTIONS = 300
# All twenty may share one router's address; who is elsewhere gets in all the same.
MOST_OF_ONE_ADDRESS = 200


class Room:
    """Counts plain addresses, in IPv6 too: a local network is one /64, and everybody is in it."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    def take(self, address: str) -> bool:
        """Let one more connection in, if there is room for it."""
        of_this_one = self.taken[address]
        if of_this_one >= MOST_OF_ONE_ADDRESS or self.taken.total() >= MOST_CONNECTIONS:
            return False
        self.taken[address] += 1
        return True

    def give_back(self, address: str) -> None:
        self.taken[address] -= 1
        if not self.taken[address]:
            del self.taken[address]
