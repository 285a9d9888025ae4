"""Stands in for Sinch's voice service: signs events and delivers them to the callback URL."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from credentials import Application, callback_timestamp, sign_callback
from models.utc_datetime import utc_now
from tests.conftest import Browser

PATH = "/sinch/callbacks"
CONTENT_TYPE = "application/json; charset=utf-8"
SWEDISH_MOBILE = "+46701740605"

_numbers = count(1)


@dataclass
class Voice:
    """What Sinch sends about calls.

    :ivar application: signs; that of the site unless a test wants another.
    """

    app: Flask
    application: Application = field(init=False)

    def __post_init__(self) -> None:
        self.application = self.app.config["SETTINGS"].application

    def headers(self, body: bytes, *, sent_at: datetime | str | None = None) -> dict[str, str]:
        """The headers with which Sinch delivers this body to us."""
        if not isinstance(sent_at, str):
            sent_at = callback_timestamp(sent_at or utc_now())
        authorization = sign_callback(
            self.application,
            method="POST",
            path=PATH,
            content_type=CONTENT_TYPE,
            timestamp=sent_at,
            body=body,
        )
        return {
            "Authorization": authorization,
            "x-timestamp": sent_at,
            "Content-Type": CONTENT_TYPE,
        }

    def deliver_body(self, body: bytes) -> TestResponse:
        return Browser(self.app).post(PATH, data=body, headers=self.headers(body))

    def deliver(self, event: dict[str, Any]) -> TestResponse:
        return self.deliver_body(json.dumps(event).encode())

    def action_for(self, event: dict[str, Any]) -> dict[str, Any]:
        """Deliver an ICE, ACE or PIE; what we answered that should be done."""
        answer = self.deliver(event)
        assert answer.status_code == 200, answer.text
        action: dict[str, Any] = answer.json["action"]
        return action


def new_call_id() -> str:
    return f"call-{next(_numbers)}"


def ice(caller: str, to: str, call_id: str = "", **changes: Any) -> dict[str, Any]:
    """An incoming call event from somebody's browser, to a User ID or a phone number."""
    is_phone = to.startswith("+")
    return {
        "event": "ice",
        "callid": call_id or new_call_id(),
        "timestamp": callback_timestamp(utc_now()),
        "version": 1,
        "user": caller,
        "cli": "private",
        "to": {"type": "number" if is_phone else "username", "endpoint": to},
        "domain": "pstn" if is_phone else "mxp",
        "originationType": "MXP",
        "userRate": {"currencyId": "EUR", "amount": 0.0240},
        **changes,
    }


def ice_from_phone(number: str, called: str, call_id: str = "", **changes: Any) -> dict[str, Any]:
    """An incoming call event from a phone that called one of our numbers."""
    return {
        **ice("", "", call_id),
        "cli": number,
        "to": {"type": "did", "endpoint": called},
        "domain": "pstn",
        "originationType": "PSTN",
        **changes,
    }


def ace(incoming: dict[str, Any], *, after: float = 5, **changes: Any) -> dict[str, Any]:
    """The answered call event of a call, so many seconds after its ICE."""
    return {
        "event": "ace",
        "callid": incoming["callid"],
        "timestamp": later(incoming, after),
        "version": 1,
        "user": incoming["user"],
        **changes,
    }


def dice(
    incoming: dict[str, Any], *, after: float = 35, duration: int = 30, **changes: Any
) -> dict[str, Any]:
    """The disconnected call event of a call."""
    return {
        "event": "dice",
        "callid": incoming["callid"],
        "timestamp": later(incoming, after),
        "version": 1,
        "user": incoming["user"],
        "from": incoming["user"] or incoming["cli"],
        "to": incoming["to"],
        "result": "ANSWERED",
        "reason": "CALLERHANGUP",
        "duration": duration,
        "debit": {"currencyId": "EUR", "amount": 0.0120},
        "userRate": incoming["userRate"],
        **changes,
    }


def later(event: dict[str, Any], seconds: float) -> str:
    return callback_timestamp(
        datetime.fromisoformat(event["timestamp"]) + timedelta(seconds=seconds)
    )
