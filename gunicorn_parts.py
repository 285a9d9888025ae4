"""How gunicorn's own parts fit this site; used by gunicorn.conf.py.

gunicorn's master process loads this module, so it imports nothing of the site but the form of the
log: what the master has loaded its workers share, and a reload could bring no new code.
"""

import signal
import threading
from types import FrameType
from typing import Any

from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

from log_lines import log_requests, make_formatter, mask

TO_STOP = (signal.SIGTERM, signal.SIGQUIT, signal.SIGINT)


class SiteLogger(Logger):  # type: ignore[misc]
    """Writes gunicorn's own lines as the site writes its own."""

    log_format = "text"

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(make_formatter(self.log_format))
            handler.addFilter(mask)


class SiteWorker(ThreadWorker):  # type: ignore[misc]
    """A worker that, told to stop, ends the sandbox's open sockets: they would hold it up."""

    def init_signals(self) -> None:
        super().init_signals()
        # The master's, to reload; some programs send it to all processes of the group.
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def load_wsgi(self) -> None:
        super().load_wsgi()
        log_requests()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self.alive:
            super().handle_exit(sig, frame)
            # The master repeats itself each second; Python, on its way out, would die of that.
            for again in TO_STOP:
                signal.signal(again, signal.SIG_IGN)
            # Not in the signal's handler: it would wait in the thread that others wait for.
            threading.Thread(target=self.close_sandbox, name="closing").start()

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """Ctrl-C; gunicorn's own way waits for the sockets, in vain."""
        self.handle_exit(sig, frame)

    def close_sandbox(self) -> None:
        app = getattr(self, "wsgi", None)  # there is none while it is being loaded
        if app is not None and "sandbox" in app.extensions:
            app.extensions["sandbox"].close()


class ReloadRefused(Exception):
    """The new settings cannot be served; why has been said."""


def outlive_refused_reloads(arbiter: Arbiter) -> None:
    """Let a reload that cannot be served change nothing; by itself gunicorn would end."""
    load, reload = arbiter.app.reload, arbiter.reload

    def load_or_refuse() -> None:
        try:
            load()
        except SystemExit as error:  # caught here, where no worker is: they end with it, too
            raise ReloadRefused from error

    def reload_or_go_on() -> None:
        try:
            reload()
        except ReloadRefused:
            arbiter.app.cfg = arbiter.cfg  # whole, as it was
            arbiter.log.error("Not reloaded: the version before goes on.")

    arbiter.app.reload, arbiter.reload = load_or_refuse, reload_or_go_on
