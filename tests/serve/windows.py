"""Windows of the sandbox that speak to a served site over the network."""

from websocket import WebSocket, create_connection

from tests.sandbox import wire
from tests.sandbox.site import TIMEOUT_SECONDS, Window
from tests.sandbox.wire import new_uuid
from tests.serve.visitor import Visitor


def open_window(visitor: Visitor) -> Window:
    """A registered window of somebody who is logged in."""
    ticket = visitor.post_json("/api/ticket").json
    window = Window(connect(visitor))
    window.say(
        wire.register(ticket["userId"], ticket["ticket"], new_uuid(), ticket["applicationKey"])
    )
    assert window.hear()["type"] == "registered"
    return window


def connect(visitor: Visitor, *, origin: str | None = None) -> WebSocket:
    address = visitor.address
    return create_connection(
        f"ws{address.origin.removeprefix('http')}/sandbox/signalling",
        socket=address.connect(),
        origin=origin or address.origin,
        cookie=visitor.cookie_header,
        timeout=TIMEOUT_SECONDS,
    )


def talk(caller: Window, callee: Window, *, callee_id: str) -> str:
    """The caller calls, the callee answers; returns the call's id."""
    call_id = new_uuid()
    caller.say(wire.invite(call_id, callee_id))
    assert callee.hear()["type"] == "incoming"
    callee.say(wire.answer(call_id))
    assert [caller.hear()["type"] for _ in range(2)] == ["progressing", "answered"]
    return call_id
