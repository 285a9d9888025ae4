"""The calls of one instance, and the words that go in and out of them."""

import json
import secrets
import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from sandbox.classic.callee_leg import CalleeLeg
from sandbox.classic.caller_leg import CallerLeg
from sandbox.classic.encryption import BLOCK_BYTES, decrypt, encrypt, new_key
from sandbox.classic.errors import ClassicError, ErrorCode
from sandbox.classic.frames import FrameJoiner, build_frame, parse_frame
from sandbox.classic.leg import Leg, Reply
from sandbox.classic.mxp import read_message
from sandbox.message_fields import MalformedMessage
from sandbox.messages import CallMessage

MAX_LEGS = 16  # ended ones are kept for messages that cross their end

Post = Callable[[str], None]


def new_channel(letter: str) -> str:
    """A name that nobody guesses: who knows it may listen."""
    return letter + secrets.token_hex(16)


class Calls:
    """All methods may be called from any thread; none waits but :meth:`wait_until_settled`.

    :param key: of the instance, for invitations.
    :param broadcast: posts a frame to pages that are in no call.
    :param signal: posts a frame to pages in a call.
    """

    def __init__(self, instance_id: str, key: bytes, *, broadcast: Post, signal: Post) -> None:
        self._instance_id, self._key = instance_id, key
        self._broadcast, self._signal = broadcast, signal
        self._legs: dict[str, Leg] = {}
        self._joiner = FrameJoiner()
        self._changed = threading.Condition()

    def tell(self, message: dict[str, Any]) -> None:
        """Bring a message of the sandbox to the SDK."""
        with self._changed:
            if message["type"] == "registered":
                self._end_all_but(message["callIds"])
            elif message["type"] == "incoming":
                self._ring(message)
            elif (leg := self._legs.get(message.get("callId", ""))) is not None:
                self._post(leg, leg.tell(message))
            self._changed.notify_all()

    def hear(self, leg: Leg, text: str) -> list[CallMessage]:
        """Read a frame of the SDK.

        :raises MalformedMessage, Undecipherable:
        """
        frame = parse_frame(text)
        if frame.call_id != leg.call_id:
            raise MalformedMessage("it is about another call")
        with self._changed:
            encrypted = self._joiner.add(frame)
            return [] if encrypted is None else leg.hear(read_message(decrypt(leg.key, encrypted)))

    def follow_up(self, leg: Leg) -> None:
        """The switchboard knows what was heard in this leg."""
        with self._changed:
            self._post(leg, leg.follow_up())

    def place(self, call_id: str, callee: str) -> CallerLeg:
        """Note a call that the SDK is about to place.

        :raises ClassicError:
        """
        leg = CallerLeg(call_id, callee, key=new_key(), channel=self._new_server_channel())
        with self._changed:
            if call_id in self._legs:
                raise ClassicError(ErrorCode.CANNOT_CALL, "There is a call of this id already.")
            self._add(leg)
        return leg

    def wait_until_settled(self, leg: CallerLeg, timeout: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: leg.is_settled, timeout)

    def leg_on(self, channel: str) -> Leg | None:
        """The call that has this channel as the server's end."""
        with self._changed:
            return next((leg for leg in self._legs.values() if leg.channel == channel), None)

    def ids_in_need_of_page(self) -> list[str]:
        """The calls that cannot go on without the page that they are in."""
        with self._changed:
            return [leg.call_id for leg in self._legs.values() if leg.needs_page]

    def ring_again(self) -> None:
        """A page that was opened a moment ago rings as well."""
        with self._changed:
            for leg in self._legs.values():
                if isinstance(leg, CalleeLeg) and leg.is_ringing:
                    self._invite(leg)

    def end_all(self) -> None:
        with self._changed:
            self._end_all_but([])
            self._changed.notify_all()

    def _ring(self, incoming: dict[str, Any]) -> None:
        server_fi, channel = f"{uuid4()}:1", self._new_server_channel()
        leg = CalleeLeg(incoming, key=new_key(), channel=channel, server_fi=server_fi)
        self._add(leg)
        self._invite(leg)

    def _new_server_channel(self) -> str:
        return f"{new_channel('v')}-{self._instance_id}"

    def _add(self, leg: Leg) -> None:
        self._legs[leg.call_id] = leg
        ended = [leg.call_id for leg in self._legs.values() if leg.is_ended]
        for call_id in ended[: max(0, len(self._legs) - MAX_LEGS)]:
            del self._legs[call_id]

    def _invite(self, leg: CalleeLeg) -> None:
        self._broadcast(seal(leg.call_id, self._key, leg.invite()))

    def _end_all_but(self, call_ids: list[str]) -> None:
        """End what the switchboard no longer knows of."""
        ended = {"type": "ended", "endCause": "HungUp", "message": None}
        for leg in self._legs.values():
            if leg.call_id not in call_ids and not leg.is_ended:
                self._post(leg, leg.tell(ended))

    def _post(self, leg: Leg, replies: list[Reply]) -> None:
        for reply in replies:
            self._signal(seal(leg.call_id, leg.key, reply))


def seal(call_id: str, key: bytes, reply: Reply) -> str:
    """Return the frame that carries a message."""
    plain = json.dumps(reply).encode()
    return build_frame(call_id, encrypt(key, plain, iv=secrets.token_bytes(BLOCK_BYTES)))


def instance_of(channel: str) -> str:
    """The id of the instance in one of whose calls this is the server's channel."""
    return channel.partition("-")[2]
