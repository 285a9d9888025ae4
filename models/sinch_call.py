"""One call as Sinch told of it: what the operator pays for."""

from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import Index, Numeric, String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from calling.end_cause import end_cause_of
from calling.event_fields import Money
from extensions import Model, db
from models.upsert import lock_or_insert
from models.utc_datetime import UtcDateTime

# How long after its longest duration a call counts as over, when no DiCE tells of its end.
GRACE = timedelta(seconds=60)
# The same for calls without a longest duration: Sinch lets no call to a phone last longer.
LONGEST_DURATION = timedelta(hours=4)
# As much as a history keeps; a list of all allowed countries can be longer.
LONGEST_REFUSAL = 200


class SinchCall(Model):
    """A row belongs to no account, and outlives accounts and their histories.

    Its events may come in any order: each column has one rule that does not ask which came first.
    """

    __tablename__ = "sinch_calls"
    __table_args__ = (
        Index("ix_sinch_calls_caller_decided_at", "caller", "decided_at"),
        Index("ix_sinch_calls_decided_at", "decided_at"),
        Index("ix_sinch_calls_closes_at", "closes_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sinch_call_id: Mapped[str] = mapped_column(String(128), unique=True)
    # app-to-app, app-to-phone, phone-to-app; empty: a call of a kind that is not offered here
    kind: Mapped[str] = mapped_column(String(12), default="")
    caller: Mapped[str] = mapped_column(String(255), default="")  # User ID or E.164 number
    callee: Mapped[str] = mapped_column(String(255), default="")  # the same
    # When we answered the ICE, by our clock; None: only the rest of the call reached us.
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # When the call counts as over if Sinch never says so.
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    result: Mapped[str | None] = mapped_column(String(32))  # Sinch's word, such as ANSWERED
    reason: Mapped[str | None] = mapped_column(String(32))  # Sinch's word, such as CALLERHANGUP
    duration_seconds: Mapped[int | None]
    debit: Mapped[Decimal | None] = mapped_column(Numeric(12, 4))
    user_rate: Mapped[Decimal | None] = mapped_column(Numeric(12, 4))  # for a minute
    currency: Mapped[str | None] = mapped_column(String(3))
    refusal: Mapped[str | None] = mapped_column(
        String(LONGEST_REFUSAL)
    )  # our sentence; None: connected
    max_duration_seconds: Mapped[int | None]  # None for app-to-app, and for refused calls

    @property
    def has_rung(self) -> bool:
        """Whether the callee's phone rang, as far as we know."""
        is_connected = self.decided_at is not None and self.refusal is None
        return is_connected or self.result == "ANSWERED"

    @classmethod
    def find(cls, sinch_call_id: str) -> "SinchCall | None":
        return db.session.scalar(select(cls).where(cls.sinch_call_id == sinch_call_id))

    @classmethod
    def lock(cls, sinch_call_id: str) -> "SinchCall":
        """The call, made if there is none; no other transaction changes it until this one ends."""
        locking = select(cls).where(cls.sinch_call_id == sinch_call_id).with_for_update()
        return lock_or_insert(cls, locking, sinch_call_id=sinch_call_id)

    def note_decision(
        self,
        *,
        kind: str,
        caller: str,
        callee: str,
        started_at: datetime | None,
        decided_at: datetime,
        refusal: str | None,
        max_duration_seconds: int | None,
    ) -> None:
        """Store what an ICE said and what was answered: nobody knows these better."""
        self.kind, self.caller, self.callee = kind, caller, callee
        self.started_at, self.decided_at = started_at or decided_at, decided_at
        self.refusal = None if refusal is None else refusal[:LONGEST_REFUSAL]
        self.max_duration_seconds = max_duration_seconds
        self.closes_at = decided_at + GRACE
        if refusal is None and max_duration_seconds is None:
            self.closes_at += LONGEST_DURATION
        elif refusal is None:
            self.closes_at += timedelta(seconds=max_duration_seconds or 0)

    def note_first_rate(self, user_rate: Money) -> None:
        """Store the price that an ICE announced; what the end of the call says counts more."""
        self.user_rate = user_rate.amount if self.user_rate is None else self.user_rate
        self.currency = self.currency or user_rate.currency

    def note_start(self, at_latest: datetime) -> None:
        """Without an ICE, the call began before everything else that is told of it."""
        if self.decided_at is None:
            self.started_at = min(self.started_at or at_latest, at_latest)

    def note_end(
        self,
        *,
        ended_at: datetime,
        result: str,
        reason: str,
        duration_seconds: int | None,
        debit: Money,
        user_rate: Money,
    ) -> None:
        """Store what a DiCE says."""
        self.ended_at, self.result, self.reason = ended_at, result, reason
        self.duration_seconds, self.debit = duration_seconds, debit.amount
        self.user_rate = self.user_rate if user_rate.amount is None else user_rate.amount
        self.currency = debit.currency or user_rate.currency or self.currency
        talked = timedelta(seconds=duration_seconds or 0)
        if self.answered_at is None and result == "ANSWERED" and duration_seconds is not None:
            self.answered_at = ended_at - talked
        self.note_start(ended_at - talked)

    @classmethod
    def close_overdue(cls, now: datetime) -> list["SinchCall"]:
        """End the calls whose DiCE never came; those that this transaction ended are returned."""
        overdue = (
            select(cls.id)
            .where(cls.ended_at.is_(None), cls.closes_at < now)
            .order_by(cls.id)
            .with_for_update(skip_locked=True)
        )
        ids = db.session.scalars(overdue).all()
        if not ids:
            return []
        # Asked again, for databases that cannot lock what they read.
        statement = update(cls).where(cls.id.in_(ids), cls.ended_at.is_(None))
        closing = statement.values(ended_at=cls.closes_at).returning(cls)
        return list(
            db.session.scalars(closing, execution_options={"populate_existing": True}).all()
        )

    def facts_for_histories(self) -> dict[str, object]:
        """What Sinch has said so far, by the columns of :class:`models.call.Call`."""
        duration = self.duration_seconds if self.result == "ANSWERED" else None
        if duration is None and self.answered_at and self.ended_at and self.result:
            duration = max(0, int((self.ended_at - self.answered_at).total_seconds()))
        facts = {
            "kind": self.kind,
            "caller": self.caller[:64],
            "callee": self.callee[:64],
            "started_at": self.started_at,
            "answered_at": self.answered_at,
            "ended_at": None if self.result is None else self.ended_at,
            "duration_seconds": duration,
            "end_cause": None
            if self.result is None
            else end_cause_of(self.result, self.reason or ""),
            "reason": self.refusal,
            "cost": self.debit,
            "currency": self.currency if self.debit is not None else None,
        }
        if self.result is not None:
            facts["ended_at"] = self.ended_at
            facts["end_cause"] = end_cause_of(self.result, self.reason or "")
        return {
            "source": "sinch",
            **{name: value for name, value in facts.items() if value is not None},
        }

    def guessed_end(self) -> dict[str, object]:
        """The end of a call whose DiCE never came: for a history whose page did not tell either."""
        if self.ended_at is None or self.result is not None:
            return {}
        return {
            "ended_at": self.ended_at,
            "end_cause": "Timeout" if self.refusal is None else "Failure",
        }
