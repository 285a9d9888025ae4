"""What ``flask sinch doctor`` found about one thing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One line.

    :param cure: a sentence that says what to do; empty when all is well.
    :param advice: the same for what works, but may not be what was meant.
    """

    name: str
    text: str
    cure: str = ""
    advice: str = ""
