"""What ``flask sinch doctor`` found about one thing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One line.

    :param cure: a sentence that says what to do; empty when all is well.
    """

    name: str
    text: str
    cure: str = ""
