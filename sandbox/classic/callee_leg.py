"""A call that rings in a classic SDK: in all tabs that share the instance."""

import base64
import json
from typing import Any

from sandbox.classic import leg
from sandbox.classic.leg import Reply
from sandbox.classic.mxp import (
    RELAY,
    Method,
    Party,
    Said,
    build_message,
    read_candidate,
    read_description,
    write_description,
)
from sandbox.messages import Answer, CallMessage, Candidate, Hangup, Ringing
from sandbox.session_description import without_picture

MAX_TABS = 8
ANOTHER_DEVICE = "another-device:0"


class CalleeLeg:
    """The SDK sends its answer as soon as it rings; we keep it until the person answers."""

    def __init__(
        self, incoming: dict[str, Any], *, key: bytes, channel: str, server_fi: str
    ) -> None:
        """:param server_fi: ``instance:client`` of the caller, made up."""
        caller = incoming["caller"]
        self.call_id, self.key, self.channel = incoming["callId"], key, channel
        self.is_ended = False
        self._server = Party(caller["userId"] or caller["number"], server_fi, channel)
        self._offer, self._headers = without_picture(incoming["offer"]), incoming["headers"]
        self._answers: dict[str, str] = {}  # SDP by the tab that made it
        self._joined_early: str | None = None
        self._answered_in: str | None = None
        self._last_words: list[Reply] = []
        self._due: list[Reply] = []

    @property
    def is_ringing(self) -> bool:
        return not self.is_ended and self._answered_in is None

    @property
    def needs_page(self) -> bool:
        return not self.is_ended and self._answered_in is not None

    def invite(self) -> Reply:
        """What makes the instance ring."""
        pairs = {
            "sdp": write_description("offer", self._offer),
            "key": base64.b64encode(self.key).decode("ascii"),
        }
        if self._headers:
            pairs["ph"] = json.dumps(self._headers)
        return build_message(
            self._server, Method.INVITE, body_type="media", body=RELAY, pairs=pairs
        )

    def tell(self, message: dict[str, Any]) -> list[Reply]:
        match message["type"]:
            case "candidate":
                return leg.pass_candidate(self._server, message["candidate"], self._answered_in)
            case "ended" if not self.is_ended:
                self.is_ended, self._due = True, []
                self._last_words = self._end(message["endCause"], message["message"])
                return self._last_words
            case _:
                return []

    def hear(self, said: Said) -> list[CallMessage]:
        if self.is_ended:
            # The end may have come before this tab listened: say it again.
            self._due = self._last_words if said.method in (Method.ACK, Method.JOIN) else []
            return []
        match said.method, said.body_type:
            case Method.ACK, "sdp":
                return self._rings(said)
            case Method.JOIN, _:
                return self._answer(said)
            case Method.PEER_EVENT, "sdp" if said.fi == self._answered_in:
                return [Candidate(self.call_id, read_candidate(said.body))]
            case ((Method.HANGUP | Method.DENY | Method.CANCEL), _) if self._concerns(said.fi):
                return [Hangup(self.call_id)]
            case _:
                return []

    def follow_up(self) -> list[Reply]:
        due, self._due = self._due, []
        return due

    def _rings(self, said: Said) -> list[CallMessage]:
        if len(self._answers) < MAX_TABS:
            self._answers[said.fi] = read_description(said.body, "answer")
        is_answered = said.fi == self._joined_early
        return [Ringing(self.call_id), *(self._answer(said) if is_answered else [])]

    def _answer(self, said: Said) -> list[CallMessage]:
        answer = self._answers.get(said.fi)
        if answer is None:
            # Of a person who answers at once, the SDK sends the JOIN before the ACK.
            self._joined_early = self._joined_early or said.fi
        if answer is None or self._answered_in is not None:
            return []
        self._answered_in = said.fi
        self._due = [self._joined(said.fi)]
        return [Answer(self.call_id, answer)]

    def _concerns(self, fi: str) -> bool:
        return self._answered_in in (None, fi)

    def _joined(self, fi: str) -> Reply:
        """Tell all tabs in which one of them, or in which other device, the call goes on."""
        accepted = Party("", fi, "").as_fields() | {"fsi": ""}
        return build_message(
            self._server, Method.JOINED, body_type="client", body=json.dumps(accepted)
        )

    def _end(self, end_cause: str, sentence: str | None) -> list[Reply]:
        match end_cause:
            case "HungUp":
                return [leg.hang_up(self._server)]
            case "Denied":
                return [leg.deny(self._server, None)]
            case "OtherDeviceAnswered":
                return [self._joined(ANOTHER_DEVICE)]
            case "Failure":
                return [leg.fail(self._server, sentence or "The call failed.")]
            case _:
                return [leg.cancel(self._server)]
