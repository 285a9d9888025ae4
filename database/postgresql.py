"""How connections to PostgreSQL are opened, and checked before they are given out."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry, Pool

from database.patient_connection import PatientConnection, Silence
from database.timing import CONNECT_SECONDS, LOCK_TIMEOUT_MS, PING_SECONDS, TRUSTED_SECONDS

OPTIONS = {
    "connect_timeout": CONNECT_SECONDS,
    # In milliseconds; for what is never acknowledged. Linux knows this, others pass over it.
    "tcp_user_timeout": CONNECT_SECONDS * 1000,
}
GIVEN_BACK_AT = "given back at"

_trust_seconds: ContextVar[float | None] = ContextVar("trust_seconds", default=None)
_silences: WeakKeyDictionary[Dialect, Silence] = WeakKeyDictionary()  # one for each engine


def wait_for_ever(connection: Connection) -> None:
    """Let this connection take its time, for what changes whole tables."""
    raw: object = connection.connection.dbapi_connection
    if isinstance(raw, PatientConnection):
        connection.detach()  # nobody else gets it afterwards
        raw.patience_seconds = None


@contextmanager
def trusting_warm_connections(seconds: float = PING_SECONDS) -> Iterator[None]:
    """Rely on connections that were used a moment ago, for who asks something quick at first."""
    token = _trust_seconds.set(seconds)
    try:
        yield
    finally:
        _trust_seconds.reset(token)


@event.listens_for(Engine, "do_connect")
def connect(
    dialect: Dialect, _: ConnectionPoolEntry, arguments: Any, options: dict[str, Any]
) -> PatientConnection | None:
    """Connect to PostgreSQL; ``None``: it is another database."""
    if dialect.name != "postgresql":
        return None
    silence = _silences.setdefault(dialect, Silence())
    silence.check()
    try:
        connection = PatientConnection.connect(*arguments, **{**OPTIONS, **options})
    except psycopg.errors.ConnectionTimeout:
        silence.notice()
        raise
    connection.silence = silence
    return connection


@event.listens_for(Engine, "connect")
def set_up_connection(connection: Any, _: ConnectionPoolEntry) -> None:
    if not isinstance(connection, PatientConnection):
        return
    try:
        # As long as SQLite waits; by default PostgreSQL waits for a lock for ever.
        connection.execute(f"SET lock_timeout = {LOCK_TIMEOUT_MS}")
        connection.commit()
    except psycopg.Error:
        connection.close()  # the pool has not got it yet, and would not
        raise


@event.listens_for(Pool, "checkout")
def check_connection(connection: Any, entry: ConnectionPoolEntry, _: object) -> None:
    """Find out before a request relies on it; after a restart of the server all are new."""
    if not isinstance(connection, PatientConnection):
        return
    is_warm = monotonic() - entry.info.get(GIVEN_BACK_AT, -math.inf) < TRUSTED_SECONDS
    try:
        if (seconds := _trust_seconds.get()) and is_warm and not connection.has_news():
            connection.trust(seconds)
        else:
            connection.ping()
    except psycopg.Error:  # also that it is in no state to be asked, having been cut off
        connection.silence.check()  # a new connection would get no answer either
        raise InvalidatePoolError from None


@event.listens_for(Pool, "checkin")
def note_time(connection: Any, entry: ConnectionPoolEntry) -> None:
    if isinstance(connection, PatientConnection):
        entry.info[GIVEN_BACK_AT] = monotonic()
