"""The number that a registration signature carries; each user's next one must be greater."""

from datetime import datetime, timedelta

from sqlalchemy import case, update

from extensions import db
from models.user import User
from models.utc_datetime import EPOCH


def next_registration_sequence(user_id: int, *, now: datetime) -> int:
    """Take the user's next number, committed before this returns.

    It is the time in milliseconds, or one more than the last number where that is not smaller.
    Counting from 1 would do until a backup is restored: the old counter would then give numbers
    again that Sinch has seen, and Sinch would refuse that user's phones. The clock does not go
    back with a backup; and if it does go back, or two ask in one millisecond, the counter counts.

    :param user_id: the row of the user, not the User ID.
    :param now: aware.
    :return: at most 253402300799999 by the clock, so JavaScript (2^53) holds it exactly.
    :raises sqlalchemy.exc.OperationalError: another program held the row or the file for too long.
    """
    now_in_ms = (now - EPOCH) // timedelta(milliseconds=1)
    last = User.registration_sequence
    # One statement: the database, which all processes share, reads and writes under one lock.
    statement = (
        update(User)
        .where(User.id == user_id)
        .values(registration_sequence=case((last < now_in_ms, now_in_ms), else_=last + 1))
        .returning(last)
        .execution_options(synchronize_session=False)
    )
    sequence = db.session.execute(statement).scalar_one()
    db.session.commit()
    return sequence
