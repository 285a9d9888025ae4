"""Signs callbacks as Sinch does and posts them to the application's own callback URL.

In process, through the whole WSGI application: the sandbox needs no port and no network to reach
the code that Sinch would reach.
"""

import json
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, run_wsgi_app

from credentials import Application, sign_callback
from credentials.callback_signature import callback_timestamp
from sandbox.decisions import NO_ANSWER, Decision
from sandbox.effects import Callback
from sandbox.svaml_reader import read_svaml
from sandbox.switchboard_state import Party

PATH = "/sinch/callbacks"
CONTENT_TYPE = "application/json"
# The application is busy: a DiCE is what it must not miss.
RETRY_AFTER_SECONDS = (0.1, 0.3, 1.0)
SERVICE_UNAVAILABLE = 503

logger = logging.getLogger(__name__)


class CallbackSender:
    """Called by the threads of the callback queue.

    :param find_user: who a User ID is; called within the application's context.
    """

    def __init__(
        self, app: Flask, application: Application, find_user: Callable[[str], Party]
    ) -> None:
        self._app = app
        self._application = application
        self._find_user = find_user

    def __call__(self, callback: Callback) -> Decision | None:
        """Deliver one callback; return what the application decided, if it was asked to."""
        if callback.event == "dice":
            self._deliver_end(callback)
            return None
        status, answer = self._post(callback)
        if status != 200:
            logger.warning("sandbox: %s answered with status %d", callback.event, status)
            return NO_ANSWER if callback.event == "ice" else None
        with self._app.app_context():
            return read_svaml(callback.event, answer, self._find_user)

    def _deliver_end(self, callback: Callback) -> None:
        status, _ = self._post(callback)
        for seconds in RETRY_AFTER_SECONDS:
            if status != SERVICE_UNAVAILABLE:
                break
            time.sleep(seconds)
            status, _ = self._post(callback)
        if status != 200:
            logger.warning("sandbox: the application did not take the DiCE: status %d", status)

    def _host(self) -> str:
        """A name that the site answers to."""
        names: list[str] = self._app.config["TRUSTED_HOSTS"] or ["localhost"]
        return names[0].removeprefix(".")  # with a dot it stands for all names below it, too

    def _post(self, callback: Callback) -> tuple[int, bytes]:
        """Post a callback, freshly signed; return the status and the body of the answer."""
        body = json.dumps({**callback.body, "applicationKey": self._application.key}).encode()
        sent_at = callback_timestamp(datetime.now(UTC))
        authorization = sign_callback(
            self._application,
            method="POST",
            path=PATH,
            content_type=CONTENT_TYPE,
            timestamp=sent_at,
            body=body,
        )
        request = EnvironBuilder(
            PATH,
            base_url=f"http://{self._host()}",
            method="POST",
            data=body,
            content_type=CONTENT_TYPE,
            headers=Headers({"Authorization": authorization, "x-timestamp": sent_at}),
            environ_base={"REMOTE_ADDR": "127.0.0.1"},
        )
        try:
            # The attribute and not the app: it may have been wrapped, for proxies.
            answer, status, _ = run_wsgi_app(
                self._app.wsgi_app, request.get_environ(), buffered=True
            )
            return int(status.split()[0]), b"".join(answer)
        finally:
            request.close()
