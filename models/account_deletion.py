"""Deleting an account: what goes and what stays."""

from sqlalchemy import delete

from extensions import db
from models.call import Call
from models.session import Session
from models.user import User
from models.utc_datetime import utc_now


def delete_account(user: User) -> None:
    """Delete the history, the names, the number and the password; end every session.

    The username stays behind as a tombstone (see :class:`models.user.User`).
    """
    user.deleted_at = utc_now()
    user.display_name = ""
    user.password_hash = None
    user.phone_number = None
    # First, and the calls after it: what Sinch tells meanwhile waits, and finds no account.
    db.session.flush()
    db.session.execute(delete(Call).where(Call.user_id == user.id))
    db.session.commit()
    Session.end_all(user)
