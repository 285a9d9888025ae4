"""What a download says while it lasts, and when it stops."""

import pytest

from tests.tools.file_server import FileServer, file
from tools.download import DownloadFailed, download

MEGABYTE = 1024 * 1024


def test_a_long_download_says_how_far_it_is(server: FileServer) -> None:
    server.answers["/sdk.js"] = file(b"x" * (2 * MEGABYTE))
    said: list[str] = []

    content = download(f"{server.url}/sdk.js", progress_seconds=0, say=said.append)

    assert len(content) == 2 * MEGABYTE
    assert "1.0 of 2.0 MB" in [line.replace(" MB of", " of") for line in said]
    assert said[-1] == "2.0 MB of 2.0 MB"


def test_a_short_download_says_nothing(server: FileServer) -> None:
    server.answers["/sdk.js"] = file(b"short")
    said: list[str] = []

    download(f"{server.url}/sdk.js", say=said.append)

    assert said == []


def test_a_file_that_is_too_large_is_not_read_to_its_end(server: FileServer) -> None:
    server.answers["/sdk.js"] = file(b"x" * 1000, length=50 * MEGABYTE)

    with pytest.raises(DownloadFailed, match=r"is larger than 0\.0 MB"):
        download(f"{server.url}/sdk.js", max_bytes=500)
