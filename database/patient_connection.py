"""A connection to PostgreSQL that does not wait for ever, even if the network drops all we send."""

import math
import select
from time import monotonic
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

from database.timing import PAUSE_SECONDS, PING_SECONDS, QUESTION_SECONDS, STATEMENT_SECONDS


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
    first_patience_seconds: float | None = None  # until it is known that anybody is there

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """:raises psycopg.OperationalError: also when nothing came in time."""
        patience = self.first_patience_seconds or self.patience_seconds
        try:
            answer = super().wait(gen, interval, timeout or patience)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:  # still no answer
                if patience != QUESTION_SECONDS:  # that may be a lock: who asks will see
                    self.silence.notice()
                self.pgconn.finish()
            raise
        # The transaction has begun: now it may wait for others.
        if self.pgconn.transaction_status == TransactionStatus.INTRANS:
            self.first_patience_seconds = None
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
        self.first_patience_seconds = PING_SECONDS
        had_autocommit, self.autocommit = self.autocommit, True
        self.execute("SELECT 1")
        self.autocommit = had_autocommit
        self.first_patience_seconds = None

    def trust(self, patience_seconds: float) -> None:
        """Take it that somebody is there, as a moment ago.

        :raises psycopg.OperationalError: nothing was heard of a server meanwhile.
        """
        self.silence.check()
        self.first_patience_seconds = patience_seconds

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
