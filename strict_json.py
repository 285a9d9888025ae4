"""JSON without the surprises of :func:`json.loads`."""

import json
from typing import Any, NoReturn


def load_strict_json(text: str) -> object:
    """Parse JSON that every other parser would read alike.

    :raises ValueError: not JSON, or with NaN, a member twice, half a character, or deep nesting.
    """
    try:
        value: object = json.loads(
            text, parse_constant=refuse_constant, object_pairs_hook=unique_members
        )
        # A lone surrogate passes JSON as an escape, 1e999 as infinity; both break somebody later.
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return value


def refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def unique_members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member is there twice")
    return members
