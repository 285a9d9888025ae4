"""Which user ids each form of credential can name: those that the SDK of that form takes."""

import re

from ._strict import is_words
from .errors import InvalidUserId

TOKEN_USER_ID = re.compile(r"[A-Za-z0-9\-_=]{1,255}")
TICKET_USER_ID = re.compile(r"[!-~]{1,40}")


def check_token_user_id(user_id: str) -> None:
    """Refuse what the current SDK (2.x) refuses, such as an e-mail address.

    :raises InvalidUserId: not 1 to 255 characters of ``A-Z a-z 0-9 - _ =``.
    """
    if not TOKEN_USER_ID.fullmatch(user_id):
        raise InvalidUserId(
            "invalid-user-id",
            'A user id for a registration token is 1 to 255 characters of A-Z, a-z, 0-9, "-", "_"'
            ' and "=".',
        )


def check_ticket_user_id(user_id: str) -> None:
    """Refuse what the classic SDK (1.x) refuses.

    :raises InvalidUserId: not 1 to 40 printable ASCII characters without a space.
    """
    if not TICKET_USER_ID.fullmatch(user_id):
        raise InvalidUserId(
            "invalid-user-id",
            "A user id for a user ticket is 1 to 40 printable ASCII characters, without a space.",
        )


def check_signature_user_id(user_id: str) -> None:
    """Refuse only what no SDK can take; the mobile SDKs name no rule.

    :raises InvalidUserId: empty, or half a surrogate pair, which UTF-8 cannot hold.
    """
    if not is_words(user_id):
        raise InvalidUserId("invalid-user-id", "A user id is a text that is not empty.")
