"""The settings of the server processes: how many, and how they write their logs."""

import re
from dataclasses import dataclass

from settings_reader import SettingsReader

LOG_FORMAT = re.compile("text|json")


@dataclass(frozen=True)
class ServerSettings:
    """Read by :func:`read_server_settings`, as a part of the settings."""

    processes: int  # of make serve; make run has one
    log_format: str  # text or json


def read_server_settings(
    read: SettingsReader, *, is_sandbox: bool, has_redis: bool
) -> ServerSettings:
    processes = read.number("PROCESSES", default=1 if is_sandbox else 2, lowest=1, highest=64)
    if is_sandbox and processes > 1 and not has_redis:
        read.fault(
            "PROCESSES: several processes of the sandbox find each other in Redis only:"
            " set REDIS_URL, or PROCESSES=1."
        )
    log_format = read.matching("LOG_FORMAT", LOG_FORMAT, "is text or json", default="text")
    return ServerSettings(processes=processes, log_format=log_format or "text")
