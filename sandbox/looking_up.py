"""The sandbox's threads live long: how they look something up in the database and let go of it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from database import database_fault
from extensions import db

logger = logging.getLogger(__name__)


class NoDatabase(Exception):
    """Nothing can be looked up at the moment."""


@contextmanager
def looking_up() -> Iterator[None]:
    """Keep neither a connection nor a failed transaction after the block.

    Windows that wait with a database connection in hand would soon have them all.

    :raises NoDatabase:
    """
    try:
        yield
    except SQLAlchemyError as error:
        fault = database_fault(error)
        if fault is None:
            raise
        logger.warning("sandbox: the database cannot be used: %s", fault)
        raise NoDatabase from None
    finally:
        db.session.remove()
