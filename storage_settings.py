"""Where the data lives: which database, and which Redis."""

import re
from pathlib import Path

from settings_reader import SettingsReader

REDIS_URL = re.compile(r"rediss?://(\S*@)?([^@/:?\[\s]+|\[[\da-f:]+\])(:[1-6]?\d{1,4})?([/?]\S*)?")


def read_database_url(read: SettingsReader, instance_path: str | Path) -> str:
    url = read.text("DATABASE_URL")
    if url is None:
        return f"sqlite:///{Path(instance_path).resolve() / 'sinch-sample.sqlite3'}"
    scheme, separator, rest = url.partition("://")
    if scheme in ("postgres", "postgresql"):  # as hosting services write it
        return f"postgresql+psycopg://{rest}"
    if not separator or scheme not in ("sqlite", "postgresql+psycopg"):
        read.fault("DATABASE_URL begins with sqlite:// or postgresql://.")
    return url


def read_redis_url(read: SettingsReader) -> str | None:
    rule = "looks like redis://host:6379/0, or rediss:// for TLS"
    return read.matching("REDIS_URL", REDIS_URL, rule)
