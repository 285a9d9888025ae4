"""Runs the migrations; called by Alembic, with the application's own database engine."""

from alembic import context
from flask import current_app

from database import wait_for_ever

target_db = current_app.extensions["migrate"].db


def run_migrations() -> None:
    """One transaction for all, so that a failed migration leaves the schema as it was."""
    with target_db.engine.connect() as connection:
        wait_for_ever(connection)
        context.configure(
            connection=connection,
            target_metadata=target_db.metadata,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


run_migrations()
