"""A site, and Chromium with a pretend microphone to open it in."""

import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import PRETEND_MICROPHONE, chromium
from tests.browser.live_server import LiveServer
from tools.chromium import ensure_chromium


@contextmanager
def in_browser(
    serve: Callable[[Path], AbstractContextManager[LiveServer]],
) -> Iterator[tuple[Browser, str]]:
    """Serve a site out of a new folder, until the end; gives a browser and the site's address."""
    logging.disable(logging.WARNING)
    os.environ["CHROMIUM"] = ensure_chromium(os.environ)
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder)) as server,
        sync_playwright() as playwright,
        chromium(playwright, PRETEND_MICROPHONE) as browser,
    ):
        yield browser, server.url
