"""Runs the commands as a terminal does."""

from collections.abc import Callable

import pytest
from click.testing import Result
from flask import Flask

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask) -> Run:
    """Run a command, given its words and its standard input."""
    return runner_of(app)


def runner_of(app: Flask) -> Run:
    def run_command(*words: str, given: str | bytes = "") -> Result:
        return app.test_cli_runner().invoke(args=list(words), input=given)

    return run_command
