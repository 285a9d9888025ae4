"""The site as it is served in production: gunicorn, on a free port of this machine."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

import psutil

from tests.redis_server import free_port

ROOT = Path(__file__).parent.parent
START_SECONDS = 60


class GunicornServer:
    """One master process with its workers."""

    def __init__(
        self, instance: Path, environ: dict[str, str], *, workers: int, port: int | None = None
    ) -> None:
        self.port = port or free_port()
        command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{self.port}"]
        command += ["--worker-class", "gthread", "--threads", "100", "--workers", str(workers)]
        command += ["--graceful-timeout", "1", "--no-control-socket", "--log-level", "warning"]
        self._process = subprocess.Popen(
            [*command, "tests.server_process:make_app()"],
            cwd=ROOT,
            env={**os.environ, **environ, "INSTANCE": str(instance), "PORT": str(self.port)},
        )
        self._wait_until_ready(workers)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def workers(self) -> list[int]:
        return [child.pid for child in psutil.Process(self._process.pid).children()]

    def worker_of(self, client_port: int) -> int:
        """Which worker has the connection that comes from this port."""
        for pid in self.workers:
            for connection in psutil.Process(pid).net_connections():
                if connection.raddr and connection.raddr.port == client_port:
                    return pid
        raise AssertionError("no worker has this connection")

    def stop(self) -> None:
        """Stop all processes, also when the master is no more."""
        children = []
        with suppress(psutil.NoSuchProcess):
            children = psutil.Process(self._process.pid).children()
        self._process.send_signal(signal.SIGTERM)
        self._process.wait()
        for child in children:
            with suppress(psutil.NoSuchProcess):
                child.kill()

    def _wait_until_ready(self, workers: int) -> None:
        deadline = time.monotonic() + START_SECONDS
        while len(self.workers) < workers or not self._answers():
            assert self._process.poll() is None, "gunicorn did not start"
            assert time.monotonic() < deadline, "gunicorn does not answer"
            threading.Event().wait(0.05)

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=START_SECONDS)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except ConnectionError:
            return False
        finally:
            connection.close()
