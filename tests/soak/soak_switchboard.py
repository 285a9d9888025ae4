"""Five hundred windows and fifty calls a second in one process: no event lost, none doubled."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import monotonic

import psutil
from flask import Flask
from sqlalchemy import func, select

from app import create_app
from extensions import db
from models import CallbackDelivery, SinchCall
from tests.soak.killed_site import KilledSite
from tests.soak.switchboard_crowd import Heard, Phone, answer_pings, call_once, hang_up_all
from tests.soak.table import Table
from tests.soak.threads import in_thread, wait_for

WINDOWS, SECONDS, CALLS_PER_SECOND = 500, 20, 50
MOST_KB_PER_WINDOW = 200
OPENING_AT_ONCE = 8


def stored_events(app: Flask) -> Counter[str]:
    with app.app_context():
        by_event = select(CallbackDelivery.event, func.count()).group_by(CallbackDelivery.event)
        found = Counter(dict(db.session.execute(by_event).all()))
        db.session.remove()
        return found


def cpu_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    used: float = times.user + times.system
    return used


def place_calls(phones: list[Phone], heard: Heard) -> float:
    """So many a second, if the server keeps up; return how many seconds they took."""
    began, pairs = monotonic(), list(zip(phones[::2], phones[1::2], strict=True))

    def call_in_turn(index: int) -> None:
        for due in range(index, CALLS_PER_SECOND * SECONDS, len(pairs)):
            Event().wait(max(0.0, began + due / CALLS_PER_SECOND - monotonic()))
            call_once(*pairs[index], heard)

    with ThreadPoolExecutor(len(pairs)) as pool:
        list(pool.map(call_in_turn, range(len(pairs))))
    return monotonic() - began


def test_five_hundred_windows_and_fifty_calls_a_second(
    new_database: str, tmp_path: Path, table: Table
) -> None:
    settings = {"DATABASE_URL": new_database}
    app = create_app(settings, instance_path=str(tmp_path))
    site, heard, stop = KilledSite(settings, tmp_path), Heard(), Event()
    phones: list[Phone] = []
    calls = CALLS_PER_SECOND * SECONDS

    with site.running():
        phones.append(Phone(app, site.port))
        server = psutil.Process(site.process.pid)
        before = server.memory_info().rss
        with ThreadPoolExecutor(OPENING_AT_ONCE) as pool:
            phones += pool.map(lambda _: Phone(app, site.port), range(WINDOWS - 1))
        kilobytes = (server.memory_info().rss - before) / 1_000 / (WINDOWS - 1)
        with in_thread(lambda: answer_pings(phones, stop), stop.set):
            Event().wait(1)
        cpu_before = cpu_seconds(server)
        seconds = place_calls(phones, heard)
        faults = heard.lost_or_doubled()
        set_up = heard.ended_well()
        wait_for(lambda: stored_events(app)["dice"] >= calls or faults or set_up < calls)
        events = stored_events(app)
        cpu = cpu_seconds(server) - cpu_before
        hang_up_all(phones)

    table.add("memory for each idle window", f"{kilobytes:.0f} kB")
    table.add("calls set up, in seconds (20 wanted)", f"{set_up} of {calls} in {seconds:.1f} s")
    table.add("the server's CPU time for a call", f"{cpu / calls * 1e3:.1f} ms")
    table.add("lost or doubled", str(len(faults)))
    with app.app_context():
        repeated = db.session.scalar(select(func.sum(CallbackDelivery.repeats)))
        ended = db.session.scalar(select(func.count()).where(SinchCall.result.is_not(None)))
        db.session.remove()
        db.engine.dispose()
    assert heard.surprises == []
    assert faults == []
    assert set_up == calls, "the server was too slow to decide about the others in time"
    assert events == {"ice": calls, "dice": calls}
    assert (repeated, ended) == (0, calls)
    assert kilobytes < MOST_KB_PER_WINDOW
