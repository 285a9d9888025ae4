"""Asking one question, without a transaction around it."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Engine, Row, Select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from database.postgresql import trusting_warm_connections
from database.timing import QUESTION_SECONDS


def read_rows(
    session: Session,
    question: Select[*tuple[Any, ...]],
    parameters: Mapping[str, Any],
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Ask a short question that changes nothing.

    On PostgreSQL BEGIN and ROLLBACK would each take as long as the question; SQLite's driver begins
    nothing in order to read. Where the session has begun already, its own connection is asked:
    requests that hold one and want a second would in the end all wait for each other.
    """
    if session.in_transaction():
        return session.connection().execute(question, parameters).all()
    engine = cast(Engine, session.get_bind())
    try:
        with trusting_warm_connections(QUESTION_SECONDS):
            return read_alone(engine, question, parameters)
    except OperationalError as error:
        if not error.connection_invalidated:
            raise
    # The server has gone, or somebody locks the table: a connection that was checked shows which.
    return read_alone(engine, question, parameters)


def read_alone(
    engine: Engine, question: Select[*tuple[Any, ...]], parameters: Mapping[str, Any]
) -> Sequence[Row[*tuple[Any, ...]]]:
    with engine.connect() as connection:
        return without_transaction(connection).execute(question, parameters).all()


def without_transaction(connection: Connection) -> Connection:
    if connection.dialect.name == "postgresql":
        return connection.execution_options(isolation_level="AUTOCOMMIT")
    return connection
