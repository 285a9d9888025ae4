"""Whatever happens in whatever order, the switchboard keeps its promises."""

from dataclasses import asdict
from functools import partial
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sandbox.decisions import NO_ANSWER, ConnectPhone, ConnectUser, Continue, Decision, HangUp
from sandbox.effects import Callback, Effect, Send
from sandbox.messages import HANGUP_REASONS
from sandbox.switchboard_state import Party
from tests.sandbox import wire
from tests.sandbox.exchange import NAMES, Exchange, keep_silent, number, user
from tests.sandbox.wire import PHONE

USER_IDS = sorted(NAMES)
ENDPOINTS = [*USER_IDS, PHONE, "+46000000000", "+4600000000020", "+4600000000030", "+4600000000040"]
INSTANCES = [wire.numbered_uuid() for _ in range(3)]
MESSAGES = [
    wire.ringing,
    wire.answer,
    wire.hangup,
    wire.candidate,
    wire.restart,
    wire.restarted,
    *(partial(wire.hangup, reason=reason) for reason in HANGUP_REASONS),
    partial(wire.dtmf, digits="0"),
]
DECISIONS = [
    HangUp("No."),
    Continue(),
    NO_ANSWER,
    ConnectPhone(),
    ConnectPhone(),
    ConnectPhone(PHONE, wire.CALLER_IDENTIFIER, max_duration_seconds=60, dial_timeout_seconds=5),
    ConnectUser(),
    ConnectUser(),
    ConnectUser(user("bob")),
]


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


class AnyOrder(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.exchange = WatchedExchange()
        self.connections: list[str] = []
        self.calls: list[str] = []

    @rule(user_id=st.sampled_from(USER_IDS))
    def a_window_opens(self, user_id: str) -> None:
        self.connections.append(self.exchange.open(user(user_id)))

    @rule()
    def a_phone_opens(self) -> None:
        self.connections.append(self.exchange.open(number(PHONE)))

    @precondition(lambda self: self.connections)
    @rule(data=st.data(), user_id=st.sampled_from(USER_IDS), instance=st.sampled_from(INSTANCES))
    def somebody_registers(self, data: st.DataObject, user_id: str, instance: str) -> None:
        connection_id = data.draw(st.sampled_from(self.connections))
        own_id = self.exchange.owner[connection_id].id
        self.exchange.register(
            connection_id, data.draw(st.sampled_from([own_id, own_id, user_id])), instance
        )

    @precondition(lambda self: self.connections)
    @rule(data=st.data(), endpoint=st.sampled_from(ENDPOINTS))
    def somebody_calls(self, data: st.DataObject, endpoint: str) -> None:
        connection_id = data.draw(st.sampled_from(self.connections))
        self.calls.append(self.exchange.call(connection_id, endpoint))

    @precondition(lambda self: self.calls)
    @rule(data=st.data(), make_message=st.sampled_from(MESSAGES))
    def somebody_says_something(self, data: st.DataObject, make_message: Any) -> None:
        connection_id = data.draw(st.sampled_from(self.connections))
        call_id = data.draw(st.sampled_from(self.calls[-3:]))
        self.exchange.say(connection_id, make_message(call_id))

    @precondition(lambda self: self.calls)
    @rule(data=st.data(), decision=st.sampled_from(DECISIONS))
    def the_application_decides(self, data: st.DataObject, decision: Decision) -> None:
        self.exchange.decide(data.draw(st.sampled_from(self.calls[-3:])), decision)

    @precondition(lambda self: self.connections)
    @rule(data=st.data())
    def a_connection_breaks(self, data: st.DataObject) -> None:
        self.exchange.lose(data.draw(st.sampled_from(self.connections)))

    @precondition(lambda self: self.connections)
    @rule(data=st.data())
    def somebody_logs_out(self, data: st.DataObject) -> None:
        self.exchange.log_out(data.draw(st.sampled_from(self.connections)))

    @rule(seconds=st.sampled_from([0.0, 1.0, 3.0, 5.0, 7.5, 46.0, 601.0, 3600.0]))
    def time_passes(self, seconds: float) -> None:
        self.exchange.wait(seconds)

    @invariant()
    def nobody_waits_for_a_call_that_is_over(self) -> None:
        state = self.exchange.state
        for window_id, call_id in self.exchange.open_legs:
            window = state.windows.get(window_id)
            if window is None or window.connection_id is None:
                continue
            call = state.calls[call_id]
            assert window_id in (call.caller_window, *call.callee_windows)

    @invariant()
    def lines_and_windows_agree(self) -> None:
        state = self.exchange.state
        for window in state.windows.values():
            if window.connection_id is not None:
                assert state.lines[window.connection_id].window_id == window.id
            else:
                assert window.lost_until is not None
        for call in state.calls.values():
            assert call.caller_window in state.windows
            assert state.windows.keys() >= set(call.callee_windows)
            assert call.due_at is not None or call.is_answered

    def teardown(self) -> None:
        """When all have gone, nothing is left, and the application knows of every end."""
        for connection_id in self.connections:
            self.exchange.lose(connection_id)
        self.exchange.wait(4000)
        self.exchange.carry_out(self.exchange.switchboard.tick(self.exchange.now))
        assert not any(asdict(self.exchange.state).values())
        asked, told = self.exchange.told("ice"), self.exchange.told("dice")
        assert sorted(ice["callid"] for ice in asked) == sorted(dice["callid"] for dice in told)


AnyOrder.TestCase.settings = settings(max_examples=300, stateful_step_count=40, deadline=None)
TestAnyOrder = AnyOrder.TestCase
