"""One call in the history of one user; the other side has a row of its own.

What is written there, by the page and by Sinch, is in :mod:`models.histories`.
"""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from extensions import Model, db
from models.user import User
from models.utc_datetime import UtcDateTime

PAGE_SIZE = 20


class Call(Model):
    """A row belongs to one user: nobody writes into, or deletes from, another's history."""

    __tablename__ = "calls"
    __table_args__ = (
        UniqueConstraint("user_id", "sinch_call_id"),
        Index("ix_calls_user_id_started_at", "user_id", "started_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    sinch_call_id: Mapped[str] = mapped_column(String(128))
    kind: Mapped[str] = mapped_column(String(12))  # app-to-app, app-to-phone, phone-to-app
    caller: Mapped[str] = mapped_column(String(64))  # User ID or E.164 number, as is the callee
    callee: Mapped[str] = mapped_column(String(64))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    duration_seconds: Mapped[int | None]
    end_cause: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(String(200), default="")  # the end in words
    cost: Mapped[Decimal | None] = mapped_column(Numeric(12, 4))
    currency: Mapped[str | None] = mapped_column(String(3))
    source: Mapped[str] = mapped_column(String(8), default="page")  # who reported: page or sinch

    def remote_of(self, user: User) -> str:
        """The other side: a User ID or an E.164 number."""
        return self.callee if self.is_outgoing_of(user) else self.caller

    def is_outgoing_of(self, user: User) -> bool:
        # What a telephone shows as its number may be a word, and this person's username.
        return self.kind != "phone-to-app" and self.caller == user.sinch_user_id

    @classmethod
    def page_of(cls, user: User, before: int | None) -> list["Call"]:
        """The newest calls that ended, at most :data:`PAGE_SIZE`, older than row ``before``."""
        query = select(cls).where(cls.user_id == user.id, cls.ended_at.is_not(None))
        if before is not None:
            query = query.where(cls.id < before)
        return list(db.session.scalars(query.order_by(cls.id.desc()).limit(PAGE_SIZE)))
