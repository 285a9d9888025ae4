"""A call that a classic SDK places."""

import time
from typing import Any

from sandbox.classic import leg
from sandbox.classic.leg import Reply
from sandbox.classic.mxp import (
    Method,
    Party,
    Said,
    build_message,
    read_candidate,
    write_description,
)
from sandbox.messages import CallMessage, Candidate, Hangup

MAX_KEPT_CANDIDATES = 100
# The SDK gives up by itself 45 seconds after it began to place the call, which was before us.
SDK_GIVES_UP_SECONDS = 44.0
NO_ANSWER = "Nobody answered."


class CallerLeg:
    """Until the call is answered the SDK hears no sound and tells no candidates to anybody."""

    def __init__(self, call_id: str, callee: str, *, key: bytes, channel: str) -> None:
        self.call_id, self.key, self.channel = call_id, key, channel
        self.is_ended = False
        self.is_settled = False  # the switchboard has said whether the call begins
        self.refusal: str | None = None  # it does not, because
        self._placed_at = time.monotonic()
        self._server = Party(callee, "", channel)
        self._has_left = False  # the SDK, which then knows why
        self._is_connected = False
        self._kept: list[dict[str, Any]] = []

    @property
    def needs_page(self) -> bool:
        return not self.is_ended

    def tell(self, message: dict[str, Any]) -> list[Reply]:
        if self._has_left:
            self.is_ended = self.is_ended or message["type"] == "ended"
            return []
        match message["type"]:
            case "progressing":
                self.is_settled = True
                return [build_message(self._server, Method.ACK)]
            case "answered":
                return [self._join(message["answer"])]
            case "candidate":
                return leg.pass_candidate(self._server, message["candidate"])
            case "error":
                return self._refuse(message["message"])
            case "ended":
                return self._end(message["endCause"], message["message"])
            case _:  # ringing, which this SDK does not tell from progressing
                return []

    def hear(self, said: Said) -> list[CallMessage]:
        match said.method, said.body_type:
            case Method.JOINED, _:
                self._is_connected = True
                kept, self._kept = self._kept, []
                return [Candidate(self.call_id, candidate) for candidate in kept]
            case Method.PEER_EVENT, "sdp":
                return self._found(read_candidate(said.body))
            case ((Method.HANGUP | Method.DENY | Method.CANCEL), _) if not self._has_left:
                self._has_left = True
                return [Hangup(self.call_id)]
            case _:
                return []

    def follow_up(self) -> list[Reply]:
        return []

    def _join(self, answer: str | None) -> Reply:
        """:param answer: SDP; ``None``: a test number, which has no sound here."""
        body = None if answer is None else write_description("answer", answer)
        return build_message(self._server, Method.JOIN, body_type="sdp", body=body)

    def _found(self, candidate: dict[str, Any]) -> list[CallMessage]:
        """Pass the SDK's candidates on, once it knows whom it speaks to."""
        if self._is_connected:
            return [Candidate(self.call_id, candidate)]
        if len(self._kept) < MAX_KEPT_CANDIDATES:
            self._kept.append(candidate)
        return []

    def _refuse(self, sentence: str) -> list[Reply]:
        if self.is_settled:  # something about a call that goes on
            return []
        self.is_ended = self.is_settled = True
        self.refusal = sentence
        return []

    def _end(self, end_cause: str, sentence: str | None) -> list[Reply]:
        if end_cause == "Failure" and not self.is_settled:
            return self._refuse(sentence or "The call failed.")
        self.is_ended = self.is_settled = True
        match end_cause:
            case "HungUp":
                return [leg.hang_up(self._server)]
            case "Denied":
                return [leg.deny(self._server, sentence)]
            case "Failure":
                return [leg.fail(self._server, sentence or "The call failed.")]
            case "NoAnswer":
                is_its_own = time.monotonic() - self._placed_at > SDK_GIVES_UP_SECONDS
                return [] if is_its_own else [leg.fail(self._server, NO_ANSWER)]
            case _:
                return [leg.cancel(self._server)]
