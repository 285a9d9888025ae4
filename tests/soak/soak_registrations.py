"""A thousand people register at once, and a hundred of them under one name."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

from sqlalchemy import func, select

from extensions import db
from models import User
from tests.soak.asking import Client
from tests.soak.gunicorn_site import GunicornSite, gunicorn_site
from tests.soak.table import Table

PEOPLE, RACERS, CLIENTS = 1_000, 100, 32
# A password's hash takes a fifth of a second of one core on purpose. What was not begun by then is
# missing in the answers, and the test fails.
MOST_SECONDS = 900.0
CREATED, REFUSED = 303, 422


def register_all(port: int, usernames: list[str]) -> list[tuple[str, int]]:
    """As many at once as there are clients; username and status of each answer."""
    deadline = monotonic() + MOST_SECONDS

    def register(username: str) -> tuple[str, int] | None:
        if monotonic() > deadline:
            return None
        client = Client(port)
        answer = client.register(username)
        client.close()
        return username, answer.status

    with ThreadPoolExecutor(CLIENTS) as pool:
        return [answer for answer in pool.map(register, usernames) if answer]


def stored(site: GunicornSite) -> Counter[str]:
    with site.app.app_context():
        names = select(User.username, func.count()).group_by(User.username)
        return Counter(dict(db.session.execute(names).all()))


def test_each_account_is_made_exactly_once(new_database: str, tmp_path: Path, table: Table) -> None:
    usernames = [f"person-{number}" for number in range(PEOPLE)]
    with gunicorn_site(new_database, tmp_path, threads=CLIENTS) as site:
        began = monotonic()
        answers = register_all(site.port, usernames)
        seconds = monotonic() - began

        table.add("registrations acknowledged", f"{len(answers)} in {seconds:.0f} s")
        assert {status for _, status in answers} == {CREATED}
        assert stored(site) == Counter(username for username, _ in answers)
        assert len(answers) == PEOPLE


def test_one_name_for_a_hundred_people_is_given_once(
    new_database: str, tmp_path: Path, table: Table
) -> None:
    with gunicorn_site(new_database, tmp_path, threads=CLIENTS) as site:
        answers = register_all(site.port, ["wanted"] * RACERS)

        statuses = Counter(status for _, status in answers)
        table.add("raced for one name", f"{len(answers)}: {statuses[CREATED]} got it")
        assert statuses == {CREATED: 1, REFUSED: RACERS - 1}
        assert stored(site) == {"wanted": 1}
