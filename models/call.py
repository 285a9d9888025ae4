"""One call in the history of one user; the other side has a row of its own.

What is written there, by the page and by Sinch, is in :mod:`models.histories`; how a user
deletes it, in :mod:`models.call_deletion`.
"""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import (
    ForeignKey,
    Index,
    Numeric,
    Select,
    String,
    UniqueConstraint,
    and_,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from extensions import Model, db
from models.user import Person
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
    # The user deleted it: an empty row stays, or what Sinch tells later would bring the call back.
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def remote_of(self, user: Person) -> str:
        """The other side: a User ID or an E.164 number."""
        return self.callee if self.is_outgoing_of(user) else self.caller

    def is_outgoing_of(self, user: Person) -> bool:
        # What a telephone shows as its number may be a word, and this person's username.
        return self.kind != "phone-to-app" and self.caller == user.sinch_user_id

    @classmethod
    def history_of(cls, user: Person) -> "Select[Call]":
        """The calls that the user's history shows: they have ended, and were not deleted."""
        return select(cls).where(
            cls.user_id == user.id, cls.ended_at.is_not(None), cls.deleted_at.is_(None)
        )

    @classmethod
    def page_of(cls, user: Person, before: int | None) -> list["Call"]:
        """The newest calls, at most :data:`PAGE_SIZE`; only those that began before row ``before``.

        That row may be deleted meanwhile: it keeps its place.
        """
        query = cls.history_of(user)
        if before is not None:
            last = select(cls.started_at).where(cls.id == before, cls.user_id == user.id)
            began_at = last.scalar_subquery()
            is_older = and_(cls.started_at == began_at, cls.id < before)
            query = query.where(or_(cls.started_at < began_at, is_older))
        newest_first = query.order_by(cls.started_at.desc(), cls.id.desc())
        return list(db.session.scalars(newest_first.limit(PAGE_SIZE)))
