"""An exchange that checks what must hold whatever happened."""

from typing import Any

from sandbox.decisions import ConnectPhone, ConnectUser, Decision
from sandbox.effects import Callback, Effect, Send
from sandbox.switchboard_state import Party
from tests.sandbox import wire
from tests.sandbox.exchange import Exchange, keep_silent, number, user


def named_in(decision: Decision) -> list[Party]:
    """Whom the application connects instead of the one who was dialled."""
    match decision:
        case ConnectPhone(number=str() as e164):
            return [number(e164)]
        case ConnectUser(user=Party() as party):
            return [party]
    return []


class WatchedExchange(Exchange):
    """Checks everything that anybody is told."""

    def __init__(self) -> None:
        super().__init__()
        self.application = keep_silent
        self.window_of: dict[str, str] = {}
        self.parties_of: dict[str, set[str]] = {}
        self.open_legs: set[tuple[str, str]] = set()
        self.ended_legs: set[tuple[str, str]] = set()

    def carry_out(self, effects: list[Effect]) -> None:
        for connection_id, line in self.state.lines.items():
            if line.window_id is not None:
                self.window_of[connection_id] = line.window_id
        super().carry_out(effects)
        for effect in effects:
            if isinstance(effect, Send) and effect.message["type"] != "error":
                self.note(effect.connection_id, effect.message)
            elif isinstance(effect, Callback):
                self.note_callback(effect)
        # Who logged out or stayed away for minutes knows that nothing is left.
        gone = {leg for leg in self.open_legs | self.ended_legs if leg[0] not in self.state.windows}
        self.open_legs -= gone
        self.ended_legs -= gone

    def note(self, connection_id: str, message: dict[str, Any]) -> None:
        call_id = message.get("callId")
        if call_id is None:
            return
        leg = (self.window_of[connection_id], call_id)
        assert self.owner[connection_id].address in self.parties_of[call_id], "told an outsider"
        assert leg not in self.ended_legs, "told of a call after its end"
        if message["type"] == "ended":
            self.ended_legs.add(leg)
            self.open_legs.discard(leg)
        else:
            self.open_legs.add(leg)

    def note_callback(self, callback: Callback) -> None:
        events = [told.event for told in self.callbacks if told.call_id == callback.call_id]
        assert events in (["ice"], ["ice", "ace"], ["ice", "dice"], ["ice", "ace", "dice"])

    def decide(self, call_id: str, decision: Decision) -> None:
        call = self.state.calls.get(call_id)
        if call is not None and call.is_deciding:
            self.parties_of[call_id] |= {party.address for party in named_in(decision)}
        super().decide(call_id, decision)

    def call(self, connection_id: str, endpoint: str, **changes: Any) -> str:
        call_id = wire.numbered_uuid()
        callee = number(endpoint) if endpoint.startswith("+") else user(endpoint)
        self.parties_of[call_id] = {self.owner[connection_id].address, callee.address}
        self.say(connection_id, wire.invite(call_id, endpoint, **changes))
        return call_id
