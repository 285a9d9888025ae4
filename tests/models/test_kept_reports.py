"""How many calls that only the page told of stay in a user's history."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from extensions import db
from models import Call, SinchCall, User
from models.histories import KEPT_REPORTS, keep_report
from models.utc_datetime import utc_now

NOW = utc_now()


def report() -> dict[str, object]:
    parties = {"kind": "app-to-app", "caller": "alice", "callee": "bob"}
    return {**parties, "started_at": NOW, "ended_at": NOW, "end_cause": "HungUp"}


def fill_history(user: User, deleted_at: datetime | None = None) -> None:
    """As many as are kept, named by number, the oldest first."""
    rows = [
        {**report(), "user_id": user.id, "sinch_call_id": str(number), "deleted_at": deleted_at}
        for number in range(KEPT_REPORTS)
    ]
    db.session.execute(insert(Call), rows)
    db.session.commit()


def call_ids(user: User) -> set[str]:
    return set(db.session.scalars(select(Call.sinch_call_id).where(Call.user_id == user.id)))


@pytest.mark.parametrize("deleted_at", [None, NOW], ids=["shown", "deleted"])
def test_of_what_only_the_page_told_the_newest_thousand_stay(
    alice: User, bob: User, deleted_at: datetime | None
) -> None:
    fill_history(alice, deleted_at)
    keep_report(bob, "0", report())

    # An early time makes it no older: what came last stays.
    began = NOW - timedelta(days=1)
    kept, is_new = keep_report(alice, "new", {**report(), "started_at": began, "ended_at": began})

    assert is_new
    assert kept is not None
    assert call_ids(alice) == {*map(str, range(1, 1000)), "new"}
    assert call_ids(bob) == {"0"}


def test_what_sinch_told_stays_however_old(alice: User) -> None:
    fill_history(alice)
    db.session.execute(update(Call).where(Call.sinch_call_id == "0").values(source="sinch"))
    for number in ("0", "1"):
        SinchCall.lock(number)
    db.session.commit()

    for name in ("a", "b", "c"):
        keep_report(alice, name, report())

    assert call_ids(alice) == {"0", *map(str, range(3, 1000)), "a", "b", "c"}
    assert set(db.session.scalars(select(SinchCall.sinch_call_id))) == {"0", "1"}


def test_telling_of_a_known_call_again_drops_nothing(alice: User) -> None:
    fill_history(alice)

    keep_report(alice, "5", {**report(), "end_cause": "NoAnswer"})

    assert call_ids(alice) == set(map(str, range(KEPT_REPORTS)))
