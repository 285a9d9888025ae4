"""Login sessions, as the sandbox asks for them; it keeps no database connection while it waits."""

from extensions import db
from models import Session, User
from sandbox.switchboard_state import Party


def is_session_alive(session_id: int) -> bool:
    is_alive = Session.is_alive(session_id)
    # Windows that wait with a database connection in hand would soon have them all.
    db.session.remove()
    return is_alive


def find_owner(session_id: int) -> Party | None:
    """Whose login session it is, while it lives."""
    user = Session.owner_of(session_id)
    owner = None if user is None else Party("user", user.sinch_user_id, user.display_name)
    db.session.remove()
    return owner


def find_session(user_id: str) -> int | None:
    """The login session that a User ID began last."""
    user = User.find(user_id)
    session_id = None if user is None else Session.newest_of(user)
    db.session.remove()
    return session_id
