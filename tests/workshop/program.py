"""`make lan` as a process of its own, with a folder of the test's instead of the person's."""

import os
import signal
import socket
import ssl
import subprocess
import sys
from pathlib import Path

from workshop.addresses import find_addresses

ROOT = Path(__file__).parent.parent.parent

PROGRAM = """
import os, sys
from workshop.__main__ import run
sys.exit(run(os.environ, instance_path=sys.argv[1]))
"""


def address_of_this_machine() -> str:
    """One that other machines use; a machine without a network has 127.0.0.1 alone."""
    found = [str(address) for address in find_addresses() if address.version == 4]
    return found[0] if found else "127.0.0.1"


def find_free_port() -> int:
    with socket.create_server(("", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


class Workshop:
    """Started at once; ready after :meth:`wait`."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self.folder = folder
        self.host = variables.setdefault("HOST", address_of_this_machine())
        self.port = int(variables.setdefault("PORT", str(find_free_port())))
        clean = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        self.log = (folder / "workshop.log").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(folder)],
            cwd=ROOT,
            env={**clean, "PYTHONIOENCODING": "utf-8", **variables},
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
            encoding="utf-8",
        )

    @property
    def place(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        return f"https://{self.place}"

    @property
    def trust(self) -> ssl.SSLContext:
        """What a browser checks whose owner has installed the certificate."""
        return ssl.create_default_context(cafile=str(self.folder / "lan-certificate.pem"))

    def wait(self) -> str:
        """Return the first line, which is printed when others can connect."""
        return self.process.stdout.readline()

    def read_errors(self) -> str:
        self.log.seek(0)
        return self.log.read()

    def end(self, sent: signal.Signals = signal.SIGINT) -> tuple[int, str, str]:
        """Return the exit status, the rest of what it said, and its errors."""
        self.process.send_signal(sent)
        return self.wait_for_end()

    def wait_for_end(self) -> tuple[int, str, str]:
        self.process.wait(20)
        # Not communicate(): it would miss what came with the first line.
        return self.process.returncode, self.process.stdout.read(), self.read_errors()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()
