"""Sinch's words for an end, in the words of its SDKs."""

import pytest

from calling.end_cause import end_cause_of


@pytest.mark.parametrize(
    ("result", "reason", "end_cause"),
    [
        ("ANSWERED", "CALLERHANGUP", "HungUp"),
        ("ANSWERED", "CALLEEHANGUP", "HungUp"),
        ("ANSWERED", "MANAGERHANGUP", "HungUp"),
        ("ANSWERED", "TIMEOUT", "HungUp"),
        ("ANSWERED", "GENERALERROR", "Failure"),
        ("ANSWERED", "", "HungUp"),
        ("BUSY", "N/A", "Busy"),
        ("BUSY", "CALLEEHANGUP", "Denied"),
        ("NOANSWER", "TIMEOUT", "NoAnswer"),
        ("NOANSWER", "CANCEL", "Canceled"),
        ("NOANSWER", "CALLERHANGUP", "Canceled"),
        ("NOANSWER", "CALLEEHANGUP", "Denied"),
        ("FAILED", "CANCEL", "Canceled"),
        ("FAILED", "MANAGERHANGUP", "Failure"),
        ("FAILED", "USERNOTFOUND", "Unreachable"),
        ("", "", "Failure"),
        ("SOMETHINGNEW", "CANCEL", "Failure"),
    ],
)
def test_an_end_gets_its_name(result: str, reason: str, end_cause: str) -> None:
    assert end_cause_of(result, reason) == end_cause
