"""Each event counts once, however often Sinch delivers it, and with or without the database.

An ICE is decided, and what its call may last is reserved, in one transaction. When the database
does not answer, nobody is connected: a caller hears that within 2 seconds.
"""

import hashlib
import json
import logging
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from answering.events import answer_event, continue_or_hang_up
from calling.events import DisconnectedCallEvent, Event, IncomingCallEvent, read_event
from calling.svaml import hang_up
from models import CallbackDelivery, SinchCall
from models.patience import impatient_transaction

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """:param text: a SVAML document as JSON, or empty."""

    status: int = 200
    text: str = ""


@dataclass(frozen=True)
class Delivery:
    """One event as it came; its signature was good."""

    event: Event
    headers: str  # JSON, without the signature
    body: str
    received_at: datetime

    @property
    def key(self) -> str:
        """What two deliveries of the same event have in common, beside its name."""
        if type(self.event) is Event:  # a call may have several of such events
            return hashlib.sha256(self.body.encode("utf-8")).hexdigest()
        return self.event.call_id


def answer_delivery(delivery: Delivery) -> Answer:
    """Answer an event; a repeated one as the first time, without changing anything."""
    try:
        with impatient_transaction():
            return answer_once(delivery)
    except SQLAlchemyError as error:
        # Its type alone: its text may hold a password, or what is stored.
        reason = type(error).__name__
        log.error("No answer of the database about %s: %s", delivery.event.name, reason)
    return answer_without_writing(delivery)


def answer_once(delivery: Delivery) -> Answer:
    event, now = delivery.event, delivery.received_at
    first = CallbackDelivery.begin(
        event.name,
        delivery.key,
        sinch_call_id=event.call_id,
        request_headers=delivery.headers,
        request_body=delivery.body,
        received_at=now,
        last_received_at=now,
        status=200,
    )
    if first is not None:
        if isinstance(event, IncomingCallEvent):  # once for each call is often enough
            CallbackDelivery.forget_old(now)
        svaml = answer_event(event, now=now)
        first.answer = json.dumps(svaml) if svaml else ""
    kept = first or CallbackDelivery.repeated(event.name, delivery.key, now)
    return answer_kept(kept, delivery)


def answer_kept(kept: CallbackDelivery, delivery: Delivery) -> Answer:
    """Answer as the first time, unless an ICE asks for another call than it did then.

    The caller's page chooses the id of a call: with one that was allowed, it could go on calling
    past every cap and the switch, and no call but the first would have a record.
    """
    event = delivery.event
    if isinstance(event, IncomingCallEvent) and event != read_event(kept.request_body.encode()):
        log.warning("Call %s is refused: its id was used for another call", event.call_id)
        return Answer(200, json.dumps(hang_up()))
    return Answer(kept.status, kept.answer)


def answer_without_writing(delivery: Delivery) -> Answer:
    """Answer when nothing can be stored: by what can still be read, else as safely as may be."""
    event = delivery.event
    if isinstance(event, DisconnectedCallEvent):
        return Answer(503)  # Sinch sends it again
    try:
        with impatient_transaction():
            known = CallbackDelivery.find(event.name, delivery.key)
            if known is not None:
                return answer_kept(known, delivery)
            if event.name in ("ace", "pie"):
                svaml = continue_or_hang_up(SinchCall.find(event.call_id))
                return Answer(200, json.dumps(svaml))
    except SQLAlchemyError:
        log.warning("Nothing can be read of the database either")
    if event.name in ("ice", "ace", "pie"):
        return Answer(200, json.dumps(hang_up()))
    return Answer()
