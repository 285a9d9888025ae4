"""One signed callback on its way to a server: signed, tampered with, sent, answered."""

import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any
from urllib.parse import urlsplit

from credentials import Application, callback_timestamp, sign_callback

# As long as Sinch waits for an answer to its callbacks.
PATIENCE_SECONDS = 5
MAX_ANSWER_BYTES = 64 * 1024
# Some proxies refuse the name that Python gives itself.
UNSIGNED_HEADERS = {"User-Agent": "sinch-calling-sample"}


@dataclass(frozen=True)
class Unsigned:
    """What the signature covers; changed before signing, it is a signature over something else."""

    application: Application = field(repr=False)
    path: str
    sent_at: datetime
    body: bytes
    method: str = "POST"
    content_type: str = "application/json"


@dataclass(frozen=True)
class Signed:
    """What goes over the network; changed after signing, the signature does not fit it."""

    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    status: int
    reason: str
    body: bytes


class NoAnswer(Exception):
    """The server could not be asked; the text says why."""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A callback that is sent elsewhere would arrive with a signature for another path."""

    def redirect_request(self, *_: Any) -> None:
        return None


def sign(unsigned: Unsigned) -> Signed:
    timestamp = callback_timestamp(unsigned.sent_at)
    authorization = sign_callback(
        unsigned.application,
        method=unsigned.method,
        path=unsigned.path,
        content_type=unsigned.content_type,
        timestamp=timestamp,
        body=unsigned.body,
    )
    headers = {
        "Content-Type": unsigned.content_type,
        "x-timestamp": timestamp,
        "Authorization": authorization,
    }
    return Signed(headers, unsigned.body)


def send(url: str, signed: Signed) -> Answer:
    """POST it and return the answer, whatever its status.

    :param url: ``http`` or ``https``, checked before.
    :raises NoAnswer: nobody is there, or nobody answers in time.
    """
    headers = UNSIGNED_HEADERS | signed.headers
    request = urllib.request.Request(url, signed.body, headers, method="POST")  # noqa: S310
    opener = urllib.request.build_opener(NoRedirect)
    try:
        with opener.open(request, timeout=PATIENCE_SECONDS) as answer:
            return read(answer.status, answer.reason, answer)
    except urllib.error.HTTPError as error:  # an answer, though not 2xx
        with error:
            return read(error.code, error.reason, error)
    except TimeoutError:
        raise NoAnswer(f"did not answer within {PATIENCE_SECONDS} seconds") from None
    except urllib.error.URLError as error:
        raise NoAnswer(why_not_reached(error.reason)) from None
    except (http.client.HTTPException, OSError, ValueError):
        raise NoAnswer("did not answer in HTTP") from None


def read(status: int, reason: str, answer: IO[bytes]) -> Answer:
    return Answer(status, reason, answer.read(MAX_ANSWER_BYTES))


def why_not_reached(reason: object) -> str:
    if isinstance(reason, TimeoutError):
        return f"did not answer within {PATIENCE_SECONDS} seconds"
    if isinstance(reason, ConnectionRefusedError):
        return "is not there: is it running, and on this port?"
    return f"cannot be reached: {reason}"


def path_of(url: str) -> str:
    """The path that Sinch would sign: without host and query."""
    return urlsplit(url).path or "/"
