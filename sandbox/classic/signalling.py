"""The classic SDK's signalling: what PubNub's version 3 offered, for one instance at a time.

Its client looks at the body of an answer only, never at the status.
"""

import re
from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from sandbox.classic import answers
from sandbox.classic.client_socket import watch_client
from sandbox.classic.errors import ClassicError, ErrorCode
from sandbox.classic.mailbox import new_timetoken
from sandbox.classic.rest import PREFIX, current_office, refuse_several_processes

TIMETOKEN = re.compile(r"[0-9]{1,18}", re.ASCII)


def answer_error(error: ClassicError) -> ResponseReturnValue:
    """Of this shape, so that the client waits a second before it tries again."""
    body = {"error": True, "message": str(error), "service": "Sandbox", "status": error.status}
    return body, error.status


bp = Blueprint("classic_signalling", __name__, url_prefix=PREFIX)
answers.prepare(bp, answer_error)
bp.before_request(refuse_several_processes)


@bp.get("/time/0")
def tell_time() -> ResponseReturnValue:
    return jsonify([new_timetoken()])


@bp.get("/subscribe/<subscribe_key>/<channels>/0/<timetoken>")
def subscribe(subscribe_key: str, channels: str, timetoken: str) -> ResponseReturnValue:
    """Answer when there are messages on the channels, or after a while without any."""
    if not TIMETOKEN.fullmatch(timetoken):
        raise ClassicError(ErrorCode.BAD_REQUEST, "The timetoken is not a number.")
    wanted = set(channels.split(","))
    letters, latest = current_office().polls.answer(wanted, int(timetoken), watch_client())
    answer: list[Any] = [[letter.text for letter in letters], str(latest)]
    if len(wanted) > 1:
        answer.append(",".join(letter.channel for letter in letters))
    return jsonify(answer)


@bp.get("/publish/<publish_key>/<subscribe_key>/0/<channel>/0/<path:message>")
def publish(
    publish_key: str, subscribe_key: str, channel: str, message: str
) -> ResponseReturnValue:
    """Take a message to the server's end of a call; ``message`` is a text as JSON."""
    if len(message) < 2 or not message.startswith('"') or not message.endswith('"'):
        raise ClassicError(ErrorCode.BAD_REQUEST, "The message is not a text.")
    current_office().desk.hear(channel, message[1:-1])
    return jsonify([1, "Sent", str(new_timetoken())])


@bp.route("/v2/presence/sub_key/<subscribe_key>/channel/<channels>/leave", methods=["GET", "POST"])
def leave(subscribe_key: str, channels: str) -> ResponseReturnValue:
    """Nothing to do: other tabs may still listen. The end of the polls tells."""
    return {"status": 200, "action": "leave", "message": "OK", "service": "Presence"}
