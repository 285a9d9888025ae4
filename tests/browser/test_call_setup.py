"""The benchmark of setting up calls measures what it names."""

import re

import pytest
from playwright.sync_api import Browser

from benchmarks import call_setup
from tests.browser.live_server import LiveServer


def test_a_call_is_measured_beside_a_bare_pair(
    browser: Browser, server: LiveServer, capsys: pytest.CaptureFixture[str]
) -> None:
    call, pair = call_setup.measure(browser, server.url, rounds=1)
    call_setup.show(call, pair)

    assert min(call, pair) > 0
    assert re.search(r"\d+\.\d\d / bare pair$", capsys.readouterr().out.strip())
