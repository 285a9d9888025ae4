"""What the classic SDK is told when something cannot be: a number that it knows, and a sentence.

Only 40400 means something to the SDK: it forgets the instance and registers a new one.
"""

from enum import IntEnum


class ErrorCode(IntEnum):
    """The first three digits are the HTTP status."""

    BAD_REQUEST = 40001
    ILLEGAL_AUTHORIZATION = 40100
    MALFORMED_TICKET = 40102
    WRONG_SIGNATURE = 40103
    UNKNOWN_APPLICATION = 40104
    EXPIRED = 40105
    NO_TIMESTAMP = 40106
    WRONG_CLOCK = 40107
    UNKNOWN_INSTANCE = 40108
    NOT_LOGGED_IN = 40109
    INSTANCE_TO_RENEW = 40400
    CALLEE_AWAY = 40401
    NO_ROUTE = 40402
    NOTHING_HERE = 40403
    CANNOT_CALL = 40900
    TOO_LARGE = 41300
    TOO_OFTEN = 42900
    BROKEN = 50000
    FULL = 50300
    SEVERAL_PROCESSES = 50301


class ClassicError(Exception):
    """Refuses a request of the classic SDK; the text is for the person on the page."""

    def __init__(self, code: ErrorCode, message: str) -> None:
        super().__init__(message)
        self.code = code

    @property
    def status(self) -> int:
        return self.code // 100
