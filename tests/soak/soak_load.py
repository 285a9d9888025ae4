"""Two hundred people, two processes, five minutes: no error, no queue, and nothing that grows."""

from pathlib import Path
from statistics import median
from threading import Event, Thread

import pytest
from sqlalchemy import func, select

from extensions import db
from models import Session
from tests.logged_in import LoggedIn, new_person
from tests.soak.asking import Client
from tests.soak.crowd import BARE, TICKET, Crowd, answers_per_second, in_turn
from tests.soak.gunicorn_site import GunicornSite, gunicorn_site
from tests.soak.table import Table, percentile

PEOPLE, ASKERS = 200, 8
LOAD_SECONDS, WARM_UP_SECONDS = 300.0, 60.0
MOST_TIMES_IDLE = 20
# Python gives memory back in its own time: so much may come and go.
MOST_GROWTH_MB = 8.0
IDLE_ROUNDS, RATIO_ROUNDS, SLICE_SECONDS = 200, 5, 1.0


@pytest.fixture
def site(database_url: str, new_database: str, tmp_path: Path):
    if database_url.startswith("sqlite"):
        pytest.skip("production is PostgreSQL; the same on SQLite would double the time")
    with gunicorn_site(new_database, tmp_path) as running:
        yield running


@pytest.fixture
def people(site: GunicornSite) -> list[LoggedIn]:
    return [new_person(site.app) for _ in range(PEOPLE)]


def megabytes(site: GunicornSite) -> float:
    used: float = sum(worker.memory_info().rss for worker in site.workers())
    return used / 1e6


def sessions(site: GunicornSite) -> int:
    with site.app.app_context():
        count: int = db.session.scalar(select(func.count()).select_from(Session))
        db.session.remove()
        return count


def come_and_go(port: int, stop: Event) -> None:
    """Somebody who registers, and then logs out and in again and again."""
    client = Client(port)
    client.register("come-and-go")
    while not stop.wait(2.0):
        client.post_form("/logout", page_with_form="/account")
        client.post_form("/login", username="come-and-go", password="correct horse battery")
    client.close()


def test_tickets_for_two_hundred_people(
    site: GunicornSite, people: list[LoggedIn], table: Table
) -> None:
    idle, _ = in_turn(site.port, people[0], IDLE_ROUNDS)
    crowd, stop = Crowd(site.port), Event()
    busy_person = Thread(target=come_and_go, args=(site.port, stop))
    busy_person.start()
    crowd.ask_for(WARM_UP_SECONDS, people)
    before, sessions_before = megabytes(site), sessions(site)
    crowd.ask_for(LOAD_SECONDS - WARM_UP_SECONDS, people)
    after, sessions_after = megabytes(site), sessions(site)
    stop.set()
    busy_person.join()

    p99 = percentile(crowd.seconds, 0.99)
    table.add("tickets", f"{len(crowd.seconds)} in {LOAD_SECONDS:.0f} s")
    table.add("median on an idle server", f"{median(idle) * 1e3:.1f} ms")
    table.add("median, p99 under load", f"{median(crowd.seconds) * 1e3:.1f}, {p99 * 1e3:.1f} ms")
    table.add("p99 under load / median when idle", f"{p99 / median(idle):.1f}")
    table.add("memory after one minute, at the end", f"{before:.1f}, {after:.1f} MB")
    table.add("sessions after one minute, at the end", f"{sessions_before}, {sessions_after}")
    assert crowd.faults == []
    assert p99 < MOST_TIMES_IDLE * median(idle)
    assert after - before < MOST_GROWTH_MB
    assert sessions_after == sessions_before == PEOPLE + 1


def test_a_ticket_costs_not_much_more_than_flask_itself(
    site: GunicornSite, people: list[LoggedIn], table: Table
) -> None:
    ticket, bare = in_turn(site.port, people[0], IDLE_ROUNDS)
    rates: dict[str, list[float]] = {TICKET: [], BARE: []}
    for _ in range(RATIO_ROUNDS):
        for path, found in rates.items():
            found.append(answers_per_second(site.port, path, people[:ASKERS], SLICE_SECONDS))

    tickets, bares = median(rates[TICKET]), median(rates[BARE])
    table.add(
        "alone: ticket, bare Flask", f"{median(ticket) * 1e3:.2f}, {median(bare) * 1e3:.2f} ms"
    )
    table.add("alone: bare Flask / ticket", f"{median(bare) / median(ticket):.2f}")
    table.add("a second: tickets, bare Flask", f"{tickets:.0f}, {bares:.0f}")
    table.add("a second: tickets / bare Flask", f"{tickets / bares:.2f}")
