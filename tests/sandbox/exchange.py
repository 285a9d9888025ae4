"""A switchboard with a clock to turn and an ear on every connection."""

import itertools
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sandbox.decisions import ConnectPhone, ConnectUser, Decision
from sandbox.effects import Callback, CloseCode, Effect, Send
from sandbox.messages import Invite, Register
from sandbox.switchboard import Switchboard
from sandbox.switchboard_state import Party, State
from tests.sandbox import wire
from tests.sandbox.wire import numbered_uuid

MAX_DURATION = 600.0
NAMES = {"alice": "Alice", "bob": "Bob", "carol": "Carol"}


def user(user_id: str) -> Party:
    return Party("user", user_id, NAMES[user_id])


def number(e164: str) -> Party:
    return Party("number", e164, e164)


def agree(callback: Callback) -> Decision | None:
    """An application that lets everybody call everybody."""
    if callback.event != "ice":
        return None
    if callback.body["to"]["type"] == "username":
        return ConnectUser()
    return ConnectPhone(max_duration_seconds=MAX_DURATION)


def keep_silent(callback: Callback) -> None:
    """An application that answers nothing, or not yet: the test will."""


class Exchange:
    """Connections are named ``c1``, ``c2``, ... in the order of their opening."""

    def __init__(self) -> None:
        self.switchboard = Switchboard()
        self.application: Callable[[Callback], Decision | None] = agree
        self.callbacks: list[Callback] = []
        self.now = 1_700_000_000.0
        self.heard: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.closed: dict[str, CloseCode] = {}
        self.owner: dict[str, Party] = {}
        self._ids = itertools.count(1)
        self._nonces = itertools.count(1)

    @property
    def state(self) -> State:
        return self.switchboard.state

    def open(self, party: Party) -> str:
        connection_id = f"c{next(self._ids)}"
        self.owner[connection_id] = party
        self.carry_out(self.switchboard.connect(connection_id, party))
        return connection_id

    def register(self, connection_id: str, user_id: str, instance_id: str, **changes: Any) -> None:
        claims = {"nonce": f"n{next(self._nonces)}", "forget_nonce_at": self.now + 600, **changes}
        self.carry_out(
            self.switchboard.register(
                connection_id, user_id=user_id, instance_id=instance_id, now=self.now, **claims
            )
        )

    def window(self, user_id: str, instance_id: str | None = None) -> str:
        """Open and register a window; what it hears of that is forgotten."""
        connection_id = self.open(user(user_id))
        self.register(connection_id, user_id, instance_id or numbered_uuid())
        self.heard[connection_id] = [
            message for message in self.heard[connection_id] if message["type"] != "registered"
        ]
        return connection_id

    def talk(self, instance_id: str | None = None) -> tuple[str, str, str]:
        """Alice calls Bob, who answers; what was said until then is forgotten.

        :param instance_id: of Alice's window.
        :return: both windows and the call's id.
        """
        alice, bob = self.window("alice", instance_id), self.window("bob")
        call_id = self.call(alice, "bob")
        self.say(bob, wire.answer(call_id))
        self.heard.clear()
        return alice, bob, call_id

    def phone(self, e164: str) -> str:
        connection_id = self.open(number(e164))
        self.heard[connection_id].pop(0)
        return connection_id

    def say(self, connection_id: str, message: dict[str, Any], **callee: Any) -> None:
        typed = wire.read(message)
        if isinstance(typed, Invite):
            target = typed.callee_endpoint
            found = number(target) if typed.callee_type == "number" else user(target)
            parties = {"caller": self.owner[connection_id], "callee": found, **callee}
            event = self.switchboard.invite(connection_id, typed, now=self.now, **parties)
        else:
            assert not isinstance(typed, Register)
            event = self.switchboard.handle(connection_id, typed, self.now)
        self.carry_out(event)

    def call(self, connection_id: str, endpoint: str, **changes: Any) -> str:
        call_id = numbered_uuid()
        self.say(connection_id, wire.invite(call_id, endpoint, **changes))
        return call_id

    def lose(self, connection_id: str) -> None:
        self.carry_out(self.switchboard.lose(connection_id, self.now))

    def log_out(self, connection_id: str) -> None:
        self.carry_out(self.switchboard.log_out(connection_id, self.now))

    def wait(self, seconds: float) -> None:
        """Let time pass, waking the switchboard when it asked for it and never else."""
        until = self.now + seconds
        while (deadline := self.switchboard.next_deadline()) is not None and deadline <= until:
            self.now = max(self.now, deadline)
            self.carry_out(self.switchboard.tick(self.now))
            assert self.switchboard.next_deadline() != deadline, "woken for nothing"
        self.now = until

    def decide(self, call_id: str, decision: Decision) -> None:
        self.carry_out(self.switchboard.decide(call_id, decision, self.now))

    def carry_out(self, effects: list[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Callback):
                continue
            assert effect.connection_id not in self.closed, "spoke to a closed connection"
            if isinstance(effect, Send):
                self.heard[effect.connection_id].append(effect.message)
            else:
                self.closed[effect.connection_id] = effect.farewell.code
        for effect in effects:
            if isinstance(effect, Callback):
                self.deliver(effect)

    def deliver(self, callback: Callback) -> None:
        self.callbacks.append(callback)
        decision = self.application(callback)
        if decision is not None:
            self.decide(callback.call_id, decision)

    def told(self, event: str) -> list[dict[str, Any]]:
        """The bodies of all callbacks of this kind."""
        return [callback.body for callback in self.callbacks if callback.event == event]

    def last_reason(self) -> tuple[str, str, str]:
        """Which call was the last to end, and its reason and result in Sinch's words."""
        dice = self.told("dice")[-1]
        return dice["callid"], dice["reason"], dice["result"]

    def take(self, connection_id: str) -> list[dict[str, Any]]:
        """What the connection heard since the last time."""
        return self.heard.pop(connection_id, [])

    def types(self, connection_id: str) -> list[str]:
        return [message["type"] for message in self.take(connection_id)]
