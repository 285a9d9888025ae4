"""How gunicorn serves this site: ``make serve``. Read again at each reload (SIGHUP)."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from gunicorn.arbiter import Arbiter

from gunicorn_parts import SiteLogger, SiteWorker, outlive_refused_reloads

SHARED_MEMORY = "/dev/shm"  # noqa: S108 - gunicorn makes a file of its own there
# Connections that wait for a next request hold no thread.
WAITING_CONNECTIONS = 1000


def prepare() -> dict[str, Any]:
    """See serving.py; when that has said why the site cannot be served, gunicorn does not start.

    A reload is refused then, see outlive_refused_reloads().
    """
    ended = subprocess.run([sys.executable, "-m", "serving"], stdout=subprocess.PIPE, text=True)
    if ended.returncode != 0:
        sys.exit(ended.returncode)
    plan: dict[str, Any] = json.loads(ended.stdout)
    return plan


plan = prepare()
SiteLogger.log_format = plan["log_format"]

wsgi_app = "app:create_app()"
bind = plan["bind"]
workers = plan["processes"]
worker_class = SiteWorker
threads = plan["threads"]
worker_connections = threads + WAITING_CONNECTIONS
graceful_timeout = 5  # open requests may take that long when a worker is to stop
logger_class = SiteLogger
accesslog = None  # request_log.py writes a line for each request
# Whom to believe about the client's address and HTTPS says TRUSTED_PROXIES, and nobody else.
forwarded_allow_ips = ""
control_socket_disable = True  # it would be a file in the home folder, which services have not
if Path(SHARED_MEMORY).is_dir():
    worker_tmp_dir = SHARED_MEMORY  # a sign of life each second, not to the disk


def when_ready(arbiter: Arbiter) -> None:
    outlive_refused_reloads(arbiter)
    arbiter.log.info(plan["ready"])
