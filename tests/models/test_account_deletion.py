"""Deleting an account while its pages still tell of calls."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy import func, select

from extensions import db
from models import Call, User
from models.account_deletion import delete_account
from models.histories import keep_report
from models.utc_datetime import utc_now
from tests.conftest import add_user

ACCOUNTS = 20


def report() -> dict[str, object]:
    parties = {"kind": "app-to-app", "caller": "alice", "callee": "bob"}
    return {**parties, "started_at": utc_now(), "ended_at": utc_now(), "end_cause": "HungUp"}


def count_calls() -> int:
    return db.session.scalar(select(func.count()).select_from(Call))


def test_a_report_that_comes_after_the_deletion_leaves_nothing(app: Flask, alice: User) -> None:
    with app.app_context():
        delete_account(db.session.get(User, alice.id))

    kept = keep_report(alice, "call", report())

    assert kept == (None, False)
    assert count_calls() == 0


def test_reports_that_come_with_the_deletion_leave_nothing(app: Flask, password_hash: str) -> None:
    ids = [add_user(f"user-{number}", "U", password_hash).id for number in range(ACCOUNTS)]
    together = Barrier(2)

    def run(act, user_id: int) -> None:
        with app.app_context():
            user = db.session.get(User, user_id)
            together.wait(10)
            act(user)

    with ThreadPoolExecutor(2) as pool:
        for user_id in ids:
            deletion = pool.submit(run, delete_account, user_id)
            pool.submit(run, lambda user: keep_report(user, "call", report()), user_id).result()
            deletion.result()

    assert count_calls() == 0
