"""Reading what came to the callback URL, newest first."""

from sqlalchemy import ColumnElement, and_, or_, select

from calling.kind import PLACED_BY_USERS, TAKEN_BY_USERS
from extensions import db
from models.callback_delivery import CallbackDelivery
from models.sinch_call import SinchCall
from models.user import Person

MOST_DELIVERIES = 50


def newest_deliveries(
    call_id: str, *, of_user: Person | None
) -> list[tuple[CallbackDelivery, SinchCall | None]]:
    """Return at most :data:`MOST_DELIVERIES`, each with the call that it is about, if known.

    :param call_id: Sinch's id of a call; empty for all calls.
    :param of_user: only calls that this user placed or was called in; None for everybody's.
    """
    query = (
        select(CallbackDelivery, SinchCall)
        .outerjoin(SinchCall, SinchCall.sinch_call_id == CallbackDelivery.sinch_call_id)
        .order_by(CallbackDelivery.received_at.desc(), CallbackDelivery.id.desc())
        .limit(MOST_DELIVERIES)
    )
    if call_id:
        # PostgreSQL stores no NUL, so no call has one.
        query = query.where(CallbackDelivery.sinch_call_id == call_id.replace("\0", ""))
    if of_user is not None:
        query = query.where(is_call_of(of_user))
    return [(delivery, call) for delivery, call in db.session.execute(query)]


def is_call_of(user: Person) -> ColumnElement[bool]:
    is_placed = SinchCall.kind.in_(PLACED_BY_USERS)
    # A refused call rang nowhere: whom it was meant for, perhaps nobody yet, never heard of it.
    has_rung = and_(SinchCall.kind.in_(TAKEN_BY_USERS), SinchCall.refusal.is_(None))
    user_id = user.sinch_user_id
    return or_(
        and_(SinchCall.caller == user_id, is_placed), and_(SinchCall.callee == user_id, has_rung)
    )
