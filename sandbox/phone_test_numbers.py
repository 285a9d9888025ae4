"""The documented phone test numbers: free of charge at Sinch, and the same here.

Source: https://developers.sinch.com/docs/in-app-calling/ ("test numbers").
"""

from dataclasses import dataclass

PROMPT_SECONDS = 3.0
DENIED = "Denied"
NO_ANSWER = "NoAnswer"
CONGESTION = "Failure"


@dataclass(frozen=True)
class PhoneTestNumber:
    """What happens when this number is called."""

    progress_seconds: float  # 0: the result comes without any progress
    end_cause: str | None = None  # None: it answers
    prompts: int = 0  # how many prompts of PROMPT_SECONDS it plays before it hangs up
    stops_at_zero: bool = False  # the key 0 ends the prompts

    @property
    def talk_seconds(self) -> float:
        return self.prompts * PROMPT_SECONDS


PHONE_TEST_NUMBERS = {
    "+46000000000": PhoneTestNumber(7.5, prompts=1),
    **{f"+46000000000{count}": PhoneTestNumber(7.5, prompts=count) for count in range(2, 10)},
    "+4600000000010": PhoneTestNumber(7.5, prompts=40),  # two minutes
    "+4600000000020": PhoneTestNumber(7.5, prompts=10, stops_at_zero=True),
    "+4600000000030": PhoneTestNumber(0, DENIED),
    "+4600000000031": PhoneTestNumber(7.5, DENIED),
    "+4600000000040": PhoneTestNumber(45, NO_ANSWER),
    "+4600000000050": PhoneTestNumber(0, CONGESTION),
    "+4600000000051": PhoneTestNumber(7.5, CONGESTION),
}
