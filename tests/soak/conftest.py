"""What the long tests share: databases of their own, and the table of what was measured.

Their files are called soak_*.py, so that only ``make soak`` finds them.
"""

import itertools
from pathlib import Path

import psycopg
import pytest

from tests.soak.table import Table, lines_of

_numbers = itertools.count(1)


@pytest.fixture
def new_database(database_url: str, tmp_path: Path) -> str:
    """The address of an empty database, on SQLite and on PostgreSQL in turn."""
    if database_url.startswith("sqlite"):
        return f"sqlite:///{tmp_path}/soak.sqlite3"
    name = f"soak_{next(_numbers)}"
    with psycopg.connect(database_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    before, question_mark, options = database_url.partition("?")
    return f"{before.rpartition('/')[0]}/{name}{question_mark}{options}"


@pytest.fixture
def table(request: pytest.FixtureRequest) -> Table:
    """Takes what a test measured; all of it is printed at the end."""
    return Table(request.node.name.removeprefix("test_").replace("_", " "))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.section("measured")
    for line in lines_of():
        terminalreporter.write_line(line)
