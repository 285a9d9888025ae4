"""Downloads one script over HTTP, with every fault in a sentence. Standard library only."""

import time
from collections.abc import Callable, Iterator
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

MAX_BYTES = 20 * 1024 * 1024
SILENCE_SECONDS = 30
CHUNK_BYTES = 64 * 1024
# What servers call a script, and what those say that do not know.
SCRIPT_TYPES = {
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
    "application/octet-stream",
    "binary/octet-stream",
    "text/plain",
}


class DownloadFailed(Exception):
    """The text says why, and what to do about it."""


class StaySecure(HTTPRedirectHandler):
    """Follows redirects, but none from https to http."""

    def redirect_request(self, request, response, code, message, headers, url):  # type: ignore[no-untyped-def]
        url = urljoin(request.full_url, url)
        if urlsplit(url).scheme != "https" and not is_this_machine(url):
            raise DownloadFailed(f"{request.full_url} leads to {url}, which is not https.")
        return super().redirect_request(request, response, code, message, headers, url)


def download(
    url: str,
    *,
    max_bytes: int = MAX_BYTES,
    progress_seconds: float = 1,
    say: Callable[[str], None] = print,
) -> bytes:
    """Return what is at this address, whole.

    :param say: told how far it is, not more often than every ``progress_seconds``.
    :raises DownloadFailed: it is not there, no script, too large, or did not arrive whole.
    """
    request = Request(url, headers={"User-Agent": "sinch-browser-calling-sample"})  # noqa: S310
    try:
        with build_opener(StaySecure).open(request, timeout=SILENCE_SECONDS) as response:
            check_type(url, response)
            progress = Progress(response.length, progress_seconds, say)
            return b"".join(chunks(url, response, max_bytes, progress))
    except HTTPError as error:
        raise DownloadFailed(f"{url} answers with HTTP error {error.code}.") from None
    except URLError as error:
        reason = getattr(error.reason, "strerror", None) or error.reason
        raise DownloadFailed(f"{url} cannot be reached ({reason}). Is there a network?") from None
    except TimeoutError:
        raise DownloadFailed(f"{url} sent nothing for {SILENCE_SECONDS} seconds.") from None
    except (HTTPException, OSError):
        raise cut_off(url) from None


def check_type(url: str, response: HTTPResponse) -> None:
    media_type = response.headers.get_content_type()
    if "Content-Type" in response.headers and media_type not in SCRIPT_TYPES:
        raise DownloadFailed(f"{url} is no script, but {media_type}. Check SINCH_SDK_URL.")


class Progress:
    """Says now and then how much of a long download has arrived."""

    def __init__(self, total: int | None, pause_seconds: float, say: Callable[[str], None]) -> None:
        self.total = megabytes(total) if total else "an unknown size"
        self.pause_seconds = pause_seconds
        self.say = say
        self.said_at = time.monotonic()

    def note(self, received: int) -> None:
        if time.monotonic() - self.said_at >= self.pause_seconds:
            self.said_at = time.monotonic()
            self.say(f"{megabytes(received)} of {self.total}")


def chunks(url: str, response: HTTPResponse, max_bytes: int, progress: Progress) -> Iterator[bytes]:
    """Read piece by piece, so that a file that is too large is not read to its end."""
    received, expected = 0, response.length  # None: the server did not say
    while chunk := response.read(CHUNK_BYTES):
        received += len(chunk)
        if received > max_bytes:
            raise DownloadFailed(f"{url} is larger than {megabytes(max_bytes)}: that is no SDK.")
        progress.note(received)
        yield chunk
    if expected is not None and received < expected:
        raise cut_off(url)


def cut_off(url: str) -> DownloadFailed:
    return DownloadFailed(f"The download of {url} was cut off. Try once more.")


def megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB"


def is_this_machine(url: str) -> bool:
    return urlsplit(url).hostname in ("127.0.0.1", "localhost")
