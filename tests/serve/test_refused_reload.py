"""A reload that cannot be served changes nothing."""

import os
import signal
import sqlite3
from contextlib import closing

from tests.sandbox.site import wait_until
from tests.serve.conftest import Serve
from tests.serve.served_site import ServedSite
from tests.serve.visitor import TIMEOUT_SECONDS


def set_revision(site: ServedSite, revision: str) -> str:
    """Return what it was before; of one that nobody knows the site says that it is newer."""
    with closing(sqlite3.connect(site.folder / "sinch-sample.sqlite3")) as database, database:
        [(before,)] = database.execute("SELECT version_num FROM alembic_version")
        database.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    return str(before)


def test_the_site_goes_on_says_why_and_can_be_reloaded_later(serve: Serve) -> None:
    site = serve().wait()
    booted = site.booted()
    known = set_revision(site, "unknown")

    os.killpg(site.process.pid, signal.SIGHUP)
    wait_until(lambda: "Not reloaded" in site.log or site.process.poll(), seconds=TIMEOUT_SECONDS)

    assert site.answers()
    assert site.booted() == booted
    assert site.log.count("made by a newer version") == 1
    assert "Traceback" not in site.log
    set_revision(site, known)
    site.reload()
    site.wait()
    assert site.stop() == 0
