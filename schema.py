"""The database: how it is opened, and how its schema is brought up to date at start."""

import logging
import sqlite3
from pathlib import Path
from typing import Any, cast

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.exc import DatabaseError

from extensions import LOCK_TIMEOUT_MS, db, migrate

MIGRATIONS_FOLDER = Path(__file__).parent / "migrations"
# As many as a process may use at once without opening new ones, which takes PostgreSQL longer than
# most of our requests last. Processes times this must stay below its max_connections (100).
KEPT_CONNECTIONS = 20


class SchemaError(SystemExit):
    """The database cannot be used; ends the program with a sentence."""


def engine_options(database_url: str) -> dict[str, Any]:
    """What SQLAlchemy is told about the connections to this database."""
    options: dict[str, Any] = {"pool_pre_ping": True}
    if database_url.startswith("postgresql"):
        options["pool_size"] = KEPT_CONNECTIONS
    return options


@event.listens_for(Engine, "connect")
def set_up_connection(connection: Any, _: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        set_up_sqlite(connection)
    elif type(connection).__module__.startswith("psycopg"):
        # As long as SQLite waits; by default PostgreSQL waits for a lock for ever.
        connection.execute(f"SET lock_timeout = {LOCK_TIMEOUT_MS}")
        connection.commit()


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


def bring_schema_up_to_date(app: Flask) -> None:
    """Run the migrations that this database lacks.

    :raises SchemaError: the database is away, or was made by a newer version of this site.
    """
    with app.app_context():
        try:
            if present_revision() != newest_revision():
                logging.getLogger(__name__).info("Bringing the database up to date.")
                command.upgrade(migration_config(), "head")
        except DatabaseError as error:
            raise SchemaError(
                f"The database cannot be used ({db.engine.url.render_as_string()}):"
                " is it running, and is DATABASE_URL right?"
            ) from error
        except CommandError as error:
            raise SchemaError(
                "The database was made by a newer version of this site: update the code,"
                " or set DATABASE_URL to another database."
            ) from error


def present_revision() -> str | None:
    """The revision of this database; None when it is empty."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """The revision that this code is written for."""
    return ScriptDirectory.from_config(migration_config()).get_current_head()


def migration_config() -> Config:
    return cast(Config, migrate.get_config())  # its published types forget this
