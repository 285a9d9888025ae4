"""Several processes of the site behind one port, as in production."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from app import create_app
from extensions import db
from tests.soak.threads import wait_for

ROOT = Path(__file__).parent.parent.parent
LIVE = {  # made-up keys; live mode has no part that wants to be alone
    "SINCH_APPLICATION_KEY": "396f387f-2e22-4b29-9b94-1df41a05f0dc",
    "SINCH_APPLICATION_SECRET": "4sxPfbyPzfvhZuemQRWaZQ==",
    "SECRET_KEY": "0123456789abcdef0123456789abcdef",
    "HTTPS": "off",
    "LOGINS_PER_MINUTE": "100000",
    "REGISTRATIONS_PER_HOUR": "100000",
    "CREDENTIALS_PER_MINUTE": "100000",
    "REPORTS_PER_MINUTE": "100000",
    "PEOPLE_CALLS_PER_HOUR": "1000000",
}


class GunicornSite:
    """Running; :ivar app: the same site in this process, to look into its database with."""

    def __init__(self, database_url: str, folder: Path, environ: dict[str, str] | None) -> None:
        settings = {**(LIVE if environ is None else environ), "DATABASE_URL": database_url}
        self.app = create_app(settings, instance_path=str(folder))
        self.environ = {**os.environ, **settings, "SOAK_INSTANCE": str(folder)}

    @contextmanager
    def serve(self, *, processes: int, threads: int) -> Iterator[None]:
        with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
            self.port: int = listener.getsockname()[1]
            number = listener.fileno()
            command = [sys.executable, "-W", "ignore", "-m", "gunicorn", "--config", "/dev/null"]
            command += ["--bind", f"fd://{number}", f"--workers={processes}"]
            command += ["--worker-class=gthread", f"--threads={threads}", "--log-level=error"]
            command += [
                "--worker-connections=1000",
                "--keep-alive=30",
                "tests.soak.served_app:make_app()",
            ]
            server = subprocess.Popen(command, cwd=ROOT, env=self.environ, pass_fds=[number])
        self.master = psutil.Process(server.pid)
        try:
            wait_for(lambda: len(self.workers()) == processes)
            yield
        finally:
            server.terminate()
            server.wait(30)

    def workers(self) -> list[psutil.Process]:
        children: list[psutil.Process] = self.master.children()
        return children


@contextmanager
def gunicorn_site(
    database_url: str,
    folder: Path,
    *,
    processes: int = 2,
    threads: int = 16,
    environ: dict[str, str] | None = None,
) -> Iterator[GunicornSite]:
    """:param environ: the settings; left out, live mode with made-up keys."""
    site = GunicornSite(database_url, folder, environ)
    try:
        with site.serve(processes=processes, threads=threads):
            yield site
    finally:
        with site.app.app_context():
            db.session.remove()
            db.engine.dispose()
