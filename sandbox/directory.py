"""Who can be called: the people with an account, and the telephones that settings allow."""

import re

from extensions import current_settings, db
from models import User
from phone_numbers import PhoneNumberRefused, check_phone_number
from sandbox.switchboard_sending import Ending
from sandbox.switchboard_state import Party

USER_ID = re.compile(r"[A-Za-z0-9_=-]{1,255}")
NOBODY = Ending("Failure", "There is nobody of this User ID here.")


def find_party(kind: str, endpoint: str) -> Party | Ending:
    """Look a party up.

    :param kind: ``username`` or ``number``.
    :return: the party, or how a call to it ends because it cannot be called.
    """
    return find_phone(endpoint) if kind == "number" else find_user(endpoint)


def find_phone(typed: str) -> Party | Ending:
    try:
        number = check_phone_number(typed, current_settings().phone_allowed_regions)
    except PhoneNumberRefused as refusal:
        return Ending("Failure", str(refusal))
    return Party("number", number, number)


def find_user(user_id: str) -> Party | Ending:
    user = User.find(user_id) if USER_ID.fullmatch(user_id) else None
    party = NOBODY if user is None else Party("user", user.sinch_user_id, user.display_name)
    # The caller is the handler of a WebSocket: it keeps no database connection while it waits.
    db.session.remove()
    return party
