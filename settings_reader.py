"""Reads single environment variables and gathers what is wrong with them."""

import re
from collections.abc import Mapping
from types import TracebackType


class SettingsError(SystemExit):
    """Every fault of the settings, a line each, fit for the terminal.

    A ``SystemExit``, so that ``flask run`` and gunicorn show the sentences and no traceback too.
    """

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(["The settings need a look (see .env.example):", *faults]))
        self.faults = tuple(faults)


class SettingsReader:
    """Hands out checked values; a faulty one becomes its default and a fault to report.

    Used with ``with``: leaving the block raises :class:`SettingsError` if there were faults.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.faults: list[str] = []

    def __enter__(self) -> "SettingsReader":
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is None and self.faults:
            raise SettingsError(self.faults)

    def fault(self, sentence: str) -> None:
        """Note a fault; the sentence begins with the variable's name and says the cure."""
        self.faults.append(f"  {sentence}")

    def text(self, name: str) -> str | None:
        """The value without surrounding white space; an empty one counts as unset."""
        return self.environ.get(name, "").strip() or None

    def unstripped(self, name: str) -> str | None:
        """The value as it stands: around a key, white space is a fault. An empty one is unset."""
        return self.environ.get(name) if self.text(name) else None

    def matching(
        self, name: str, pattern: re.Pattern[str], rule: str, default: str | None = None
    ) -> str | None:
        """The value if the whole of it matches ``pattern``; ``rule`` ends the fault's sentence."""
        value = self.text(name)
        if value is None:
            return default
        if not pattern.fullmatch(value):
            self.fault(f"{name} {rule}; mend it or remove the line.")
            return default
        return value

    def number(self, name: str, *, default: int, lowest: int, highest: int) -> int:
        value = self.text(name)
        if value is None:
            return default
        if re.fullmatch(r"[0-9]{1,9}", value) and lowest <= int(value) <= highest:
            return int(value)
        self.fault(f"{name} is a whole number from {lowest} to {highest}.")
        return default
