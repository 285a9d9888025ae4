"""Whom a call is for: a User ID or an E.164 number."""

import re
from dataclasses import dataclass

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
USER_ID = re.compile(r"[A-Za-z0-9_=-]{1,255}")


class CallRefused(ValueError):
    """A call that must not be placed; the text says why to the person who placed it."""


@dataclass(frozen=True)
class Callee:
    text: str
    is_phone: bool


def parse_callee(text: str) -> Callee:
    """Read a User ID or an E.164 number, which always begins with ``+``.

    :raises CallRefused: it is neither.
    """
    if E164.fullmatch(text):
        return Callee(text, is_phone=True)
    if USER_ID.fullmatch(text):
        return Callee(text, is_phone=False)
    raise CallRefused("This is neither a username nor a phone number with + and country code.")
