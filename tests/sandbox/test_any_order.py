"""Whatever happens in whatever order, the switchboard keeps its promises."""

from dataclasses import asdict
from functools import partial
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sandbox.decisions import NO_ANSWER, ConnectPhone, ConnectUser, Continue, Decision, HangUp
from sandbox.messages import HANGUP_REASONS
from tests.sandbox import wire
from tests.sandbox.exchange import NAMES, number, user
from tests.sandbox.watched_exchange import WatchedExchange
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
