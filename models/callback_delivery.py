"""What Sinch sent to the callback URL, and what we answered."""

from datetime import datetime, timedelta

from sqlalchemy import Index, String, Text, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from extensions import Model, db
from models.upsert import insert_if_new
from models.utc_datetime import UtcDateTime

KEPT_FOR = timedelta(days=7)


class CallbackDelivery(Model):
    """One event whose signature was good; a repeated delivery only counts up ``repeats``."""

    __tablename__ = "callback_deliveries"
    __table_args__ = (
        UniqueConstraint("event", "delivery_key"),
        Index("ix_callback_deliveries_received_at", "received_at"),
        Index("ix_callback_deliveries_sinch_call_id", "sinch_call_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    repeats: Mapped[int] = mapped_column(default=0)
    event: Mapped[str] = mapped_column(String(32))
    sinch_call_id: Mapped[str] = mapped_column(String(128), default="")
    # The call id for ice, ace and dice, of which a call has one each; else a hash of the body.
    delivery_key: Mapped[str] = mapped_column(String(128))
    request_headers: Mapped[str] = mapped_column(Text)  # JSON, the signature shortened
    request_body: Mapped[str] = mapped_column(Text)
    status: Mapped[int]
    answer: Mapped[str] = mapped_column(Text, default="")  # JSON, or empty

    @classmethod
    def find(cls, event: str, delivery_key: str) -> "CallbackDelivery | None":
        return db.session.scalar(
            select(cls).where(cls.event == event, cls.delivery_key == delivery_key)
        )

    @classmethod
    def begin(cls, event: str, delivery_key: str, **values: object) -> "CallbackDelivery | None":
        """Insert the row of a first delivery; None: the event has been answered already.

        Of deliveries that come at once, one begins; the others wait until its answer is stored.
        """
        return insert_if_new(cls, event=event, delivery_key=delivery_key, **values)

    @classmethod
    def forget_old(cls, now: datetime) -> None:
        """Drop what came longer than :data:`KEPT_FOR` ago; commits nothing."""
        db.session.execute(delete(cls).where(cls.received_at < now - KEPT_FOR))

    @classmethod
    def repeated(cls, event: str, delivery_key: str, now: datetime) -> "CallbackDelivery":
        """Count one more delivery of an event; the row says how the first was answered."""
        counting = (
            update(cls)
            .where(cls.event == event, cls.delivery_key == delivery_key)
            .values(repeats=cls.repeats + 1, last_received_at=now)
            .returning(cls)
        )
        return db.session.scalars(counting, execution_options={"populate_existing": True}).one()
