"""Asking one question, without a transaction around it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from database.postgresql import trusting_warm_connections


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection for a short question that changes nothing.

    On PostgreSQL BEGIN and ROLLBACK would each take as long as the question; SQLite's driver begins
    nothing in order to read.
    """
    with trusting_warm_connections(), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT")
        yield connection
