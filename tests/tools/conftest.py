"""A web server of the tests' own, for what is downloaded."""

from collections.abc import Iterator

import pytest

from tests.tools.file_server import FileServer


@pytest.fixture(scope="session")
def session_file_server() -> Iterator[FileServer]:
    server = FileServer()
    yield server
    server.stop()


@pytest.fixture
def server(session_file_server: FileServer) -> FileServer:
    """The server without any file."""
    session_file_server.answers.clear()
    return session_file_server
