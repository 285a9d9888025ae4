"""Telling a database that cannot be used from a statement of ours that is wrong."""

from sqlalchemy import exc

# All that may mean an unusable database; database_fault() says whether one of them does.
DATABASE_FAULTS = (
    exc.DatabaseError,
    exc.InterfaceError,
    exc.PendingRollbackError,  # it failed in this request already
    exc.TimeoutError,
)

MISTAKES_OF_OURS = (
    exc.DataError,
    exc.IntegrityError,
    exc.NotSupportedError,
    exc.ProgrammingError,
)


def database_fault(error: exc.SQLAlchemyError) -> str | None:
    """What to write down about a database that is away, full, locked, damaged or read-only.

    :return: a word or two, since the driver's text may hold a password, or what is stored;
        ``None``: the database works, and our statement is wrong.
    """
    is_cut_off = isinstance(error, exc.DBAPIError) and error.connection_invalidated
    if not isinstance(error, DATABASE_FAULTS):
        return None
    if isinstance(error, MISTAKES_OF_OURS) and not is_cut_off:
        return None
    cause = getattr(error, "orig", None) or error
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return f"{type(cause).__name__} {code}" if code else type(cause).__name__
