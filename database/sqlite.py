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


class SandboxConnection(sqlite3.Connection):
    """Waits for no disk: a call in the sandbox costs nothing, and there are many in a moment.

    What was committed survives the end of this process, by kill -9 too, for the system has it then.
    When the whole machine loses its power, the last half minute of everything may be gone: accounts
    and calls that were made, and logging out, which then did not happen. Never more than that is
    wrong with the file.
    """


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
    """Let readers and a writer work at once, and wait for locks.

    Nothing that was committed is lost in a power cut, but in the sandbox.

    Transactions begin where Python's driver begins them: at the first write. With a ``BEGIN``
    before the first read, a request that reads the user and then writes is "locked" at once.
    """
    synchronous = "NORMAL" if isinstance(connection, SandboxConnection) else "FULL"
    for pragma in (
        "journal_mode=WAL",
        f"synchronous={synchronous}",
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
