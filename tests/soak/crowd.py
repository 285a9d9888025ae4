"""Two hundred people who each ask for a ticket every second."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from time import monotonic

from tests.logged_in import LoggedIn
from tests.soak.asking import Answer, Client

TICKET, BARE = "/api/ticket", "/bare/"


@dataclass
class Crowd:
    """What it was answered."""

    port: int
    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def ask_for(self, duration: float, people: list[LoggedIn]) -> None:
        """Let all of them ask until the time is up, evenly spread over each second."""
        end = monotonic() + duration
        with ThreadPoolExecutor(len(people)) as pool:
            for index, person in enumerate(people):
                pool.submit(self.ask_each_second, person, end, index / len(people))

    def ask_each_second(self, person: LoggedIn, end: float, offset: float) -> None:
        client, due = Client(self.port), monotonic() + offset
        while due < end:
            Event().wait(max(0.0, due - monotonic()))
            try:
                self.note(person, client.ask("POST", TICKET, b"", person.headers))
            except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
                self.faults.append(repr(error))
            due = max(due + 1.0, monotonic())
        client.close()

    def note(self, person: LoggedIn, answer: Answer) -> None:
        if answer.status == 200 and answer.json["userId"] == person.username:
            self.seconds.append(answer.seconds)
        else:
            self.faults.append(f"{answer.status} for {person.username}: {answer.body[:100]!r}")


def in_turn(port: int, person: LoggedIn, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of each, asked one after the other on an idle server: a ticket, and bare Flask."""
    client, ticket, bare = Client(port), [], []
    for _ in range(rounds):
        ticket.append(client.ask("POST", TICKET, b"", person.headers).seconds)
        bare.append(client.ask("POST", BARE, b"", person.headers).seconds)
    client.close()
    return ticket, bare


def answers_per_second(port: int, path: str, people: list[LoggedIn], duration: float) -> float:
    """As many as the server gives when everybody asks again at once."""

    def ask(person: LoggedIn) -> int:
        client, count, end = Client(port), 0, monotonic() + duration
        while monotonic() < end:
            assert client.ask("POST", path, b"", person.headers).status == 200
            count += 1
        client.close()
        return count

    with ThreadPoolExecutor(len(people)) as pool:
        return sum(pool.map(ask, people)) / duration
