"""The registration signature: the oldest form, for the mobile SDKs.

``base64(SHA-1(user id + key + sequence + secret))``, where the secret is its base64 *text*, as the
dashboard shows it, not the bytes that the other forms sign with.

Source: https://github.com/sinch/docs, "Application Authentication"
"""

import hashlib
from base64 import b64encode

from ._strict import is_whole_number
from .application import Application
from .user_id import check_signature_user_id

MAX_SEQUENCE = 2**64 - 1


def sign_registration(application: Application, user_id: str, *, sequence: int) -> str:
    """Sign one registration of one user.

    :param user_id: any text that is not empty.
    :param sequence: 1 to :data:`MAX_SEQUENCE`; each user's next one must be greater. As text it is
        unsigned: Sinch's Java sample, whose ``long`` is signed, goes wrong from 2^63 on.
    :return: standard base64 with padding, 28 characters.
    :raises InvalidUserId: before anything is signed.
    :raises ValueError: the sequence is out of range.
    """
    check_signature_user_id(user_id)
    if not is_whole_number(sequence) or not 1 <= sequence <= MAX_SEQUENCE:
        raise ValueError("a sequence is a whole number from 1 to 2^64 - 1")
    signed = f"{user_id}{application.key}{sequence}{application.base64_secret}".encode()
    # Sinch's choice; as no one can choose what is hashed, SHA-1's weakness does no harm here.
    return b64encode(hashlib.sha1(signed, usedforsecurity=False).digest()).decode("ascii")
