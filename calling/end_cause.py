"""How a call ended, by the names of Sinch's SDKs, from the words of a DiCE.

Two names are ours, for what only a DiCE tells apart: ``Busy`` and ``Unreachable``.
"""

from typing import Literal

EndCause = Literal[
    "HungUp", "Canceled", "NoAnswer", "Denied", "Busy", "Timeout", "Unreachable", "Failure"
]

# By the result, then by the reason; the empty reason stands for every other.
END_CAUSES: dict[str, dict[str, EndCause]] = {
    "ANSWERED": {"GENERALERROR": "Failure", "": "HungUp"},
    "BUSY": {"N/A": "Busy", "": "Denied"},
    "NOANSWER": {
        "CANCEL": "Canceled",
        "CALLERHANGUP": "Canceled",
        "CALLEEHANGUP": "Denied",
        "BLOCKED": "Denied",
        "": "NoAnswer",
    },
    "FAILED": {
        "CANCEL": "Canceled",
        "CALLERHANGUP": "Canceled",
        "USERNOTFOUND": "Unreachable",
        "": "Failure",
    },
}


def end_cause_of(result: str, reason: str) -> EndCause:
    """Return the SDK's name for an end; words that are new to us are a ``Failure``.

    :param result: such as ``ANSWERED``.
    :param reason: such as ``CALLERHANGUP``.
    """
    causes = END_CAUSES.get(result, {})
    return causes.get(reason) or causes.get("") or "Failure"
