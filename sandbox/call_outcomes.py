"""How calls end in Sinch's own words: the reason and the result of a DiCE."""

from typing import NamedTuple


class Outcome(NamedTuple):
    """Of a call that nobody answered; one that was answered has the result ANSWERED."""

    reason: str
    result: str = "FAILED"


CALLER_LEFT = Outcome("CALLERHANGUP")
CANCELED = Outcome("CANCEL", "NOANSWER")
CALLEE_LEFT = Outcome("CALLEEHANGUP")
DECLINED = Outcome("CALLEEHANGUP", "BUSY")  # as a telephone network tells it
BUSY = Outcome("N/A", "BUSY")
TIMEOUT = Outcome("TIMEOUT", "NOANSWER")
NOT_FOUND = Outcome("USERNOTFOUND")
APPLICATION_HUNG_UP = Outcome("MANAGERHANGUP")
CALLBACK_ERROR = Outcome("CALLBACKERROR")
INVALID_SVAML = Outcome("INVALIDSVAMLACTION")
GENERAL_ERROR = Outcome("GENERALERROR")
