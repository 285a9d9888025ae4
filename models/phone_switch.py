"""The operator's switch for calls from the browser to phones."""

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from extensions import Model, db
from models.upsert import insert_if_new

ONLY_ID = 1


class PhoneSwitch(Model):
    """One row, which is also the lock under which such calls are decided one after the other."""

    __tablename__ = "phone_switch"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_on: Mapped[bool] = mapped_column(default=True)

    @classmethod
    def lock(cls) -> "PhoneSwitch":
        """The switch, which no other transaction can lock or turn until this one ends."""
        # Inserting locks an SQLite database, which knows no FOR UPDATE; also when it is there.
        insert_if_new(cls, id=ONLY_ID, is_on=True)
        locked = select(cls).where(cls.id == ONLY_ID).with_for_update()
        return db.session.scalars(locked.execution_options(populate_existing=True)).one()

    @classmethod
    def is_now_on(cls) -> bool:
        is_on = db.session.scalar(select(cls.is_on).where(cls.id == ONLY_ID))
        return is_on is not False  # nobody has turned it yet: on

    @classmethod
    def turn(cls, *, is_on: bool) -> None:
        """Turn it for the next call on; calls that are up go on until their longest duration."""
        cls.lock().is_on = is_on
        db.session.commit()
