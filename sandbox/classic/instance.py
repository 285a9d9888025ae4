"""One registered classic client: the tabs of one browser in which one person is logged in.

They share what is here, for the tabs of one browser profile register as the same instance.
"""

import base64
import threading
import time
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import uuid4

from sandbox.classic.calls import Calls, new_channel
from sandbox.classic.encryption import new_key
from sandbox.classic.line import ClassicLine
from sandbox.classic.mailbox import Mailbox
from sandbox.classic.presence import Presence
from sandbox.effects import CloseCode, Farewell
from sandbox.rate_limit import TokenBucket
from sandbox.switchboard_state import Party

MESSAGES_PER_SECOND = 20.0
MESSAGES_AT_ONCE = 60.0


@dataclass(eq=False)
class Instance:
    """The hub calls :meth:`tell` and :meth:`note_closed`, and holds its lock meanwhile."""

    party: Party
    session_id: int
    id: str = field(default_factory=lambda: str(uuid4()))
    secret: bytes = field(default_factory=new_key, repr=False)
    key: bytes = field(default_factory=new_key, repr=False)
    broadcast_channel: str = field(default_factory=lambda: new_channel("b"), repr=False)
    transport_channel: str = field(default_factory=lambda: new_channel("t"), repr=False)
    signal_channel: str = field(default_factory=lambda: new_channel("s"), repr=False)
    ended_at: float | None = None  # the login session is over

    def __post_init__(self) -> None:
        now = time.monotonic()
        self.line: ClassicLine | None = None  # None: nobody listens
        self.door = threading.Lock()  # to be held by whoever sets the line
        self.checked_at = self.admitted_at = now
        self.mailbox = Mailbox()
        self.listening, self.in_call = Presence(now), Presence(now)
        self.calls = Calls(
            self.id,
            self.key,
            broadcast=partial(self.mailbox.post, self.broadcast_channel),
            signal=partial(self.mailbox.post, self.signal_channel),
        )
        self._bucket = TokenBucket(per_second=MESSAGES_PER_SECOND, burst=MESSAGES_AT_ONCE, now=now)
        self._bucket_lock = threading.Lock()

    @property
    def channels(self) -> tuple[str, str, str]:
        return self.broadcast_channel, self.transport_channel, self.signal_channel

    @property
    def secret_text(self) -> str:
        return base64.b64encode(self.secret).decode("ascii")

    def may_speak(self) -> bool:
        """False: too many messages in too short a time."""
        with self._bucket_lock:
            return self._bucket.take(time.monotonic())

    def is_gone(self, now: float) -> bool:
        """No page listens any more."""
        return self.listening.is_gone(now) and not self.in_call.open_polls

    def note_sign_of_life(self) -> None:
        self.mailbox.reopen()
        self.listening.note(time.monotonic())

    def tell(self, message: dict[str, Any]) -> None:
        """Bring a message of the sandbox to the SDK."""
        if message["type"] == "incoming":
            self.in_call.note(time.monotonic())
        self.calls.tell(message)

    def note_closed(self, farewell: Farewell) -> None:
        """The hub has closed our line."""
        if farewell.code == CloseCode.SESSION_ENDED:
            self.end()
        self.mailbox.close()

    def end(self) -> None:
        """The login session is over."""
        if self.ended_at is None:
            self.ended_at = time.monotonic()
        self.calls.end_all()
        self.mailbox.close()
