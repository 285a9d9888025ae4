"""When the database is locked or away, an answer comes all the same, and in time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import text

from app import create_app
from database import LOCK_TIMEOUT_MS
from extensions import db
from models import SinchCall, User
from tests.postgres_server import postgres_server
from tests.sinch_voice import SWEDISH_MOBILE, Voice, ace, dice, ice

PATIENCE_SECONDS = 2.0


@contextmanager
def locked_database() -> Iterator[None]:
    """Another program holds all that it can: of SQLite, everybody may still read."""
    db.session.rollback()
    with db.engine.connect() as connection:
        if db.engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            tables = "callback_deliveries, sinch_calls"
            connection.execute(text(f"LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE"))
        yield
        connection.rollback()


def deliver_in_time(voice: Voice, event: dict):
    began = monotonic()
    answer = voice.deliver(event)
    assert monotonic() - began < PATIENCE_SECONDS
    return answer


def test_nobody_is_connected_when_nothing_can_be_stored(voice: Voice, alice: User) -> None:
    incoming = ice("alice", SWEDISH_MOBILE)

    with locked_database():
        answer = deliver_in_time(voice, incoming)

    assert answer.status_code == 200
    assert answer.json["action"] == {"name": "hangup"}
    assert SinchCall.find(incoming["callid"]) is None


def test_sinch_is_asked_to_tell_the_end_again(voice: Voice, alice: User, bob: User) -> None:
    incoming = ice("alice", "bob")
    voice.deliver(incoming)

    with locked_database():
        refused = deliver_in_time(voice, dice(incoming))
    again = voice.deliver(dice(incoming))

    assert (refused.status_code, again.status_code) == (503, 200)
    assert SinchCall.find(incoming["callid"]).result == "ANSWERED"


def test_an_answered_call_goes_on_only_where_its_leave_can_be_read(
    voice: Voice, alice: User
) -> None:
    incoming = ice("alice", SWEDISH_MOBILE)
    voice.deliver(incoming)

    with locked_database():
        known = deliver_in_time(voice, ace(incoming))
        unknown = deliver_in_time(voice, ace(ice("alice", SWEDISH_MOBILE)))

    # Who locks tables of PostgreSQL so keeps everybody from reading too.
    can_read = db.engine.dialect.name == "sqlite"
    assert known.json["action"]["name"] == ("continue" if can_read else "hangup")
    assert unknown.json["action"]["name"] == "hangup"


def test_a_repeated_event_is_answered_as_before_where_that_can_be_read(
    voice: Voice, alice: User
) -> None:
    incoming = ice("alice", SWEDISH_MOBILE)
    first = voice.deliver(incoming)

    with locked_database():
        again = deliver_in_time(voice, incoming)

    if db.engine.dialect.name == "sqlite":
        assert again.data == first.data
    else:
        assert again.json["action"]["name"] == "hangup"


def test_afterwards_connections_are_as_patient_as_before(voice: Voice, alice: User) -> None:
    with locked_database():
        voice.deliver(ice("alice", SWEDISH_MOBILE))
    voice.deliver(ice("alice", SWEDISH_MOBILE))

    if db.engine.dialect.name == "sqlite":
        assert db.session.scalar(text("PRAGMA busy_timeout")) == LOCK_TIMEOUT_MS
    else:
        assert db.session.scalar(text("SHOW lock_timeout")) == "5s"
        assert db.session.scalar(text("SHOW statement_timeout")) == "0"


@pytest.fixture
def stopped_voice(tmp_path: Path) -> Iterator[Voice]:
    """The voice of a site whose PostgreSQL server has gone since it started."""
    with postgres_server() as url:
        app = create_app({"DATABASE_URL": url}, instance_path=str(tmp_path))
        voice = Voice(app)
        voice.deliver(ice("alice", "bob"))
    yield voice
    app.extensions["sandbox"].close()
    with app.app_context():
        db.engine.dispose()


def test_without_its_server_the_site_still_answers_sinch(stopped_voice: Voice) -> None:
    incoming = ice("alice", SWEDISH_MOBILE)

    answers = [deliver_in_time(stopped_voice, event(incoming)) for event in (dict, ace, dice)]

    assert [answer.status_code for answer in answers] == [200, 200, 503]
    assert [answer.json["action"]["name"] for answer in answers[:2]] == ["hangup", "hangup"]
