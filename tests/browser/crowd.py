"""People and calls that fill the lists, with the names that break layouts."""

from datetime import timedelta

from extensions import db
from models import Call, User
from models.utc_datetime import utc_now
from tests.browser.live_server import LiveServer

LONG = "Maximiliana Alexandra von Hohenzollern-Sigmaringen the Fifth"
UNBREAKABLE = "W" * 60
ARABIC = "محمد عبد الله بن عبد العزيز"
EMOJI = "👩🏽‍🚀🎉 Zoë 🐱‍👤"
NAMES = {"long": LONG, "unbreakable": UNBREAKABLE, "arabic": ARABIC, "emoji": EMOJI}
NUMBERS = ("+46701740605", "+442079460018", "+46000000000")


def fill_lists(server: LiveServer, username: str) -> None:
    """Give the site these people, and the user a call with each and with three numbers."""
    with server.app.app_context():
        for callee, name in NAMES.items():
            db.session.add(User(username=callee, display_name=name, password_hash=None))
        user = db.session.query(User).filter_by(username=username).one()
        for index, remote in enumerate((*NAMES, *NUMBERS)):
            db.session.add(past_call(user, remote, hours_ago=7 * index, is_missed=index == 1))
        db.session.commit()


def past_call(user: User, remote: str, *, hours_ago: int, is_missed: bool) -> Call:
    ended_at = utc_now() - timedelta(hours=hours_ago)
    return Call(
        user_id=user.id,
        sinch_call_id=f"past-{remote}",
        kind="app-to-phone" if remote.startswith("+") else "app-to-app",
        caller=remote if is_missed else user.username,
        callee=user.username if is_missed else remote,
        started_at=ended_at - timedelta(seconds=3671),
        answered_at=None if is_missed else ended_at - timedelta(seconds=3661),
        ended_at=ended_at,
        duration_seconds=None if is_missed else 3661,
        end_cause="Canceled" if is_missed else "HungUp",
        reason=f"{NAMES.get(remote, remote)} hung up.",
    )
