"""Prepares the site for ``make serve``: checks the settings, brings the database up to date.

    python -m serving

gunicorn.conf.py runs it in a process of its own, before there are workers, and reads from its
output how to serve. By itself it shows whether a reload would succeed.
"""

import json
import sys
from dataclasses import asdict, dataclass

from app import create_app
from config import Settings
from local_server import ready_sentence

# Requests that are answered at once; more wait for their turn.
THREADS_FOR_REQUESTS = 32
# Each window of the sandbox holds a thread, one of the classic SDK up to two. Threads are made
# when they are needed.
THREADS_FOR_WINDOWS = 2000


@dataclass(frozen=True)
class Plan:
    """How to serve; as JSON between the two processes."""

    bind: str
    processes: int
    threads: int
    log_format: str
    ready: str  # the sentence to say then


def make_plan(settings: Settings) -> Plan:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    processes = settings.server.processes
    windows = THREADS_FOR_WINDOWS if settings.is_sandbox else 0
    return Plan(
        bind=f"{host}:{settings.port}",
        processes=processes,
        threads=THREADS_FOR_REQUESTS + windows,
        log_format=settings.server.log_format,
        ready=f"{ready_sentence(settings)} Processes: {processes}.",
    )


def main() -> int:
    app = create_app()
    json.dump(asdict(make_plan(app.config["SETTINGS"])), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
