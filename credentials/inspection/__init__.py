"""Explains a pasted credential part by part, and says what is wrong with it and what to do.

For people who learn or look for a fault, as ``flask sinch read`` and ``/ticket-inspector`` do. A
program that must decide uses the readers of :mod:`credentials`; the verdict here is theirs.
"""

from .dispatch import inspect_credential
from .result import Inspection, Part

__all__ = ["Inspection", "Part", "inspect_credential"]
