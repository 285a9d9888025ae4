"""Who asks: what every request needs to know of a person, found with one question."""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from flask_login import UserMixin
from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.exc import SQLAlchemyError

from database import database_fault, read_rows
from extensions import db
from models.patience import impatient_transaction
from models.session import Session, hash_token
from models.user import User
from models.utc_datetime import utc_now

# Noting every request would make every read a write.
SEEN_INTERVAL = timedelta(minutes=1)

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Visitor(UserMixin):
    """A person in one browser, logged in at the moment of this request."""

    id: int  # of the account's row
    username: str
    display_name: str
    phone_number: str | None
    is_demo: bool
    session_id: int
    session_token: str = field(repr=False)

    @property
    def sinch_user_id(self) -> str:
        return self.username

    def get_id(self) -> str:
        """What the cookie holds: the random token of the login session, not the user."""
        return self.session_token

    def account(self) -> User:
        """The whole account, for who wants to change it."""
        return db.session.get_one(User, self.id)


def find_visitor(token: str) -> Visitor | None:
    """Who this token of a cookie belongs to, while their login session lives.

    Asked in every request, so a session that ends is worth nothing from then on.
    """
    rows = read_rows(db.session(), query_by_token(), {"token_hash": hash_token(token)})
    if not rows:
        return None
    (row,) = rows
    note_seen(row.session_id, row.id, row.last_seen_at)
    return Visitor(
        id=row.id,
        username=row.username,
        display_name=row.display_name,
        phone_number=row.phone_number,
        is_demo=row.password_hash is None,
        session_id=row.session_id,
        session_token=token,
    )


@cache
def query_by_token() -> Select[*tuple[Any, ...]]:
    """Made once: making it takes longer than asking."""
    account = (User.id, User.username, User.display_name, User.phone_number, User.password_hash)
    return (
        select(Session.id.label("session_id"), Session.last_seen_at, *account)
        .join(Session.user)
        .where(
            Session.token_hash == bindparam("token_hash"),
            *Session.conditions_of_time(),
            User.deleted_at.is_(None),
        )
    )


def note_seen(session_id: int, user_id: int, last_seen_at: datetime) -> None:
    """Store that the person is there now, unless that fails: it keeps nobody from reading."""
    now = utc_now()
    # A time in the future is from before somebody set the clock back.
    if abs(now - last_seen_at) <= SEEN_INTERVAL:
        return
    try:
        with impatient_transaction():
            its_session = update(Session).where(Session.id == session_id)
            its_account = update(User).where(User.id == user_id)
            for row in (its_session, its_account):
                db.session.execute(row.values(last_seen_at=now))
    except SQLAlchemyError as error:
        fault = database_fault(error)
        if fault is None:
            raise
        log.warning("Who is there could not be stored: %s", fault)
