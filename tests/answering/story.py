"""A handful of calls of every kind, as single steps that may be taken in any order."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import delete, select

from extensions import Model, db
from models import Call, CallbackDelivery, SinchCall, User
from tests.conftest import Browser
from tests.sinch_voice import SWEDISH_MOBILE, Voice, ace, dice, ice, ice_from_phone

Step = Callable[[], None]
Rows = list[dict[str, Any]]

OUR_NUMBER = "+46700000001"
BEGAN_AT = {"timestamp": "2026-11-20T12:00:00Z"}  # the same in every process
REFUSED = {"result": "FAILED", "reason": "MANAGERHANGUP", "duration": 0, "debit": None}
MISSED = {"result": "NOANSWER", "reason": "TIMEOUT", "duration": 0}
NOT_COMPARED = {"id", "decided_at", "closes_at", "received_at", "last_received_at", "repeats"}
NOT_COMPARED |= {"request_headers", "request_body"}

# (events of the call, who reports it from a page, with which other side)
Told = tuple[list[dict[str, Any]], dict[str, str]]


def calls_told() -> list[Told]:
    """The events of each call; each of them always the same, whenever it is delivered."""
    talk = ice("alice", "bob", "talk", **BEGAN_AT)
    missed = ice("bob", "alice", "missed", **BEGAN_AT)
    phoned = ice("alice", SWEDISH_MOBILE, "phoned", **BEGAN_AT)
    answered = ace(phoned)
    forbidden = ice("bob", "+33123456789", "forbidden", **BEGAN_AT)
    nobody = ice("ghost", "bob", "nobody", **BEGAN_AT)
    rang = ice_from_phone("+46701112233", OUR_NUMBER, "rang", **BEGAN_AT)
    free = ice("bob", "+46000000000", "free", **BEGAN_AT)
    return [
        ([talk, dice(talk)], {"alice": "bob", "bob": "alice"}),
        ([missed, dice(missed, **MISSED)], {"bob": "alice"}),
        ([phoned, answered, dice(phoned)], {"alice": SWEDISH_MOBILE}),
        ([forbidden, dice(forbidden, **REFUSED)], {"bob": "+33123456789"}),
        ([nobody, dice(nobody, **REFUSED)], {}),
        ([rang, dice(rang, duration=None)], {"bob": "+46701112233"}),
        ([free, dice(free, debit=None)], {}),
    ]


def log_in(browser: Browser, username: str) -> Callable[[dict[str, Any]], None]:
    """Log in; what is returned reports a call as that user's page does."""
    browser.log_in(User(username=username))
    headers = {"X-CSRFToken": browser.csrf_token()}

    def report(body: dict[str, Any]) -> None:
        answer = browser.post("/api/calls", json=body, headers=headers)
        assert answer.status_code in (200, 201, 503), answer.text

    return report


def steps_of(voice: Voice, pages: dict[str, Callable[[dict[str, Any]], None]]) -> list[Step]:
    """Every step of every call, in the plain order: events as they happen, then the pages."""
    steps: list[Step] = []
    for events, reporters in calls_told():
        steps += [partial(deliver, voice, event) for event in events]
        for username, remote in reporters.items():
            steps.append(partial(pages[username], report_of(events[0], username, remote)))
    return steps


def deliver(voice: Voice, event: dict[str, Any]) -> None:
    while voice.deliver(event).status_code != 200:  # 503: Sinch tries again
        pass


def report_of(incoming: dict[str, Any], username: str, remote: str) -> dict[str, Any]:
    """What the page says of a call, some of it otherwise than Sinch."""
    return {
        "sinchCallId": incoming["callid"],
        "direction": "outgoing" if incoming["user"] == username else "incoming",
        "kind": "app-to-phone" if remote.startswith("+") else "app-to-app",
        "remote": remote,
        "startedAt": "2026-01-02T03:04:05Z",
        "answeredAt": "2026-01-02T03:04:10Z",
        "endedAt": "2026-01-02T03:05:15Z",
        "endCause": "Failure",
        "reason": f"{username} says so.",
    }


def all_rows() -> dict[str, Rows]:
    """What is stored, without what the clock and the order of insertion decide."""
    db.session.rollback()
    orders = {Call: (Call.sinch_call_id, Call.user_id), SinchCall: (SinchCall.sinch_call_id,)}
    orders[CallbackDelivery] = (CallbackDelivery.delivery_key, CallbackDelivery.event)
    return {
        model.__tablename__: [
            columns_of(row) for row in db.session.scalars(select(model).order_by(*order))
        ]
        for model, order in orders.items()
    }


def columns_of(row: Model) -> dict[str, Any]:
    names = set(row.__table__.columns.keys()) - NOT_COMPARED
    columns = {name: getattr(row, name) for name in names}
    if columns.get("event") == "ace":
        del columns["answer"]  # before its ICE, a call has no leave to go on
    return columns


def forget_calls() -> None:
    db.session.rollback()
    for model in (Call, SinchCall, CallbackDelivery):
        db.session.execute(delete(model))
    db.session.commit()
