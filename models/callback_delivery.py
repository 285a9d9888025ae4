"""What Sinch sent to the callback URL, and what we answered."""

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from extensions import Model
from models.utc_datetime import UtcDateTime


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
