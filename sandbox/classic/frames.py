"""MXP frames: one line of text that carries an encrypted message, or one piece of it.

``10 <call id> <group> <index> <count> <piece of base64>``, in which all pieces of a message have
the same group. Ours have one piece each, as long as it takes; those of the SDK have 1,449
characters.
"""

import base64
import re
from collections import OrderedDict
from dataclasses import dataclass, field

from sandbox.message_fields import UUID, MalformedMessage

MAX_PIECES = 32
MAX_FRAME_LENGTH = 4096
MAX_OPEN_GROUPS = 8  # messages of which some pieces are still to come

GROUP = re.compile(r"-|[0-9]{1,10}")
NUMBER = re.compile(r"[0-9]{1,2}")


@dataclass(frozen=True)
class Frame:
    call_id: str
    group: str
    index: int
    count: int
    piece: str


def build_frame(call_id: str, encrypted: bytes) -> str:
    return f"10 {call_id} - 0 1 {base64.b64encode(encrypted).decode('ascii')}"


def parse_frame(text: str) -> Frame:
    """Read one frame.

    :raises MalformedMessage:
    """
    parts = text.split(" ")
    if len(text) > MAX_FRAME_LENGTH or len(parts) != 6 or parts[0] != "10":
        raise MalformedMessage("not a frame of a call")
    _, call_id, group, index, count, piece = parts
    is_well_formed = (
        UUID.fullmatch(call_id)
        and GROUP.fullmatch(group)
        and NUMBER.fullmatch(index)
        and NUMBER.fullmatch(count)
    )
    if not is_well_formed or not int(index) < int(count) <= MAX_PIECES:
        raise MalformedMessage("a frame with wrong numbers")
    return Frame(call_id, group, int(index), int(count), piece)


@dataclass
class FrameJoiner:
    """Puts the pieces of messages together, whatever their order."""

    _groups: OrderedDict[tuple[str, str, int], dict[int, str]] = field(default_factory=OrderedDict)

    def add(self, frame: Frame) -> bytes | None:
        """Return the encrypted message when this was its last missing piece.

        :raises MalformedMessage: the pieces together are not base64.
        """
        key = (frame.call_id, frame.group, frame.count)
        pieces = self._groups.setdefault(key, {})
        pieces[frame.index] = frame.piece
        if len(pieces) < frame.count:
            if len(self._groups) > MAX_OPEN_GROUPS:
                self._groups.popitem(last=False)
            return None
        del self._groups[key]
        try:
            return base64.b64decode("".join(pieces[i] for i in range(frame.count)), validate=True)
        except ValueError:
            raise MalformedMessage("the pieces are not base64") from None
