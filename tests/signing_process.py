"""One process of the site whose threads ask for registration signatures; tests start several.

    python -m tests.signing_process DATABASE_URL INSTANCE_FOLDER THREADS REQUESTS_EACH

It says ``ready``, waits for a line, then says ``THREAD SEQUENCE`` for every answer, at once and in
one piece, so that whatever stands in its output was answered before a kill -9.

Each thread has a browser of its own: cookie, CSRF header, login session, view, JSON. Only the
socket is left out, which has no part in who gets which number.
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from werkzeug.test import TestResponse

from app import create_app
from models import User
from tests.conftest import Browser


class Asker:
    """Alice in one browser."""

    def __init__(self, app: Flask, number: int) -> None:
        self.number = number
        self.browser = Browser(app)
        self.browser.log_in(User(username="alice"))
        self.headers = {"X-CSRFToken": self.browser.csrf_token()}

    def ask(self, requests: int) -> None:
        for _ in range(requests):
            answer = self.ask_once()
            if answer.status_code == 503:  # SQLite lets in one at a time, and not the first in line
                answer = self.ask_once()
            assert answer.status_code == 200, answer.text
            os.write(1, b"%d %d\n" % (self.number, answer.json["sequence"]))

    def ask_once(self) -> TestResponse:
        return self.browser.post("/api/registration-signature", headers=self.headers)


def main(database_url: str, instance: str, threads: str, requests: str) -> None:
    app = create_app({"DATABASE_URL": database_url}, instance_path=instance)
    askers = [Asker(app, number) for number in range(int(threads))]
    os.write(1, b"ready\n")
    sys.stdin.readline()
    with ThreadPoolExecutor(len(askers)) as pool:
        list(pool.map(lambda asker: asker.ask(int(requests)), askers))


if __name__ == "__main__":
    main(*sys.argv[1:])
