"""What the page reports and what Sinch tells, in one history: facts from Sinch win.

Both lock the row and look at the other side's word afresh, so that it does not matter which of
them comes first, or whether both come at once. What the user deleted stays as it is.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, select

from calling.kind import PLACED_BY_USERS, TAKEN_BY_USERS
from extensions import db
from models.call import Call
from models.sinch_call import SinchCall
from models.upsert import insert_if_new, insert_those_new
from models.user import Person, User

# Of one user, deleted ones too: any page can invent calls, and nobody scrolls that far.
KEPT_REPORTS = 1000


def keep_report(
    user: Person, sinch_call_id: str, report: Mapping[str, object]
) -> tuple[Call | None, bool]:
    """Store these columns of a user's call, as the page reports them.

    :return: the call with what Sinch said of it (None: the user has deleted it, or the account),
        and whether nobody had told of it before.
    """
    user_id = user.id
    new = insert_if_new(Call, user_id=user_id, sinch_call_id=sinch_call_id, **report)
    # After the insertion, which locks an SQLite database: now no account is being deleted.
    if db.session.scalar(lock_accounts(User.id == user_id)) is None:
        db.session.rollback()
        return None, False
    call = new or lock_calls([user_id], sinch_call_id)[0]
    told = SinchCall.find(sinch_call_id)
    # Any page can report any id: nobody learns of calls of others so.
    facts = told.facts_for_histories() if told and user.sinch_user_id in parties_of(told) else {}
    set_columns(call, {**report, **facts})
    db.session.flush()
    if new:
        forget_oldest_reports(user_id)
    db.session.expunge(call)  # stays as it was kept, also when the account is deleted right now
    db.session.commit()
    return (call if call.deleted_at is None else None), new is not None


def forget_oldest_reports(user_id: int) -> None:
    """Drop what only the page told, beyond the newest; commits nothing."""
    only_reported = select(Call.id).where(Call.user_id == user_id, Call.source == "page")
    oldest = only_reported.order_by(Call.id.desc()).offset(KEPT_REPORTS)
    db.session.execute(
        delete(Call).where(Call.id.in_(oldest)).execution_options(synchronize_session=False)
    )


def tell_histories(told: SinchCall) -> None:
    """Bring what Sinch said into the histories of the accounts that exist; commits nothing.

    :param told: locked by this transaction.
    """
    if not told.kind:
        return  # a conference, say: no history has words for it
    db.session.flush()
    facts = told.facts_for_histories()
    accounts = lock_accounts(User.username.in_(parties_of(told)))
    for call in lock_or_insert_calls(db.session.scalars(accounts).all(), told, facts):
        set_columns(call, facts)
        if call.ended_at is None:
            set_columns(call, told.guessed_end())


def close_overdue_calls(now: datetime) -> None:
    """End calls whose end Sinch did not tell, also in the histories; commits nothing."""
    for told in SinchCall.close_overdue(now):
        tell_histories(told)


def has_overdue_calls(now: datetime) -> bool:
    """Whether there is anything to close: looking costs no lock."""
    overdue = select(SinchCall.id).where(SinchCall.ended_at.is_(None), SinchCall.closes_at < now)
    return db.session.scalar(overdue.limit(1)) is not None


def parties_of(told: SinchCall) -> set[str]:
    """The User IDs in a call; one that never rang concerns its caller alone."""
    callers = {told.caller} if told.kind in PLACED_BY_USERS else set()
    callees = {told.callee} if told.kind in TAKEN_BY_USERS and told.has_rung else set()
    return callers | callees


def lock_accounts(which: ColumnElement[bool]) -> Select[int]:
    """Of those that exist, the ids; deleting one waits, and then deletes what was written too."""
    existing = select(User.id).where(which, User.deleted_at.is_(None))
    return existing.order_by(User.id).with_for_update(read=True)


def lock_or_insert_calls(
    user_ids: Sequence[int], told: SinchCall, facts: Mapping[str, object]
) -> list[Call]:
    """The call in the history of each of these users, made where there is none."""
    call_id = told.sinch_call_id
    calls = lock_calls(user_ids, call_id)
    missing = set(user_ids) - {call.user_id for call in calls}
    row = {"sinch_call_id": call_id, "end_cause": "", **facts}
    rows = [{"user_id": user_id, **row} for user_id in sorted(missing)]
    inserted = insert_those_new(Call, rows) if rows else []
    is_complete = len(inserted) == len(rows)  # else the page told of one just now
    return [*calls, *inserted] if is_complete else lock_calls(user_ids, call_id)


def lock_calls(user_ids: Sequence[int], sinch_call_id: str) -> list[Call]:
    wanted = select(Call).where(Call.user_id.in_(user_ids), Call.sinch_call_id == sinch_call_id)
    locked = wanted.order_by(Call.user_id).with_for_update()
    return list(db.session.scalars(locked.execution_options(populate_existing=True)))


def set_columns(call: Call, values: Mapping[str, object]) -> None:
    if call.deleted_at is not None:
        return
    for name, value in values.items():
        setattr(call, name, value)
