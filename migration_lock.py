"""One process at a time brings a database up to date, though several may start at once."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, text

from database import wait_for_ever

WAIT_SECONDS = 120
# Any number that is the same in every process, and no other program's.
POSTGRESQL_KEY = 5_178_302_461


@contextmanager
def migration_lock(engine: Engine) -> Iterator[None]:
    """Wait for the others, then keep them waiting; a process that dies keeps nobody.

    :raises sqlalchemy.exc.DatabaseError, sqlite3.Error: waited too long, or no lock can be had.
    """
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            wait_for_ever(connection)  # the server sets the end
            connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'"))
            connection.execute(
                text("SELECT pg_advisory_xact_lock(:key)").bindparams(key=POSTGRESQL_KEY)
            )
            yield
    elif is_file(engine.url.database):
        # A file of its own: the migrations must be able to lock the database itself.
        lock = sqlite3.connect(f"{engine.url.database}.migrating", timeout=WAIT_SECONDS)
        try:
            lock.execute("BEGIN EXCLUSIVE")
            yield
        finally:
            lock.close()
    else:
        yield  # in memory, so nobody else's


def is_file(database: str | None) -> bool:
    return database not in (None, "", ":memory:") and not str(database).startswith("file:")
