"""The pair from the Sinch dashboard: the Application Key and the Application Secret."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from ._strict import decode_base64
from .errors import CredentialError, InvalidApplication

MIN_SECRET_BYTES = 16

EMPTY = r"\s*"
UUID = r"[0-9a-f]{8}(-?)(?:[0-9a-f]{4}\1){3}[0-9a-f]{12}"
# Short words must be all there is: a real secret may well hold "todo" somewhere inside.
PLACEHOLDER = (
    r".*(?:secret|change.?me|placeholder|example).*|.?your.*(?:app|key).*|todo|fixme|none|null"
    r"|[0-]*|(.)\1*=*|[<{$].*"
)
QUOTED = r".*[\"'`\u2018-\u201f].*"
SPACED = r".*\s.*"

# The first pattern that fits the whole text, in any letter case, names its fault and the cure.
KEY_FAULTS = {
    "key-empty": (EMPTY, "is empty: copy the Application Key from the Sinch dashboard."),
    "key-placeholder": (PLACEHOLDER, "is a placeholder: put in the key from the Sinch dashboard."),
    "key-quoted": (QUOTED, "has quotation marks: remove them."),
    "key-white-space": (SPACED, "has white space in it: copy it alone, on one line."),
    "key-swapped": (r"[a-z0-9+/]{21,}={1,2}", "looks like the Application Secret: swapped?"),
    "key-not-uuid": (rf"(?!{UUID}\Z).*", "is not a UUID: copy it whole from the Sinch dashboard."),
}
SECRET_FAULTS = {
    "secret-empty": (EMPTY, "is empty: copy the Application Secret from the Sinch dashboard."),
    "secret-swapped": (UUID, "looks like the Application Key: swapped?"),
    "secret-placeholder": (PLACEHOLDER, "is a placeholder: put in the secret from the dashboard."),
    "secret-quoted": (QUOTED, "has quotation marks: remove them."),
    "secret-white-space": (SPACED, "has white space in it: copy it alone, on one line."),
    "secret-url-safe": (
        r"[a-z0-9_-]*[_-][a-z0-9_-]*=*",
        'has "-" or "_", which standard base64 has not: copy it as the dashboard shows it.',
    ),
    "secret-no-padding": (
        r"(?!(?:.{4})*\Z)[a-z0-9+/]*=?",
        'is cut off or has lost the "=" at its end: copy it whole from the dashboard.',
    ),
}


@dataclass(frozen=True)
class Application:
    """An application registered with Sinch. :meth:`from_text` checks what a person pasted."""

    key: str
    secret: bytes = field(repr=False)

    @classmethod
    def from_text(cls, key: str, base64_secret: str) -> Self:
        """Make an application from the two texts of the dashboard.

        :param key: a UUID, kept as it is written.
        :param base64_secret: standard base64 with padding, 16 bytes or more when decoded.
        :raises InvalidApplication: with a sentence for each fault; never with a value, for the
            two may be swapped.
        """
        faults = [*_faults(check_key, key), *_faults(decode_secret, base64_secret)]
        if faults:
            raise InvalidApplication(faults[0].code, " ".join(map(str, faults)))
        return cls(key, base64.b64decode(base64_secret))

    @property
    def base64_secret(self) -> str:
        """The secret as the dashboard shows it: base64 has one strict spelling of the bytes."""
        return base64.b64encode(self.secret).decode("ascii")


def check_key(key: str) -> None:
    """Refuse a text that is no Application Key.

    :raises InvalidApplication: the code is one of :data:`KEY_FAULTS`.
    """
    _refuse("SINCH_APPLICATION_KEY", key, KEY_FAULTS)


def decode_secret(base64_secret: str) -> bytes:
    """Return the bytes of an Application Secret.

    :raises InvalidApplication: the code is one of :data:`SECRET_FAULTS`, ``secret-not-base64`` or
        ``secret-too-short``.
    """
    name = "SINCH_APPLICATION_SECRET"
    _refuse(name, base64_secret, SECRET_FAULTS)
    try:
        secret = decode_base64(base64_secret, "secret")
    except CredentialError as error:
        cure = "is not base64: copy it whole from the dashboard."
        raise InvalidApplication(error.code, f"{name} {cure}") from None
    if len(secret) < MIN_SECRET_BYTES:
        cure = f"is shorter than {MIN_SECRET_BYTES} bytes: copy it whole from the dashboard."
        raise InvalidApplication("secret-too-short", f"{name} {cure}")
    return secret


def _refuse(name: str, text: str, faults: dict[str, tuple[str, str]]) -> None:
    for code, (pattern, cure) in faults.items():
        if re.fullmatch(pattern, text, re.IGNORECASE | re.DOTALL):
            raise InvalidApplication(code, f"{name} {cure}")


def _faults(check: Callable[[str], object], text: str) -> list[InvalidApplication]:
    try:
        check(text)
    except InvalidApplication as fault:
        return [fault]
    return []
