"""A connection that breaks, and comes back by an ICE restart."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser

from tests.browser.stand_in.conftest import Client, NewClient, connect


@contextmanager
def standing_still(browser: Browser) -> Iterator[None]:
    """Stop the processes of all pages: they neither send nor receive, and say nothing."""
    found = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    pages = [one["id"] for one in found["processInfo"] if one["type"] == "renderer"]
    for page in pages:
        os.kill(page, signal.SIGSTOP)
    try:
        yield
    finally:
        for page in pages:
            os.kill(page, signal.SIGCONT)


def test_a_connection_that_broke_comes_back_although_the_socket_broke_too(
    alice_client: Client, new_client: NewClient, browser_without_camera: Browser
) -> None:
    bob = new_client("Bob", at=browser_without_camera)
    connect(alice_client, bob, "callUser")
    before = [client.ask("iceUfrag()") for client in (alice_client, bob)]

    with standing_still(browser_without_camera):
        assert alice_client.ask("turnsTo('disconnected')")
        alice_client.ask("sockets.at(-1).close()")
        assert alice_client.ask(f"until(() => window.bare.iceUfrag() !== '{before[0]}')")

    for client, old in zip((alice_client, bob), before, strict=True):
        assert client.ask(f"until(() => window.bare.iceUfrag() !== '{old}')")
        assert client.ask("turnsTo('connected')")
        assert client.ask("flows('audio', 'packetsReceived', 50)")
        assert client.ask("call.state") == 2
