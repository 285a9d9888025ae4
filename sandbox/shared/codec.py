"""Events as JSON and back: the same objects in the process that they are told to.

An object is written as ``{"<its class>": {<its fields>}}``, a plain dict as ``{"": {...}}``: so
nothing that a browser sent can be taken for an object of ours.
"""

import json
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, get_args

from sandbox.events import Event
from sandbox.messages import Message
from sandbox.switchboard_sending import Ending
from sandbox.switchboard_state import Party


@dataclass(frozen=True)
class Opened:
    """A process has a new connection."""

    connection_id: str
    party: Party
    session_id: int | None


@dataclass(frozen=True)
class Left:
    """A connection is no more."""

    connection_id: str


@dataclass(frozen=True)
class SessionEnded:
    """A login session ended; its connections may be in any process."""

    session_id: int


Told = Opened | Left | SessionEnded | Event

KINDS = {kind.__name__: kind for kind in (*get_args(Told), *get_args(Message), Party, Ending)}


def to_json(told: Told) -> str:
    return json.dumps(pack(told), separators=(",", ":"))


def from_json(text: str) -> Told:
    told: Told = unpack(json.loads(text))
    return told


def pack(value: Any) -> Any:
    if isinstance(value, Ending):
        return {"Ending": pack(value._asdict())[""]}
    if is_dataclass(value):
        members = {field.name: pack(getattr(value, field.name)) for field in fields(value)}
        return {type(value).__name__: members}
    if isinstance(value, dict):
        return {"": {name: pack(member) for name, member in value.items()}}
    if isinstance(value, list):
        return [pack(item) for item in value]
    return value


def unpack(value: Any) -> Any:
    if isinstance(value, list):
        return [unpack(item) for item in value]
    if not isinstance(value, dict):
        return value
    ((kind, packed),) = value.items()
    members = {name: unpack(member) for name, member in packed.items()}
    return KINDS[kind](**members) if kind else members
