"""A connection to PostgreSQL that fails before the pool has it."""

import gc

import psycopg
import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from database import postgresql
from database.patient_connection import PatientConnection
from tests.faults.postgres import Postgres


def test_a_connection_that_cannot_be_set_up_is_closed(
    server: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    connections: list[PatientConnection] = []

    class Noted(PatientConnection):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)
            connections.append(self)

    monkeypatch.setattr(postgresql, "PatientConnection", Noted)
    monkeypatch.setattr(postgresql, "LOCK_TIMEOUT_MS", "'no time at all'")

    with pytest.raises((DBAPIError, psycopg.Error)):
        create_engine(server.url).connect()

    gc.collect()
    assert [connection.closed for connection in connections] == [True]
