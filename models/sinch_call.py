"""One call as Sinch told of it: what the operator pays for."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Index, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from extensions import Model
from models.utc_datetime import UtcDateTime


class SinchCall(Model):
    """A row belongs to no account, and outlives accounts and their histories."""

    __tablename__ = "sinch_calls"
    __table_args__ = (
        Index("ix_sinch_calls_caller_decided_at", "caller", "decided_at"),
        Index("ix_sinch_calls_decided_at", "decided_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sinch_call_id: Mapped[str] = mapped_column(String(128), unique=True)
    # app-to-app, app-to-phone, phone-to-app; empty: a call of a kind that is not offered here
    kind: Mapped[str] = mapped_column(String(12), default="")
    caller: Mapped[str] = mapped_column(String(255), default="")  # User ID or E.164 number
    callee: Mapped[str] = mapped_column(String(255), default="")  # the same
    # When we answered the ICE, by our clock; None: only the end of the call reached us.
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    result: Mapped[str | None] = mapped_column(String(32))  # Sinch's word, such as ANSWERED
    reason: Mapped[str | None] = mapped_column(String(32))  # Sinch's word, such as CALLERHANGUP
    duration_seconds: Mapped[int | None]
    debit: Mapped[Decimal | None] = mapped_column(Numeric(12, 4))
    user_rate: Mapped[Decimal | None] = mapped_column(Numeric(12, 4))  # for a minute
    currency: Mapped[str | None] = mapped_column(String(3))
    refusal: Mapped[str | None] = mapped_column(String(200))  # our sentence; None: connected
    max_duration_seconds: Mapped[int | None]  # None for app-to-app, and for refused calls
