"""A transaction for those who must answer soon, with or without the database."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from sqlalchemy import text

from database import LOCK_TIMEOUT_MS, trusting_warm_connections
from extensions import db

# Half of what Sinch may wait: who gets no answer looks once more, for what can be read.
MOMENT_MS = 800


@contextmanager
def impatient_transaction() -> Iterator[None]:
    """Run the block in one transaction that waits for a lock for a moment only; commit it.

    The connection is as patient as ever when it is given back.

    :raises sqlalchemy.exc.SQLAlchemyError: nothing of the block was stored.
    """
    try:
        with trusting_warm_connections():
            connection = db.session.connection()
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL statement_timeout = {MOMENT_MS}"))
            yield
        else:
            raw = cast(sqlite3.Connection, connection.connection.dbapi_connection)
            raw.execute(f"PRAGMA busy_timeout={MOMENT_MS}")
            try:
                yield
                db.session.flush()
            finally:
                # Before the commit, which waits for nobody: after it, the connection is not ours.
                raw.execute(f"PRAGMA busy_timeout={LOCK_TIMEOUT_MS}")
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
