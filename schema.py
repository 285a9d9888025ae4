"""How the database's schema is brought up to date at start."""

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
from sqlalchemy import URL
from sqlalchemy.exc import DatabaseError

from database import database_fault, make_private_file
from extensions import db, migrate
from migration_lock import is_file, migration_lock

MIGRATIONS_FOLDER = Path(__file__).parent / "migrations"


class SchemaError(SystemExit):
    """The database cannot be used; ends the program with a sentence."""


def bring_schema_up_to_date(app: Flask) -> None:
    """Run the migrations that this database lacks.

    :raises SchemaError: the database is away, or was made by a newer version of this site.
    """
    with app.app_context():
        make_sqlite_file(db.engine.url)
        try:
            if present_revision() != newest_revision():
                with migration_lock(db.engine):  # another process may do it at this moment
                    upgrade()
        except (DatabaseError, sqlite3.Error) as error:
            raise SchemaError(cure_of(error)) from error
        except CommandError as error:
            raise SchemaError(
                "The database was made by a newer version of this site: update the code,"
                " or set DATABASE_URL to another database."
            ) from error


def make_sqlite_file(url: URL) -> None:
    if url.get_backend_name() == "sqlite" and is_file(url.database):
        make_private_file(str(url.database))


def upgrade() -> None:
    if present_revision() != newest_revision():
        logging.getLogger(__name__).info("Bringing the database up to date.")
        command.upgrade(migration_config(), "head")


def cure_of(error: DatabaseError | sqlite3.Error) -> str:
    url = db.engine.url.render_as_string()
    fault = database_fault(error) if isinstance(error, DatabaseError) else type(error).__name__
    if db.engine.dialect.name == "sqlite":
        cure = (
            "its folder must be yours to write in, on a disk with free space,"
            " and the file an SQLite database that no other program keeps locked."
        )
    else:
        cure = "is it running, and is DATABASE_URL right?"
    return f"The database cannot be used ({url}; {fault}): {cure}"


def present_revision() -> str | None:
    """The revision of this database; None when it is empty."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """The revision that this code is written for."""
    return ScriptDirectory.from_config(migration_config()).get_current_head()


def migration_config() -> Config:
    return cast(Config, migrate.get_config())  # its published types forget this
