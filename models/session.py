"""A login session: one person in one browser, from logging in to logging out.

Flask-Login alone keeps everything in the cookie, so a cookie captured earlier still works after
logging out. Here the cookie holds a random token and this row decides.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from flask import current_app
from sqlalchemy import ColumnElement, ForeignKey, String, bindparam, delete, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from extensions import Model, db, session_ended
from models.user import User
from models.utc_datetime import UtcDateTime, utc_now

LIFETIME = timedelta(days=7)
REMEMBERED_LIFETIME = timedelta(days=30)
IDLE_LIFETIME = timedelta(hours=12)
CLOCK_MAY_JUMP = timedelta(days=1)
# Of one user: more than anybody has browsers; a workshop may share a demo account.
MOST_SESSIONS = 50


class Session(Model):
    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    # Only the hash: who reads the table cannot log in with it.
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    is_remembered: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()

    @classmethod
    def begin(cls, user: User, *, is_remembered: bool) -> str:
        """Store a new session and return its token, which is nowhere else.

        Of more than :data:`MOST_SESSIONS` of one user the oldest end.
        """
        token, now = secrets.token_urlsafe(32), utc_now()
        session = cls(
            token_hash=hash_token(token),
            user_id=user.id,
            is_remembered=is_remembered,
            created_at=now,
            last_seen_at=now,
            expires_at=now + (REMEMBERED_LIFETIME if is_remembered else LIFETIME),
        )
        db.session.execute(delete(cls).where(cls.expires_at < now))
        db.session.add(session)
        surplus = cls.oldest_of(user)
        db.session.commit()
        if surplus:
            cls.end(*surplus)
        return token

    @classmethod
    def oldest_of(cls, user: User) -> list[int]:
        """The ids of those beyond the newest :data:`MOST_SESSIONS`."""
        newest_first = select(cls.id).where(cls.user_id == user.id).order_by(cls.id.desc())
        return list(db.session.scalars(newest_first.offset(MOST_SESSIONS)))

    @classmethod
    def is_alive(cls, session_id: int) -> bool:
        found = select(cls.id).where(cls.id == session_id, *cls.conditions_of_life())
        return db.session.scalar(found) is not None

    @classmethod
    def conditions_of_life(cls) -> tuple[ColumnElement[bool], ...]:
        return (*cls.conditions_of_time(), cls.user.has(User.deleted_at.is_(None)))

    @classmethod
    def conditions_of_time(cls) -> tuple[ColumnElement[bool], ...]:
        """Each time such a query runs, it looks at the clock anew."""
        now = bindparam("now", callable_=utc_now, type_=UtcDateTime)
        last_end = bindparam("last_end", callable_=last_possible_end, type_=UtcDateTime)
        idle_since = bindparam("idle_since", callable_=idle_limit, type_=UtcDateTime)
        return (
            cls.expires_at > now,
            # A session that began while the clock was ahead shall not outlive it.
            cls.expires_at <= last_end,
            or_(cls.is_remembered, cls.last_seen_at > idle_since),
        )

    @classmethod
    def owner_of(cls, session_id: int) -> User | None:
        """Whose live session it is."""
        return db.session.scalar(
            select(User).join(cls).where(cls.id == session_id, *cls.conditions_of_life())
        )

    @classmethod
    def newest_of(cls, user: User) -> int | None:
        """The id of the live session that began last."""
        return db.session.scalar(
            select(cls.id)
            .where(cls.user_id == user.id, *cls.conditions_of_life())
            .order_by(cls.id.desc())
            .limit(1)
        )

    @classmethod
    def end(cls, *session_ids: int) -> None:
        """End these sessions for good and tell whoever holds something open for them."""
        db.session.execute(delete(cls).where(cls.id.in_(session_ids)))
        db.session.commit()
        for session_id in session_ids:
            session_ended.send(current_app._get_current_object(), session_id=session_id)  # type: ignore[attr-defined]

    @classmethod
    def end_all(cls, user: User) -> None:
        cls.end(*db.session.scalars(select(cls.id).where(cls.user_id == user.id)))


def idle_limit() -> datetime:
    """Whoever was seen last before this has been away for too long."""
    return utc_now() - IDLE_LIFETIME


def hash_token(token: str) -> str:
    # A plain hash is enough for 256 random bits; only passwords need a slow one.
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def last_possible_end() -> datetime:
    return utc_now() + REMEMBERED_LIFETIME + CLOCK_MAY_JUMP
