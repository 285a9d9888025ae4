"""Takes a compact JWT apart, strictly: one token has one spelling.

Source: RFC 7515 (compact serialization) and RFC 4648 §5 (base64url).
"""

import base64
import re
from dataclasses import dataclass
from typing import Any

from strict_json import load_strict_json

BASE64URL = re.compile(r"[A-Za-z0-9_-]+")


class MalformedJwt(ValueError):
    """Not a JWT in compact form; the text says which part is wrong."""


@dataclass(frozen=True)
class JwtParts:
    header: dict[str, Any]
    claims: dict[str, Any]
    signed: bytes  # what the signature covers
    signature: bytes


def split_jwt(token: str) -> JwtParts:
    """Decode the three parts; nothing is verified yet.

    :raises MalformedJwt: also for padding, stray bits and members that are there twice.
    """
    parts = token.split(".")
    if len(parts) != 3:
        raise MalformedJwt("it does not have three parts")
    header, claims, signature = parts
    return JwtParts(
        header=decode_object(header, "header"),
        claims=decode_object(claims, "content"),
        signed=f"{header}.{claims}".encode("ascii"),
        signature=decode_base64url(signature, "signature"),
    )


def decode_base64url(text: str, name: str) -> bytes:
    if BASE64URL.fullmatch(text) and len(text) % 4 != 1:
        decoded = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        # The last character may carry bits that say nothing: several spellings of one token.
        if base64.urlsafe_b64encode(decoded).rstrip(b"=") == text.encode("ascii"):
            return decoded
    raise MalformedJwt(f"its {name} is not base64url")


def decode_object(text: str, name: str) -> dict[str, Any]:
    decoded = decode_base64url(text, name)
    try:
        value = load_strict_json(decoded.decode())
    except ValueError:
        raise MalformedJwt(f"its {name} is not JSON") from None
    if not isinstance(value, dict):
        raise MalformedJwt(f"its {name} is not a JSON object")
    return value
