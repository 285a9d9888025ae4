"""The schema is brought up to date at start, and equals the models."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from sqlalchemy import text

from app import create_app
from extensions import db
from schema import SchemaError, migration_config


def test_the_migrations_make_just_what_the_models_say(app: Flask) -> None:
    with db.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), db.metadata)

    assert differences == []


def test_a_second_start_keeps_what_is_there(tmp_path: Path) -> None:
    first = create_app({}, instance_path=str(tmp_path))
    with first.app_context():
        db.session.execute(
            text(
                "INSERT INTO users (id, username, display_name, password_hash,"
                " registration_sequence, created_at, last_seen_at)"
                " VALUES (1, 'carol', 'Carol', '', 0, '2026-01-01', '2026-01-01')"
            )
        )
        db.session.commit()
    close(first)

    second = create_app({}, instance_path=str(tmp_path))

    with second.app_context():
        assert db.session.scalar(text("SELECT username FROM users")) == "carol"
    close(second)


def test_an_older_database_keeps_its_rows_when_it_is_brought_up_to_date(tmp_path: Path) -> None:
    app = create_app({}, instance_path=str(tmp_path))
    with app.app_context():
        command.downgrade(migration_config(), "0001")
        db.session.execute(
            text("INSERT INTO users VALUES (1, 'carol', 'Carol', '', 0, '2026', '2026', NULL)")
        )
        db.session.execute(
            text("INSERT INTO sessions VALUES (1, 'hash', 1, 0, '2026', '2026', '2026')")
        )
        db.session.execute(
            text(
                "INSERT INTO calls (id, user_id, sinch_call_id, kind, caller, callee, started_at,"
                " end_cause, reason, source) VALUES (1, 1, 'call', '', '', '', '2026', '', '', '')"
            )
        )
        db.session.commit()

        command.upgrade(migration_config(), "head")

        tables = ("users", "sessions", "calls")
        counts = [db.session.scalar(text(f"SELECT count(*) FROM {name}")) for name in tables]  # noqa: S608
        assert counts == [1, 1, 1]
    close(app)


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    app = create_app({}, instance_path=str(tmp_path))
    with app.app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        db.session.commit()
    close(app)

    with pytest.raises(SchemaError, match="newer version"):
        create_app({}, instance_path=str(tmp_path))


def test_a_database_that_does_not_answer_gets_a_sentence_without_its_password(
    tmp_path: Path,
) -> None:
    url = "postgresql://user:hunter22@127.0.0.1:1/none"

    with pytest.raises(SchemaError, match="cannot be used") as caught:
        create_app({"DATABASE_URL": url}, instance_path=str(tmp_path))

    assert "hunter22" not in str(caught.value)


def test_a_file_that_is_no_database_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database, but a note to myself" * 50)

    with pytest.raises(SchemaError, match="cannot be used"):
        create_app({"DATABASE_URL": f"sqlite:///{tmp_path}/notes.txt"}, instance_path=str(tmp_path))


def close(app: Flask) -> None:
    app.extensions["sandbox"].close()
    with app.app_context():
        db.engine.dispose()
