"""Where the data lives: which database."""

from pathlib import Path

from settings_reader import SettingsReader


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
