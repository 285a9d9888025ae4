"""Static files under addresses that change with their content: browsers keep these for a year.

``url_for("static", ...)`` gives ``/<version>/static/...``; the version is a hash of all files, and
what files name relatively stays within it. ``/static/...`` works too, for what settings and people
name: browsers ask for it anew each time.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app

from sdk_file import OWN_FILE

KEPT = "public, max-age=31536000, immutable"
VERSION_LENGTH = 12

Seen = tuple[str, int, int]


class StaticFiles:
    """The files of one folder; an edited file shows at the next reload."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: list[Seen] = []
        self.known_version = ""

    @property
    def version(self) -> str:
        seen = sorted(self.look(self.folder))
        if seen != self.seen:
            self.known_version = self.hash_files(path for path, _, _ in seen)
            self.seen = seen
        return self.known_version

    def look(self, folder: Path | str) -> Iterator[Seen]:
        """Yield each file with its time and size: looking costs less than reading."""
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    yield from self.look(entry.path)
                elif entry.name != OWN_FILE or folder != self.folder:
                    status = entry.stat()
                    yield entry.path, status.st_mtime_ns, status.st_size

    def hash_files(self, paths: Iterable[str]) -> str:
        digest = sha256()
        for path in paths:
            with suppress(FileNotFoundError):  # an editor's, gone again
                content = Path(path).read_bytes()
                name = Path(path).relative_to(self.folder).as_posix()
                digest.update(f"{name} {len(content)}\n".encode() + content)
        return digest.hexdigest()[:VERSION_LENGTH]


def register_static_files(app: Flask) -> None:
    files = app.extensions["static_files"] = StaticFiles(Path(app.static_folder or ""))

    def send_static(filename: str, version: str = "") -> Response:
        answer = current_app.send_static_file(filename)
        # A page from before an upgrade gets its files too, but keeps none under the old address.
        if filename != OWN_FILE and version == files.version:
            answer.headers["Cache-Control"] = KEPT
        return answer

    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and values.get("filename") != OWN_FILE:
            values.setdefault("version", files.version)

    app.view_functions["static"] = send_static
    rule = f"/<string(length={VERSION_LENGTH}):version>{app.static_url_path}/<path:filename>"
    app.add_url_rule(rule, endpoint="static")
    app.url_defaults(add_version)
