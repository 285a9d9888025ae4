"""One registered classic client: the tabs of one browser in which one person is logged in.

They share what is here: tabs of one browser profile register as the same instance.
"""

import base64
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from sandbox.classic.callee_leg import CalleeLeg
from sandbox.classic.caller_leg import CallerLeg
from sandbox.classic.encryption import BLOCK_BYTES, encrypt, new_key
from sandbox.classic.errors import ClassicError, ErrorCode
from sandbox.classic.frames import FrameJoiner, build_frame
from sandbox.classic.leg import Leg, Reply
from sandbox.classic.line import ClassicLine
from sandbox.classic.mailbox import Mailbox
from sandbox.classic.presence import Presence
from sandbox.effects import CloseCode, Farewell
from sandbox.rate_limit import TokenBucket
from sandbox.switchboard_state import Party

MESSAGES_PER_SECOND = 20.0
MESSAGES_AT_ONCE = 60.0
MAX_LEGS = 16  # ended ones are kept for messages that cross their end


def new_channel(letter: str) -> str:
    """A name that nobody guesses: who knows it may listen."""
    return letter + secrets.token_hex(16)


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
        self.changed = threading.Condition()  # guards what follows
        self.joiner = FrameJoiner()
        self.bucket = TokenBucket(per_second=MESSAGES_PER_SECOND, burst=MESSAGES_AT_ONCE, now=now)
        self.mailbox = Mailbox()
        self.listening, self.in_call = Presence(now), Presence(now)
        self.checked_at = self.admitted_at = now
        self._legs: dict[str, Leg] = {}

    @property
    def channels(self) -> tuple[str, str, str]:
        return self.broadcast_channel, self.transport_channel, self.signal_channel

    @property
    def secret_text(self) -> str:
        return base64.b64encode(self.secret).decode("ascii")

    def note_sign_of_life(self) -> None:
        self.mailbox.reopen()
        self.listening.note(time.monotonic())

    def tell(self, message: dict[str, Any]) -> None:
        """Bring a message of the sandbox to the SDK."""
        with self.changed:
            if message["type"] == "registered":
                self._end_calls_but(message["callIds"])
            elif message["type"] == "incoming":
                self._ring(message)
            elif (leg := self._legs.get(message.get("callId", ""))) is not None:
                self._post_all(leg, leg.tell(message))
            self.changed.notify_all()

    def note_closed(self, farewell: Farewell) -> None:
        """The hub has closed our line."""
        if farewell.code == CloseCode.SESSION_ENDED:
            self.end()
        self.mailbox.close()

    def end(self) -> None:
        """The login session is over."""
        with self.changed:
            if self.ended_at is None:
                self.ended_at = time.monotonic()
            self._end_calls_but([])
            self.changed.notify_all()
        self.mailbox.close()

    def add_call(self, leg: CallerLeg) -> None:
        """Note a call that the SDK places.

        :raises ClassicError:
        """
        with self.changed:
            if leg.call_id in self._legs:
                raise ClassicError(ErrorCode.CANNOT_CALL, "There is a call of this id already.")
            self._note_leg(leg)

    def wait_until_settled(self, leg: CallerLeg, timeout: float) -> None:
        with self.changed:
            self.changed.wait_for(lambda: leg.is_settled, timeout)

    def leg_on(self, channel: str) -> Leg | None:
        """The call that has this channel as the server's end."""
        with self.changed:
            return next((leg for leg in self._legs.values() if leg.channel == channel), None)

    def follow_up(self, leg: Leg) -> None:
        with self.changed:
            self._post_all(leg, leg.follow_up())

    def calls_of_a_page(self) -> list[str]:
        """The ids of the calls that cannot go on without the page that they are in."""
        with self.changed:
            return [leg.call_id for leg in self._legs.values() if leg.needs_page]

    def ring_again(self) -> None:
        """A page that was opened a moment ago rings as well."""
        with self.changed:
            for leg in self._legs.values():
                if isinstance(leg, CalleeLeg) and leg.is_ringing:
                    self._invite(leg)

    def _ring(self, incoming: dict[str, Any]) -> None:
        channel = f"{new_channel('v')}-{self.id}"
        leg = CalleeLeg(incoming, key=new_key(), channel=channel, server_fi=f"{uuid4()}:1")
        self._note_leg(leg)
        self._invite(leg)

    def _note_leg(self, leg: Leg) -> None:
        self.in_call.note(time.monotonic())
        self._legs[leg.call_id] = leg
        ended = [leg.call_id for leg in self._legs.values() if leg.is_ended]
        for call_id in ended[: max(0, len(self._legs) - MAX_LEGS)]:
            del self._legs[call_id]

    def _invite(self, leg: CalleeLeg) -> None:
        self._post(self.broadcast_channel, leg.call_id, self.key, leg.invite())

    def _end_calls_but(self, call_ids: list[str]) -> None:
        """End what the switchboard no longer knows of."""
        for leg in self._legs.values():
            if leg.call_id not in call_ids and not leg.is_ended:
                ended = {"type": "ended", "endCause": "HungUp", "message": None}
                self._post_all(leg, leg.tell(ended))

    def _post_all(self, leg: Leg, replies: list[Reply]) -> None:
        for reply in replies:
            self._post(self.signal_channel, leg.call_id, leg.key, reply)

    def _post(self, channel: str, call_id: str, key: bytes, reply: Reply) -> None:
        plain = json.dumps(reply).encode()
        encrypted = encrypt(key, plain, iv=secrets.token_bytes(BLOCK_BYTES))
        self.mailbox.post(channel, build_frame(call_id, encrypted))
