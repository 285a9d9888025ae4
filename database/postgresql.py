"""Connections to PostgreSQL that do not wait for ever, also where the network drops all we send."""

import math
import select
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry, Pool

from database.timing import (
    CONNECT_SECONDS,
    LOCK_TIMEOUT_MS,
    PAUSE_SECONDS,
    PING_SECONDS,
    STATEMENT_SECONDS,
    TRUSTED_SECONDS,
)

OPTIONS = {
    "connect_timeout": CONNECT_SECONDS,
    # In milliseconds; for what is never acknowledged. Linux knows this, others pass over it.
    "tcp_user_timeout": CONNECT_SECONDS * 1000,
}
# As many as a process may use at once without opening new ones, which takes PostgreSQL longer than
# most of our requests last. Processes times this must stay below its max_connections (100).
KEPT_CONNECTIONS = 20
GIVEN_BACK_AT = "given back at"


class Silence:
    """Whether a server did not answer a moment ago; those who come next need not wait to see."""

    def __init__(self) -> None:
        self._noticed_at = -math.inf

    def notice(self) -> None:
        self._noticed_at = monotonic()

    def check(self) -> None:
        """:raises psycopg.OperationalError:"""
        if monotonic() - self._noticed_at < PAUSE_SECONDS:
            raise psycopg.OperationalError("the server did not answer a moment ago")


class PatientConnection(psycopg.Connection[Any]):
    """A connection that is closed when the server says nothing for too long."""

    patience_seconds: float | None = STATEMENT_SECONDS
    silence: Silence
    is_trusted = False  # whether anybody is there: the first answer has to come soon

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """:raises psycopg.OperationalError: also when nothing came in time."""
        patience = PING_SECONDS if self.is_trusted else self.patience_seconds
        try:
            answer = super().wait(gen, interval, timeout or patience)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:  # still no answer
                self.silence.notice()
                self.pgconn.finish()
            raise
        # The transaction has begun: now it may wait for others.
        if self.pgconn.transaction_status == TransactionStatus.INTRANS:
            self.is_trusted = False
        return answer

    def rollback(self) -> None:
        """Undo what was not committed; a server that has gone has done so itself."""
        if self.pgconn.transaction_status == TransactionStatus.IDLE:
            return  # there is nothing
        try:
            super().rollback()
        except psycopg.OperationalError:
            self.close()  # the pool finds out before anybody else gets it

    def ping(self) -> None:
        """:raises psycopg.OperationalError: nobody is there."""
        self.silence.check()
        self.is_trusted = True
        had_autocommit, self.autocommit = self.autocommit, True
        self.execute("SELECT 1")
        self.autocommit = had_autocommit
        self.is_trusted = False

    def trust(self) -> None:
        """Take it that somebody is there, as a moment ago.

        :raises psycopg.OperationalError: nothing was heard of a server meanwhile.
        """
        self.silence.check()
        self.is_trusted = True

    def has_news(self) -> bool:
        """Whether something came that nobody asked for, such as the end of the connection."""
        return is_readable(self.pgconn.socket)


def is_readable(socket: int) -> bool:
    """Whether there is something to be read, or never will be again; waits for nothing."""
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([socket], [], [], 0)[0])
    poll = select.poll()
    poll.register(socket, select.POLLIN)
    return bool(poll.poll(0))


def engine_options(database_url: str) -> dict[str, Any]:
    """What SQLAlchemy is told about its pool of connections to this database."""
    if not database_url.startswith("postgresql"):
        return {}
    # The one that was used last comes first: it need not be asked whether it is alive.
    return {"pool_size": KEPT_CONNECTIONS, "pool_use_lifo": True}


_is_trusting = ContextVar("is_trusting", default=False)
_silences: WeakKeyDictionary[Dialect, Silence] = WeakKeyDictionary()  # one for each engine


def wait_for_ever(connection: Connection) -> None:
    """Let this connection take its time, for what changes whole tables."""
    raw: object = connection.connection.dbapi_connection
    if isinstance(raw, PatientConnection):
        connection.detach()  # nobody else gets it afterwards
        raw.patience_seconds = None


@contextmanager
def trusting_warm_connections() -> Iterator[None]:
    """Rely on connections that were used a moment ago, for who asks something quick at first."""
    token = _is_trusting.set(True)
    try:
        yield
    finally:
        _is_trusting.reset(token)


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
        if _is_trusting.get() and is_warm and not connection.has_news():
            connection.trust()
        else:
            connection.ping()
    except psycopg.Error:  # also that it is in no state to be asked, having been cut off
        connection.silence.check()  # a new connection would get no answer either
        raise InvalidatePoolError from None


@event.listens_for(Pool, "checkin")
def note_time(connection: Any, entry: ConnectionPoolEntry) -> None:
    if isinstance(connection, PatientConnection):
        entry.info[GIVEN_BACK_AT] = monotonic()
