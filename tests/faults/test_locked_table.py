"""What waits for a lock in PostgreSQL has not gone away."""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic

from flask import Flask
from sqlalchemy import text

from extensions import db
from tests.conftest import Browser

LOCKED_SECONDS = 2.2  # longer than a server that says nothing is waited for


def test_while_a_migration_locks_the_accounts_people_wait_and_the_rest_works(
    alices: Browser, pg_app: Flask
) -> None:
    alices.get("/api/people")  # a moment ago the connection was well
    with ThreadPoolExecutor(1) as pool:
        with pg_app.app_context(), db.engine.begin() as migration:
            migration.execute(text("LOCK TABLE users IN ACCESS EXCLUSIVE MODE"))
            alices.get("/healthz")  # leaves a connection that was used just now
            began = monotonic()
            asking = pool.submit(alices.get, "/api/people")
            statuses = set()
            while monotonic() - began < LOCKED_SECONDS:
                statuses.add(Browser(pg_app).get("/healthz").status_code)
        answer = asking.result()

    assert answer.status_code == 200
    assert statuses == {200}
