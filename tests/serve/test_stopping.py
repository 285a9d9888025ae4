"""How one worker ends."""

from contextlib import suppress
from threading import Event

import psutil

from tests.sandbox.site import wait_until
from tests.serve.conftest import Serve
from tests.serve.served_site import ServedSite


def worker_of(site: ServedSite) -> psutil.Process:
    [worker] = psutil.Process(site.process.pid).children()
    return worker


def test_a_worker_that_is_told_again_and_again_to_stop_ends_by_itself(serve: Serve) -> None:
    site = serve().wait()
    booted = site.booted()
    worker = worker_of(site)

    while worker.is_running():  # the master does so once a second
        with suppress(psutil.NoSuchProcess):
            worker.terminate()
        Event().wait(0.001)

    wait_until(lambda: site.booted() > booted, seconds=60)
    assert f"Worker exiting (pid: {worker.pid})" in site.log
    assert "was sent" not in site.log
