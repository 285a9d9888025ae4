"""A reload under load: no request is lost, no record is, and windows hear of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from tests.serve.conftest import sites_in
from tests.serve.load import Load
from tests.serve.served_site import ServedSite
from tests.serve.windows import open_window, talk

THREADS = 4


@dataclass(frozen=True)
class Story:
    """A call, a reload, a call, and the end, all of it under load."""

    site: ServedSite
    load: Load
    close_codes: tuple[int, int]
    exit_code: int

    def in_database(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.site.folder / "sinch-sample.sqlite3")) as database:
            return database.execute(query).fetchall()


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    with sites_in(tmp_path_factory.mktemp("reloaded")) as serve:
        site = serve().wait()
        alice, bob = site.visitor(), site.visitor()
        alice.register("alice")
        bob.register("bob")
        with Load(alice, threads=THREADS) as load:
            before = open_window(alice), open_window(bob)
            talk(*before, callee_id="bob")
            load.wait_for(20)
            site.reload()
            codes = before[0].hear_close(), before[1].hear_close()
            after = open_window(alice), open_window(bob)
            talk(*after, callee_id="bob")
            load.wait_for(20)
        yield Story(site, load, codes, site.stop())
        for window in (*before, *after):
            window.cut()


def test_no_request_is_lost(story: Story) -> None:
    assert story.load.failures == []
    assert len(story.load.sequences) >= 40


def test_no_acknowledged_write_is_lost_or_made_twice(story: Story) -> None:
    [(kept,)] = story.in_database("SELECT registration_sequence FROM users WHERE id = 1")

    assert kept == max(story.load.sequences)
    assert len(story.load.sequences) == len(set(story.load.sequences))


def test_windows_hear_that_the_server_stops(story: Story) -> None:
    assert story.close_codes == (1012, 1012)


def test_no_call_stays_open(story: Story) -> None:
    calls = story.in_database("SELECT result, ended_at IS NOT NULL FROM sinch_calls")

    assert calls == [("ANSWERED", 1), ("ANSWERED", 1)]


def test_no_worker_was_killed_and_none_complained(story: Story) -> None:
    assert story.exit_code == 0
    assert "was sent" not in story.site.log
    assert "Traceback" not in story.site.log
