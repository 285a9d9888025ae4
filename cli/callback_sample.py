"""Made-up events in the form of Sinch's callbacks, for trying out a server that answers them.

Source of the fields: https://developers.sinch.com/docs/voice/api-reference/voice/callbacks/
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SampleCall:
    """The call that a sample tells of. User IDs and E.164 numbers as text."""

    call_id: str
    caller: str
    callee: str
    application_key: str

    @property
    def is_from_phone(self) -> bool:
        return self.caller.startswith("+")

    @property
    def target(self) -> dict[str, str]:
        """What Sinch calls ``to``."""
        if not self.callee.startswith("+"):
            return {"type": "username", "endpoint": self.callee}
        return {"type": "did" if self.is_from_phone else "number", "endpoint": self.callee}


def sample_event(event: str, call: SampleCall, *, timestamp: str, seconds: int) -> dict[str, Any]:
    """Return the JSON object of an event.

    :param event: ``ice``, ``ace`` or ``dice``.
    :param timestamp: ISO 8601 in UTC.
    :param seconds: how long a disconnected call lasted; 0 when nobody answered.
    """
    common = {
        "event": event,
        "callid": call.call_id,
        "timestamp": timestamp,
        "version": 1,
        "custom": "",
        "user": "" if call.is_from_phone else call.caller,
        "applicationKey": call.application_key,
    }
    if event == "ice":
        return common | incoming_call(call)
    return common | disconnected_call(call, seconds) if event == "dice" else common


def incoming_call(call: SampleCall) -> dict[str, Any]:
    return {
        "callResourceUrl": f"https://calling.api.sinch.com/calling/v1/calls/id/{call.call_id}",
        "userRate": {"currencyId": "EUR", "amount": 0.0},
        "cli": call.caller if call.is_from_phone else "private",
        "to": call.target,
        "domain": "pstn" if call.callee.startswith("+") else "mxp",
        "originationType": "pstn" if call.is_from_phone else "mxp",
        "rdnis": "",
        "callHeaders": [],
    }


def disconnected_call(call: SampleCall, seconds: int) -> dict[str, Any]:
    return {
        "reason": "CALLERHANGUP" if seconds else "TIMEOUT",
        "result": "ANSWERED" if seconds else "NOANSWER",
        "debit": {"currencyId": "EUR", "amount": 0.0},
        "userRate": {"currencyId": "EUR", "amount": 0.0},
        "to": call.target,
        "duration": seconds,
        "from": call.caller,
        "callHeaders": [],
    }
