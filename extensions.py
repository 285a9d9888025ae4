"""The Flask extensions, made here and bound to the application in create_app()."""

from typing import TYPE_CHECKING, cast

from blinker import Namespace
from flask import current_app
from flask_bootstrap import Bootstrap5
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, current_user
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from config import Settings

# How long a statement waits for what another program has locked in the database.
LOCK_TIMEOUT_MS = 5_000


class Base(DeclarativeBase):
    # Named constraints: SQLite can then alter tables in migrations.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)
login_manager = LoginManager()
csrf = CSRFProtect()
migrate = Migrate()
bootstrap = Bootstrap5()


def who_asks() -> str:
    """Whose requests are counted together: a user's, wherever from; a stranger's by address."""
    if current_user.is_authenticated:
        return f"user {current_user.id}"
    return get_remote_address()


limiter = Limiter(who_asks)

# Sent as session_ended.send(app, session_id=<Session.id>) when a login session ends for good.
session_ended = Namespace().signal("session-ended")

# mypy cannot see that db.Model is Base.
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def current_settings() -> Settings:
    """The settings of the application that answers the current request."""
    return cast(Settings, current_app.config["SETTINGS"])
