"""The phone numbers that a user called last."""

from sqlalchemy import func, select

from extensions import db
from models.call import Call
from models.user import Person

MOST_NUMBERS = 3


def recent_numbers(user: Person) -> list[str]:
    """At most :data:`MOST_NUMBERS` E.164 numbers, the last called first, each once."""
    query = (
        select(Call.callee)
        .where(Call.user_id == user.id, Call.kind == "app-to-phone", Call.deleted_at.is_(None))
        .group_by(Call.callee)
        .order_by(func.max(Call.id).desc())
        .limit(MOST_NUMBERS)
    )
    return list(db.session.scalars(query))
