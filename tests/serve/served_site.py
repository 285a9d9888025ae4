"""The site as `make serve` runs it: gunicorn's processes, on a folder of the test's own."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from tests.sandbox.site import wait_until
from tests.serve.visitor import TIMEOUT_SECONDS, Address, Visitor

ROOT = Path(__file__).parent.parent.parent
# Empty ones count as unset, whatever the .env of this machine says.
UNSET = dict.fromkeys(
    (
        *("SINCH_APPLICATION_KEY", "SINCH_APPLICATION_SECRET", "DATABASE_URL", "REDIS_URL"),
        *("REGISTRATION_CODE", "TRUSTED_HOSTS", "HTTPS", "SECRET_KEY", "PROCESSES", "HOST"),
        *("SINCH_SDK_URL", "LOG_FORMAT", "TRUSTED_PROXIES", "HSTS_SECONDS", "SINCH_MODE"),
    ),
    "",
)
LIVE = {
    "SINCH_APPLICATION_KEY": "396f387f-2e22-4b29-9b94-1df41a05f0dc",
    "SINCH_APPLICATION_SECRET": "4sxPfbyPzfvhZuemQRWaZQ==",
    "SECRET_KEY": "0123456789abcdef0123456789abcdef",
    "HTTPS": "off",
    "CREDENTIALS_PER_MINUTE": "100000",  # load runs ask for many
}
COMMAND = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"]


class ServedSite:
    """Starts at once; :meth:`wait` until it answers."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.log_file = folder / "log.txt"
        self.port = find_free_port()
        self.address = Address(self.port, settings.get("TRUSTED_HOSTS", "127.0.0.1"))
        variables = {"PORT": str(self.port), "INSTANCE_FOLDER": str(folder), **settings}
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                COMMAND,
                cwd=ROOT,
                env={**os.environ, **UNSET, **variables},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def log(self) -> str:
        return self.log_file.read_text("utf-8")

    def wait(self) -> "ServedSite":
        wait_until(self.answers, seconds=TIMEOUT_SECONDS)
        return self

    def answers(self) -> bool:
        assert self.process.poll() is None, self.log
        try:
            return self.visitor().get("/healthz").status == 200
        except ConnectionError:
            return False

    def visitor(self) -> Visitor:
        return Visitor(self.address)

    def booted(self) -> int:
        """How many workers there have been."""
        return self.log.count("Booting worker")

    def reload(self) -> None:
        """As `systemctl reload` does, and a terminal to all processes; waits for the new worker."""
        before = self.booted()
        os.killpg(self.process.pid, signal.SIGHUP)
        wait_until(lambda: self.booted() > before, seconds=TIMEOUT_SECONDS)

    def stop(self) -> int:
        """As Ctrl-C in a terminal does: all processes hear it."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=TIMEOUT_SECONDS)

    def kill(self) -> None:
        """Whatever the test left of it."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def find_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port
