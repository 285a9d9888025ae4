"""Who can be dialled. Whether they may be called is the application's to decide, not ours."""

import re

from sqlalchemy import select

from extensions import current_settings, db
from models import User
from sandbox.looking_up import NoDatabase, looking_up
from sandbox.switchboard_sending import Ending
from sandbox.switchboard_state import Party

USER_ID = re.compile(r"[A-Za-z0-9_=-]{1,255}")
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
PUNCTUATION = str.maketrans("", "", " -().\u00a0")

NOBODY = Ending("Failure", "There is nobody of this User ID here.")
NO_NUMBER = Ending("Failure", "This is not a phone number: + and 7 to 15 digits.")
NO_DATABASE = Ending("Failure", "The database does not answer. Try again in a moment.")
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
    name = find_display_name(user_id) if USER_ID.fullmatch(user_id) else None
    return Party("user", user_id, name or user_id)


def find_display_name(user_id: str) -> str | None:
    try:
        with looking_up():
            return User.display_names({user_id}).get(user_id)
    except NoDatabase:  # whether the call may be is for the application to say
        return None


def find_own_number(typed: str) -> Party | Ending:
    """Find what a telephone dials: only the application's own numbers lead anywhere."""
    found = find_phone(typed)
    try:
        return found if isinstance(found, Ending) or is_own_number(found.id) else NOT_OURS
    except NoDatabase:
        return NO_DATABASE


def is_own_number(number: str) -> bool:
    """Whether the operator rented this number, or a user took it as their own.

    :raises sandbox.looking_up.NoDatabase:
    """
    settings = current_settings()
    if number in (settings.caller_identifier, *(settings.rented_numbers or ())):
        return True
    with looking_up():
        return db.session.scalar(select(User.id).where(User.phone_number == number)) is not None
