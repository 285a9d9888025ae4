"""How much has been called and phoned, for the caps."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, func, select

from calling.phone_caps import PhoneUsage
from extensions import db
from models.sinch_call import SinchCall

RECENTLY = timedelta(minutes=10)
HOUR = timedelta(hours=1)


def phone_usage_of(caller: str, *, now: datetime, free_numbers: frozenset[str]) -> PhoneUsage:
    """Add up the calls from the browser to phones that were let through.

    :param caller: User ID; it is never given to another person.
    :param free_numbers: calls to these are not counted by the day.
    """
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    own = SinchCall.caller == caller
    today = and_(SinchCall.decided_at >= midnight, SinchCall.callee.not_in(free_numbers))
    counted: tuple[ColumnElement[int], ...] = (
        # Not from a future that was the present until somebody set the clock back.
        func.count().filter(own, SinchCall.decided_at.between(now - RECENTLY, now + RECENTLY)),
        func.count().filter(own, today),
        func.coalesce(func.sum(seconds_of_call()).filter(own, today), 0),
        func.count().filter(today),
        func.coalesce(func.sum(seconds_of_call()).filter(today), 0),
    )
    let_through = (SinchCall.kind == "app-to-phone", SinchCall.refusal.is_(None))
    since = min(midnight, now - RECENTLY)
    row = db.session.execute(
        select(*counted).where(*let_through, SinchCall.decided_at >= since)
    ).one()
    is_open = (own, SinchCall.decided_at.is_not(None), SinchCall.ended_at.is_(None))
    open_call = db.session.scalar(select(SinchCall.id).where(*let_through, *is_open).limit(1))
    return PhoneUsage(open_call is not None, *(int(value) for value in row))


def people_calls_of(caller: str, *, now: datetime) -> int:
    """Count the calls to people, of the last hour, that were let through."""
    let_through = (SinchCall.kind == "app-to-app", SinchCall.refusal.is_(None))
    # Not from a future that was the present until somebody set the clock back.
    lately = SinchCall.decided_at.between(now - HOUR, now + HOUR)
    of_caller = select(func.count()).where(SinchCall.caller == caller, lately, *let_through)
    return db.session.scalar(of_caller) or 0


def seconds_of_call() -> ColumnElement[int | None]:
    """As long as Sinch says; as long as it may last or may have lasted where Sinch does not say."""
    is_unknown = (SinchCall.ended_at.is_(None)) | (SinchCall.answered_at.is_not(None))
    return case(
        (SinchCall.duration_seconds.is_not(None), SinchCall.duration_seconds),
        (is_unknown, SinchCall.max_duration_seconds),
        else_=0,
    )
