"""The newest refused deliveries to the callback URL, for the inspector of the sandbox.

They are kept in memory alone: anybody can send such a delivery, and could fill a database.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

MOST_KEPT = 50


@dataclass(frozen=True)
class RefusedCallback:
    """One refused delivery, as far as it was read. All of it may be anybody's words."""

    received_at: datetime
    status: int
    code: str  # such as signature-mismatch
    sentence: str
    headers: Mapping[str, str]
    body: str


class RefusedCallbacks:
    """The newest :data:`MOST_KEPT`; safe for several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: deque[RefusedCallback] = deque(maxlen=MOST_KEPT)

    def add(self, refused: RefusedCallback) -> None:
        with self._lock:
            self._kept.append(refused)

    def newest_first(self) -> list[RefusedCallback]:
        with self._lock:
            return list(reversed(self._kept))
