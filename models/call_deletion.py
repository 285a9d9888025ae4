"""Deleting calls from one's own history.

A deleted row stays, emptied, so that a page or a callback that tells of the call later finds it
deleted. What Sinch told of the call is the operator's (:mod:`models.sinch_call`) and stays too: the
caps count it.
"""

from sqlalchemy import ColumnElement, update

from extensions import db
from models.call import Call
from models.user import Person
from models.utc_datetime import utc_now

# Whom, why and how much: nothing of it is left. When the call began is its place in the pages.
EMPTY = {
    "caller": "",
    "callee": "",
    "answered_at": None,
    "duration_seconds": None,
    "end_cause": "",
    "reason": "",
    "cost": None,
    "currency": None,
}


def delete_call(user: Person, call_id: int) -> bool:
    """Delete one call; false: the user's history has no such row."""
    return delete_calls(user, Call.id == call_id) > 0


def delete_history(user: Person) -> None:
    """Delete every call that has ended; one that is still up will be in the history."""
    delete_calls(user)


def delete_calls(user: Person, *which: ColumnElement[bool]) -> int:
    """Empty these rows of the user's history; return how many there were."""
    shown = Call.history_of(user).where(*which).with_only_columns(Call.id)
    deleting = update(Call).where(Call.id.in_(shown)).values(**EMPTY, deleted_at=utc_now())
    count = len(db.session.scalars(deleting.returning(Call.id)).all())
    db.session.commit()
    return count
