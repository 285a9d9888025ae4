"""A tiny application of its own at the other end of the sandbox's callbacks."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import Flask, request
from flask.typing import ResponseReturnValue

from credentials import Application, check_callback
from sandbox.callback_sender import CallbackSender
from sandbox.effects import Callback
from sandbox.switchboard_state import Party

APPLICATION = Application.from_text(
    "396f387f-2e22-4b29-9b94-1df41a05f0dc", "4sxPfbyPzfvhZuemQRWaZQ=="
)


def callback(event: str, call_id: str = "c", caller: str = "user:alice") -> Callback:
    return Callback(call_id, caller, event, {"event": event, "callid": call_id})


class CallbackSite:
    """Checks the signature of each callback, keeps it, and answers as it was told to.

    :param answer: what to answer to which event.
    """

    def __init__(self, answer: Callable[[dict[str, Any]], ResponseReturnValue]) -> None:
        self.app = Flask(__name__)
        self.bodies: list[dict[str, Any]] = []
        self.send = CallbackSender(self.app, APPLICATION, lambda name: Party("user", name, name))
        self._answer = answer
        self.app.post("/sinch/callbacks")(self.receive)

    def receive(self) -> ResponseReturnValue:
        check_callback(
            APPLICATION,
            method=request.method,
            path=request.path,
            headers=request.headers,
            body=request.get_data(),
            now=datetime.now(UTC),
        )
        self.bodies.append(request.get_json())
        return self._answer(self.bodies[-1])
