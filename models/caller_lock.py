"""The calls of one user are counted one after the other."""

from hashlib import sha256

from sqlalchemy import func, select

from extensions import db


def lock_caller(caller: str) -> None:
    """Wait for other calls of this user, until this transaction ends.

    In SQLite one transaction writes at a time, and this one has stored its delivery.

    :param caller: User ID.
    """
    if db.engine.dialect.name == "postgresql":
        digest = sha256(f"people calls of {caller}".encode()).digest()
        key = int.from_bytes(digest[:8], signed=True)
        db.session.execute(select(func.pg_advisory_xact_lock(key)))
