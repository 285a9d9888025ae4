"""Inserting a row that several may insert at once, without an error for those who come second."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from extensions import Model, db


def insert_if_new(model: type[Model], **values: object) -> bool:
    """Insert a row unless one has its unique key; tell whether it was inserted.

    When another transaction is just inserting it, this waits for how that one ends.
    """
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - for mypy
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(values).on_conflict_do_nothing().returning(table.c.id)
    return db.session.execute(statement).first() is not None
