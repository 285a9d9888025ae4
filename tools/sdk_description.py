"""Looks at the file of a Sinch SDK without running it: which one it is, and its checksum."""

import re
from base64 import b64encode
from hashlib import sha384

# version:"2.44.4", VERSION=["1.4.12-0-g123"
VERSION = re.compile(r"""version["']?\s*[:=]\s*\[?["'](\d+\.\d+\.\d+)""", re.IGNORECASE)


class NotAnSdk(Exception):
    """The text says what was found instead."""


def describe(content: bytes) -> str:
    """Which SDK this is, in words.

    :raises NotAnSdk: it is neither the current nor the classic one.
    """
    text = content.decode("utf-8", errors="replace")
    if text.lstrip("\ufeff \r\n\t").startswith("<"):
        raise NotAnSdk("What arrived is a web page, and no script. Check SINCH_SDK_URL.")
    if "getSinchClientBuilder" in text:
        return f"the current Sinch SDK{version(text, '2')}"
    if "SinchClient" in text:
        return f"the classic Sinch SDK{version(text, '1')}"
    raise NotAnSdk("What arrived is no Sinch SDK: it defines neither Sinch nor SinchClient.")


def version(text: str, major: str) -> str:
    """Such as " 2.44.4"; without a number when the file does not say one, or several.

    :param major: libraries inside the file have versions too; an SDK begins with this.
    """
    found = {number for number in VERSION.findall(text) if number.startswith(f"{major}.")}
    return f" {found.pop()}" if len(found) == 1 else f" ({major}.x)"


def integrity(content: bytes) -> str:
    """The value that browsers compare a file with."""
    return f"sha384-{b64encode(sha384(content).digest()).decode()}"
