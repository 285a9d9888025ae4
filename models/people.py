"""Finding people to call."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from sqlalchemy import case, or_, select

from extensions import db
from models.user import Person, User

MOST_PEOPLE = 20


def find_people(
    query: str, *, asked_by: Person, first: AbstractSet[str]
) -> tuple[Sequence[User], bool]:
    """Return at most :data:`MOST_PEOPLE` accounts without the asker, by display name.

    :param query: part of a username or display name; empty finds all.
    :param first: usernames to put before the others.
    :return: the accounts, and whether there are more of them.
    """
    # PostgreSQL stores no NUL, so nobody's name has one.
    wanted = query.strip().replace("\0", "")
    found = db.session.scalars(
        select(User)
        .where(User.deleted_at.is_(None), User.id != asked_by.id)
        .where(
            or_(
                User.username.icontains(wanted, autoescape=True),
                User.display_name.icontains(wanted, autoescape=True),
            )
        )
        .order_by(case((User.username.in_(first), 0), else_=1), User.display_name, User.id)
        .limit(MOST_PEOPLE + 1)
    ).all()
    return found[:MOST_PEOPLE], len(found) > MOST_PEOPLE
