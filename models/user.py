"""A person with an account."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy import BigInteger, String, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from config import USERNAME
from extensions import Model, db
from models.passwords import hash_password, is_password
from models.utc_datetime import UtcDateTime, utc_now


class UsernameTaken(ValueError):
    """Somebody has this username, or had it once."""


class PhoneNumberTaken(ValueError):
    """Somebody has this phone number."""


class Person(Protocol):
    """Who somebody is: a user, or the visitor who is logged in as one."""

    @property
    def id(self) -> int:
        """The account's row."""

    @property
    def sinch_user_id(self) -> str: ...


class User(Model):
    """An account. Deleting it keeps the row as a tombstone: its username is never given again,
    or the next person of that name would get the calls that were meant for the last."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(32), unique=True)
    display_name: Mapped[str] = mapped_column(String(60))
    # None: a demo account of the sandbox (no password opens it) or a deleted one.
    password_hash: Mapped[str | None] = mapped_column(String(256))
    # E.164: a phone that calls this number, rented at Sinch, rings this user.
    phone_number: Mapped[str | None] = mapped_column(String(16), index=True, unique=True)
    registration_sequence: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def sinch_user_id(self) -> str:
        """The User ID at Sinch; ``id`` is only the row."""
        return self.username

    @property
    def is_demo(self) -> bool:
        return self.password_hash is None

    @classmethod
    def find(cls, username: str) -> "User | None":
        """The account of that username, unless it was deleted."""
        return cls.find_all(username).get(username)

    @classmethod
    def find_all(cls, *usernames: str) -> "dict[str, User]":
        """Of these usernames, the accounts that exist and were not deleted."""
        # Databases refuse to look for some of what is no username.
        wanted = [username for username in usernames if USERNAME.fullmatch(username)]
        if not wanted:
            return {}
        found = select(cls).where(cls.username.in_(wanted), cls.deleted_at.is_(None))
        return {user.username: user for user in db.session.scalars(found)}

    @classmethod
    def by_phone_number(cls, number: str) -> "User | None":
        """Who rings when a phone calls this E.164 number."""
        return db.session.scalar(
            select(cls).where(cls.phone_number == number, cls.deleted_at.is_(None))
        )

    @classmethod
    def all(cls) -> "Sequence[User]":
        """Every account that was not deleted, by username."""
        return db.session.scalars(
            select(cls).where(cls.deleted_at.is_(None)).order_by(cls.username)
        ).all()

    @classmethod
    def display_names(cls, usernames: set[str]) -> dict[str, str]:
        """The display name of each of these usernames that has an account."""
        if not usernames:
            return {}
        rows = select(cls.username, cls.display_name).where(
            cls.username.in_(usernames), cls.deleted_at.is_(None)
        )
        return {row.username: row.display_name for row in db.session.execute(rows)}

    @classmethod
    def register(cls, username: str, display_name: str, password: str | None) -> "User":
        """Create and commit an account.

        :raises UsernameTaken: also when somebody else was faster by a moment.
        """
        password_hash = None if password is None else hash_password(password)
        user = cls(username=username, display_name=display_name, password_hash=password_hash)
        db.session.add(user)
        try:
            db.session.commit()
        except IntegrityError:
            db.session.rollback()
            raise UsernameTaken("This username is taken: choose another one.") from None
        return user

    @classmethod
    def by_password(cls, username: str, password: str) -> "User | None":
        """The user that logs in so; takes the same time whether or not there is one."""
        user = cls.find(username)
        return user if is_password(password, user.password_hash if user else None) else None

    def has_password(self, password: str) -> bool:
        return is_password(password, self.password_hash)

    def change_password(self, password: str) -> None:
        self.password_hash = hash_password(password)
        db.session.commit()

    def rename(self, display_name: str) -> None:
        self.display_name = display_name
        db.session.commit()

    def take_phone_number(self, number: str | None) -> None:
        """Make a number the user's own, in place of the one before; None only gives that one up.

        :param number: E.164.
        :raises PhoneNumberTaken: also when somebody else was faster by a moment.
        """
        self.phone_number = number
        try:
            db.session.commit()
        except IntegrityError:
            db.session.rollback()
            raise PhoneNumberTaken("Somebody else here has this number.") from None
