"""Inserting a row that several may insert at once, without an error for those who come second."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from extensions import Model, db

M = TypeVar("M", bound=Model)


def insert_if_new(model: type[M], **values: object) -> M | None:
    """Insert a row unless one has its unique key; return it if it was inserted.

    When another transaction is just inserting it, this waits for how that one ends.
    """
    return next(iter(insert_those_new(model, [values])), None)


def insert_those_new(model: type[M], rows: Sequence[Mapping[str, object]]) -> list[M]:
    """Insert rows of the same columns, in one statement; return those that were inserted."""
    statement = insertion(model, db.engine.dialect.name)
    return list(db.session.scalars(statement, rows).all())


def lock_or_insert(model: type[M], locking: Select[Any], **values: object) -> M:
    """Return a row that this transaction has locked, made if there was none.

    :param locking: selects it, for update; this mostly finds it, so it comes first.
    """
    locking = locking.execution_options(populate_existing=True)
    row: M = (
        db.session.scalar(locking)
        or insert_if_new(model, **values)
        or db.session.scalars(locking).one()  # somebody else was faster by a moment
    )
    return row


@cache
def insertion(model: type[M], dialect: str) -> ReturningInsert[tuple[M]]:
    """Made once: making it takes longer than asking."""
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(model).on_conflict_do_nothing().returning(model)
