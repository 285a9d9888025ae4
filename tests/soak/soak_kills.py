"""The server is killed a hundred times while people write: what was acknowledged is kept."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import cycle, pairwise
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

from flask import Flask
from sqlalchemy import select, text

from app import create_app
from extensions import db
from models import Call, SinchCall, User
from models.histories import KEPT_REPORTS
from tests.logged_in import new_person
from tests.soak.gunicorn_site import LIVE
from tests.soak.killed_site import KilledSite
from tests.soak.table import Table
from tests.soak.threads import wait_for
from tests.soak.writers import Acknowledged, Registering, Reporting, Telling, Writer

KILLS = 100
# After an answer of one kind, which takes turns, at most so much passes until the kill.
MOST_MILLISECONDS = 60


@contextmanager
def at_work(writers: list[Writer]) -> Iterator[None]:
    stop = Event()
    with ThreadPoolExecutor(len(writers)) as pool:
        working = [pool.submit(writer.write_until, stop) for writer in writers]
        try:
            yield
        finally:
            stop.set()
    for each in working:
        each.result()


def has_grown(kept: list[Any], known: int) -> bool:
    return len(kept) > known


def stored(column: Any) -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(column)))


def faults_of(app: Flask) -> list[str]:
    """What the database itself finds wrong, and rows that lack their other half."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            found = [row[0] for row in db.session.execute(text("PRAGMA integrity_check"))]
            return [fault for fault in found if fault != "ok"]
        for model in (User, Call, SinchCall):  # reads every row, and makes every index anew
            db.session.execute(text(f"REINDEX TABLE {model.__tablename__}"))
        db.session.commit()
        return []


def test_a_hundred_kills_lose_nothing_that_was_acknowledged(
    new_database: str, tmp_path: Path, table: Table
) -> None:
    settings = {**LIVE, "DATABASE_URL": new_database}
    app = create_app(settings, instance_path=str(tmp_path))
    with app.app_context():
        for name in ("alice", "bob"):
            User.register(name, name, None)
    site, done, chance = KilledSite(settings, tmp_path), Acknowledged(), random.Random(1)
    person = new_person(app)
    sinch = app.config["SETTINGS"].application
    writers: list[Writer] = [Reporting(site.port, done, person)]
    writers += [Registering(site.port, done) for _ in range(3)]
    writers += [Telling(site.port, done, sinch) for _ in range(2)]
    began = monotonic()

    with at_work(writers), site.running():
        for _, kept in zip(range(KILLS), cycle(done.kinds()), strict=False):
            known = len(kept)
            wait_for(partial(has_grown, kept, known))
            Event().wait(chance.randrange(MOST_MILLISECONDS) / 1_000)
            site.kill()
            site.start()

    table.add("kills", f"{KILLS} in {monotonic() - began:.0f} s")
    table.add("acknowledged: accounts, reports", f"{len(done.accounts)}, {len(done.calls)}")
    table.add("acknowledged: ICE, DiCE", f"{len(done.decided)}, {len(done.ended)}")
    table.add("acknowledged: signatures", str(len(done.sequences)))
    assert done.unexpected == []
    assert min(map(len, done.kinds())) >= KILLS // len(done.kinds())
    assert all(earlier < later for earlier, later in pairwise(done.sequences))
    assert faults_of(app) == []
    with app.app_context():
        last = User.find(person.username).registration_sequence
        ended = select(SinchCall.sinch_call_id).where(SinchCall.result == "ANSWERED")
        assert last >= done.sequences[-1]
        assert set(done.accounts) <= set(stored(User.username))
        # Of one page the newest stay, some of which nobody was told of before a kill.
        newest = done.calls[-KEPT_REPORTS // 2 :]
        assert set(newest) <= set(stored(Call.sinch_call_id))
        assert set(done.decided) <= set(stored(SinchCall.sinch_call_id))
        assert set(done.ended) <= set(db.session.scalars(ended))
        db.session.remove()
        db.engine.dispose()
