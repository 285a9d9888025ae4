"""Who can be dialled. Whether they may be called is the application's to decide, not ours."""

import re

from sqlalchemy import select

from extensions import current_settings, db
from models import User
from sandbox.switchboard_sending import Ending
from sandbox.switchboard_state import Party

USER_ID = re.compile(r"[A-Za-z0-9_=-]{1,255}")
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
PUNCTUATION = str.maketrans("", "", " -().\u00a0")

NOBODY = Ending("Failure", "There is nobody of this User ID here.")
NO_NUMBER = Ending("Failure", "This is not a phone number: + and 7 to 15 digits.")
NOT_OURS = Ending("Failure", "This number belongs to nobody: call a number of the application.")


def find_dialled(kind: str, endpoint: str) -> Party | Ending:
    """Look up who is dialled by a user.

    :param kind: ``username`` or ``number``.
    :return: the party, or how a call to it ends because there can be none of this name.
    """
    if kind == "number":
        return find_phone(endpoint)
    return find_user(endpoint) if USER_ID.fullmatch(endpoint) else NOBODY


def find_phone(typed: str) -> Party | Ending:
    number = typed.translate(PUNCTUATION)
    return Party("number", number, number) if E164.fullmatch(number) else NO_NUMBER


def find_user(user_id: str) -> Party:
    """Find the name of a user; nobody with an account here is called by their User ID."""
    user = User.find(user_id) if USER_ID.fullmatch(user_id) else None
    party = Party("user", user_id, user_id if user is None else user.display_name)
    # The caller is a thread that lives long: it keeps no database connection while it waits.
    db.session.remove()
    return party


def find_own_number(typed: str) -> Party | Ending:
    """Find what a telephone dials: only the application's own numbers lead anywhere."""
    found = find_phone(typed)
    if isinstance(found, Ending) or is_own_number(found.id):
        return found
    return NOT_OURS


def is_own_number(number: str) -> bool:
    """Whether the operator rented this number, or a user took it as their own."""
    settings = current_settings()
    if number in (settings.caller_identifier, *(settings.rented_numbers or ())):
        return True
    owner = db.session.scalar(select(User.id).where(User.phone_number == number))
    db.session.remove()
    return owner is not None
