"""How the database is reached, and what it means when it cannot be."""

from database.faults import DATABASE_FAULTS, database_fault
from database.options import engine_options
from database.postgresql import trusting_warm_connections, wait_for_ever
from database.reading import read_rows
from database.sqlite import make_private_file, set_up_sqlite
from database.timing import LOCK_TIMEOUT_MS

__all__ = [
    "DATABASE_FAULTS",
    "LOCK_TIMEOUT_MS",
    "database_fault",
    "engine_options",
    "make_private_file",
    "read_rows",
    "set_up_sqlite",
    "trusting_warm_connections",
    "wait_for_ever",
]
