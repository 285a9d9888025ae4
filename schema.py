"""The database: how it is opened, and how its schema is brought up to date at start."""

import logging
import sqlite3
from pathlib import Path
from typing import cast

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from extensions import db, migrate

MIGRATIONS_FOLDER = Path(__file__).parent / "migrations"


class SchemaError(SystemExit):
    """The database cannot be used; ends the program with a sentence."""


@event.listens_for(Engine, "connect")
def set_up_sqlite(connection: object, _: object) -> None:
    """Let readers and a writer work at once, wait for locks, and lose nothing in a power cut.

    Transactions begin where Python's driver begins them: at the first write. With a ``BEGIN``
    before the first read, a request that reads the user and then writes is "locked" at once.
    """
    if isinstance(connection, sqlite3.Connection):
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "busy_timeout=5000",
            "foreign_keys=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")


def bring_schema_up_to_date(app: Flask) -> None:
    """Run the migrations that this database lacks.

    :raises SchemaError: the database is away, or was made by a newer version of this site.
    """
    with app.app_context():
        config = cast(Config, migrate.get_config())  # its published types forget this
        newest = ScriptDirectory.from_config(config).get_current_head()
        try:
            with db.engine.connect() as connection:
                present = MigrationContext.configure(connection).get_current_revision()
            if present != newest:
                logging.getLogger(__name__).info("Bringing the database up to date.")
                command.upgrade(config, "head")
        except OperationalError as error:
            raise SchemaError(
                f"The database does not answer ({db.engine.url.render_as_string()}):"
                " is it running, and is DATABASE_URL right?"
            ) from error
        except CommandError as error:
            raise SchemaError(
                "The database was made by a newer version of this site: update the code,"
                " or set DATABASE_URL to another database."
            ) from error
