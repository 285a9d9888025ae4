"""Connections to an SQLite file."""

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry, Pool

from database.timing import LOCK_TIMEOUT_MS

FILE = "sqlite file"


@event.listens_for(Engine, "connect")
def set_up_connection(connection: Any, entry: ConnectionPoolEntry) -> None:
    if isinstance(connection, sqlite3.Connection):
        set_up_sqlite(connection)
        if path := path_of(connection):
            entry.info[FILE] = identity_of(path)


def make_private_file(path: str) -> None:
    """Make an empty database that nobody else can read; one that is there stays as it is.

    SQLite gives the files beside it the same mode. Only before the first connection: to close a
    file ends all locks that this process has on it.
    """
    with suppress(OSError):  # it is there, or SQLite says why it cannot be
        Path(path).touch(mode=0o600, exist_ok=False)


def set_up_sqlite(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work at once, wait for locks, and lose nothing in a power cut.

    Transactions begin where Python's driver begins them: at the first write. With a ``BEGIN``
    before the first read, a request that reads the user and then writes is "locked" at once.
    """
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={LOCK_TIMEOUT_MS}",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Pool, "checkout")
def check_file(connection: Any, entry: ConnectionPoolEntry, _: object) -> None:
    """See whether another file has been put in this one's place.

    An open connection would go on with the old one, which has no name any more, and what is
    written there is gone with the last connection.
    """
    if (known := entry.info.get(FILE)) and known != identity_of(known[0]):
        raise InvalidatePoolError


def path_of(connection: sqlite3.Connection) -> str:
    """Of the file; empty: the database is in memory."""
    row: tuple[int, str, str] = connection.execute("PRAGMA database_list").fetchone()
    return row[2]


def identity_of(path: str) -> tuple[str, int, int]:
    try:
        status = Path(path).stat()
    except OSError:
        return path, 0, 0
    return path, status.st_dev, status.st_ino
