"""Login sessions, as the sandbox asks for them; it keeps no database connection while it waits."""

from models import Session, User
from sandbox.looking_up import NoDatabase, looking_up
from sandbox.switchboard_state import Party


def is_session_alive(session_id: int) -> bool:
    """Whether it has not ended; without the database nobody is known to have logged out."""
    try:
        with looking_up():
            return Session.is_alive(session_id)
    except NoDatabase:
        return True


def find_owner(session_id: int) -> Party | None:
    """Whose login session it is, while it lives."""
    with looking_up():
        user = Session.owner_of(session_id)
        return None if user is None else Party("user", user.sinch_user_id, user.display_name)


def find_session(user_id: str) -> int | None:
    """The login session that a User ID began last."""
    with looking_up():
        user = User.find(user_id)
        return None if user is None else Session.newest_of(user)
