"""What an inspection found."""

from dataclasses import dataclass

from ..errors import CredentialError
from .advice import advice_for


@dataclass(frozen=True)
class Part:
    """One part of a credential. All texts are printable and of bounded length."""

    section: str  # where it stands: "header", "claims", "JSON", "signature", "worked out"
    name: str  # as in the credential: "kid"
    value: str  # as in the credential; a signature is shortened beyond use
    explanation: str  # what such a part is for
    meaning: str = ""  # what this value says, in words: "2026-11-20 12:00:00 UTC, 3 minutes ago"


@dataclass(frozen=True)
class Inspection:
    """A verdict, and the parts in their order, as far as they could be read."""

    form: str  # "registration token", ...; empty: none of ours
    parts: tuple[Part, ...] = ()
    fault: CredentialError | None = None  # the first check that failed; None: all is right
    is_verified: bool = False  # the signature proves the parts; else anyone may have written them
    diagnosis: str = ""  # what the maker did instead, where the signature shows it

    @property
    def is_good(self) -> bool:
        return self.fault is None

    @property
    def advice(self) -> str:
        """What to do about the fault; empty where its own sentence says so, and without one."""
        return self.diagnosis or (advice_for(self.fault.code) if self.fault else "")
