"""The answers to callbacks, as plain dicts: instructions, and exactly one action.

Source: https://developers.sinch.com/docs/voice/api-reference/svaml/
"""

from typing import Any

Svaml = dict[str, Any]

LONGEST_SPEECH = 600  # characters that Sinch speaks


def hang_up() -> Svaml:
    return _svaml({"name": "hangup"})


def say_and_hang_up(text: str, *, locale: str = "en-US") -> Svaml:
    """Speak to a telephone, which has no page to read a reason from."""
    say = {"name": "say", "text": text[:LONGEST_SPEECH], "locale": locale}
    return _svaml({"name": "hangup"}, say)


def connect_pstn(number: str, *, cli: str, max_duration_seconds: int) -> Svaml:
    """Call a phone.

    :param cli: E.164; what the phone shows as the caller.
    """
    return _svaml(
        {
            "name": "connectPstn",
            "number": number,
            "cli": cli,
            "maxDuration": max_duration_seconds,
        }
    )


def connect_mxp(user_id: str) -> Svaml:
    """Ring the app of a user, whomever the caller had dialled."""
    return _svaml({"name": "connectMxp", "destination": {"type": "username", "endpoint": user_id}})


def continue_call() -> Svaml:
    return _svaml({"name": "continue"})


def _svaml(action: dict[str, Any], *instructions: dict[str, Any]) -> Svaml:
    return {"instructions": list(instructions), "action": action}
