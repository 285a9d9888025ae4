"""Twenty people come at once: none is refused, and nobody waits for long."""

import time
from concurrent.futures import ThreadPoolExecutor

from tests.workshop.program import Workshop
from tests.workshop.visitor import Visitor

PEOPLE = 20
# A hash takes a quarter of a second of one core, which other programs may want, too.
REASONABLE_SECONDS = 60


def test_twenty_people_of_one_address_register_at_once(workshop: Workshop) -> None:
    visitors = [Visitor(workshop) for _ in range(PEOPLE)]
    began = time.monotonic()

    with ThreadPoolExecutor(PEOPLE) as pool:
        statuses = list(pool.map(register, visitors, range(PEOPLE)))
        pages = list(pool.map(open_calling_page, visitors))

    assert statuses == [200] * PEOPLE
    assert all("Turn on my phone" in page for page in pages)
    assert time.monotonic() - began < REASONABLE_SECONDS


def register(visitor: Visitor, number: int) -> int:
    return visitor.register(f"person-{number}")


def open_calling_page(visitor: Visitor) -> str:
    return visitor.get("/call")


def test_no_header_makes_a_client_somebody_else(workshop: Workshop) -> None:
    statuses = [
        Visitor(workshop).register(
            f"forger-{number}",
            **{"X-Forwarded-For": f"198.51.100.{number}", "Forwarded": f"for=198.51.100.{number}"},
        )
        for number in range(8)
    ]

    assert statuses[-1] == 429  # the address that the front saw has used up its registrations
    assert "198.51.100" not in workshop.read_errors()
