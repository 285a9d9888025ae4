"""The Flask extensions, made here and bound to the application in create_app()."""

from ipaddress import IPv4Address, ip_address, ip_network
from typing import TYPE_CHECKING, cast

from blinker import Namespace
from flask import current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, current_user
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from config import Settings


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


class OwnPagesOnly(CSRFProtect):
    """Takes no token from pages of other sites, nor of other ports of this machine."""

    def _get_csrf_token(self) -> str | None:
        # Every browser says so since 2023; programs that are none need the token alone.
        if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            return None
        # Scripts send it so; the library would look for a form first.
        token: str | None = request.headers.get("X-CSRFToken") or super()._get_csrf_token()
        return token


class LimitsOfViews(Limiter):
    """Counts for the views that say so; there are no limits that hold before a view is reached."""

    def _check_request_limit(
        self, callable_name: str | None = None, in_middleware: bool = True
    ) -> None:
        if not in_middleware:
            super()._check_request_limit(callable_name, in_middleware)


db = SQLAlchemy(model_class=Base)
login_manager = LoginManager()
csrf = OwnPagesOnly()
migrate = Migrate()


def who_asks() -> str:
    """Whose requests are counted together: a user's, wherever from; a stranger's by address."""
    if current_user.is_authenticated:
        return f"user {current_user.id}"
    return address_that_asks()


def address_that_asks() -> str:
    """The client's, as it is counted."""
    return counted_address(get_remote_address())


def counted_address(text: str) -> str:
    """The address itself; in IPv6 its network, since one person has a whole /64."""
    try:
        address = ip_address(text)
    except ValueError:  # no address of the internet: a socket of this machine
        return text
    if isinstance(address, IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False))


limiter = LimitsOfViews(who_asks)

# Sent as session_ended.send(app, session_id=<Session.id>) when a login session ends for good.
session_ended = Namespace().signal("session-ended")

# Sent as ticket_issued.send(app, ticket=<text>, session_id=<Session.id>) with every ticket.
ticket_issued = Namespace().signal("ticket-issued")

# mypy cannot see that db.Model is Base.
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def current_settings() -> Settings:
    """The settings of the application that answers the current request."""
    return cast(Settings, current_app.config["SETTINGS"])
