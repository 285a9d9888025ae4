"""Requests do not wait for connections, and PostgreSQL has enough of them."""

from database import engine_options
from serving import THREADS_FOR_REQUESTS

DEFAULT_PROCESSES = 2
MAX_CONNECTIONS = 97  # PostgreSQL's default, without those that are kept for its operator


def test_every_thread_for_requests_gets_a_connection() -> None:
    options = engine_options("postgresql+psycopg://host/name", is_sandbox=False)
    connections = options["pool_size"] + options["max_overflow"]

    assert THREADS_FOR_REQUESTS <= connections <= MAX_CONNECTIONS // DEFAULT_PROCESSES
