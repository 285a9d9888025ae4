"""How often the database is asked, which is most of what a request costs."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event

from extensions import db
from models import User
from tests.conftest import Browser
from tests.sinch_voice import Voice, dice, ice


@contextmanager
def noted_statements() -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_: object, __: object, statement: str, *rest: object) -> None:
        if not statement.startswith("SET "):
            statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_a_ticket_asks_once(client: Browser, alice: User) -> None:
    client.log_in(alice)
    headers = {"X-CSRFToken": client.csrf_token()}

    with noted_statements() as statements:
        answer = client.post("/api/ticket", headers=headers)

    assert answer.status_code == 200
    assert len(statements) == 1


def test_a_call_between_two_users_asks_not_more_than_it_has_to(
    app: Flask, alice: User, bob: User
) -> None:
    voice, incoming = Voice(app), ice("alice", "bob")

    with noted_statements() as to_begin:
        voice.deliver(incoming)
    with noted_statements() as to_end:
        voice.deliver(dice(incoming))

    its_lock = 1 if db.engine.dialect.name == "postgresql" else 0
    assert (len(to_begin), len(to_end)) == (11 + its_lock, 6)
