"""The site with a clock that jumps, in a process of its own; what happened, as JSON.

    python -m tests.faults.clock_process INSTANCE_FOLDER

Only the time of day jumps: the monotonic clock goes on, as when somebody sets a machine's clock.
"""

import datetime as datetime_module
import json
import sys
import time

HOUR = 3600.0
YEAR = 365 * 24 * HOUR
PASSWORD = "correct horse battery"

real_time = time.time
ahead = 0.0


def set_clock(seconds: float) -> None:
    """Let it be so much ahead of the real one from now on."""
    global ahead  # noqa: PLW0603
    ahead = seconds


class JumpingDatetime(datetime_module.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)


# Before anybody imports their names.
time.time = lambda: real_time() + ahead
datetime_module.datetime = JumpingDatetime  # type: ignore[misc]

from app import create_app  # noqa: E402
from extensions import db  # noqa: E402
from sandbox.classic.mailbox import Mailbox  # noqa: E402
from sandbox.clock import SteadyClock  # noqa: E402
from tests.conftest import Browser  # noqa: E402
from tests.sandbox.site import Site  # noqa: E402


def main(instance: str) -> None:
    app = create_app({"REGISTRATIONS_PER_HOUR": "6"}, instance_path=instance)
    carol = Browser(app)
    carol.post_form("/register", username="carol", display_name="Carol", password=PASSWORD)
    told = {
        **jump_in_a_session(carol),
        **wait_for_turn(Browser(app)),
        **register_too_often(app),
        "sequences": [ask_at(carol, seconds) for seconds in (0, 5 * HOUR, -5 * HOUR, 0)],
        "letters": read_letter(),
        "steps": measure_steps(),
        "registered": register_windows(app),
        **log_in_ahead(Browser(app)),  # last, since it ends the other sessions
    }
    print(json.dumps(told))
    with app.app_context():
        db.engine.dispose()


def status_at(browser: Browser, seconds: float) -> int:
    set_clock(seconds)
    return browser.get("/account").status_code


def jump_in_a_session(carol: Browser) -> dict[str, object]:
    in_use = [status_at(carol, hours * HOUR) for hours in (0, 5, -5, 0)]
    idle = Browser(carol.application)
    set_clock(0)
    log_in(idle)
    idle_statuses = [status_at(idle, hours * HOUR) for hours in (5, 0, 13)]
    return {"in use": in_use, "idle": idle_statuses}


def log_in(browser: Browser, password: str = PASSWORD, **fields: object):
    return browser.post_form("/login", username="carol", password=password, **fields)


def log_in_ahead(browser: Browser) -> dict[str, object]:
    set_clock(YEAR)
    browser.post_form("/sandbox/sign-in/alice")
    return {"ahead": [status_at(browser, YEAR), status_at(browser, 0)]}


def wait_for_turn(guesser: Browser) -> dict[str, object]:
    set_clock(3 * HOUR)
    refused = [log_in(guesser, "wrong horse").status_code for _ in range(7)][-1]
    set_clock(0)
    answer = log_in(guesser)
    return {"refused": refused, "wait": int(answer.headers.get("Retry-After", 0))}


def register_too_often(app) -> dict[str, object]:
    set_clock(3 * HOUR)
    stranger = Browser(app)
    for _ in range(8):
        stranger.post_form("/register", username="-")
    set_clock(0)
    answer = stranger.post_form("/register", username="-")
    return {"too often": int(answer.headers.get("Retry-After", 0))}


def ask_at(browser: Browser, seconds: float) -> int:
    set_clock(seconds)
    return int(browser.post_json("/api/registration-signature").json["sequence"])


def read_letter() -> list[str]:
    mailbox = Mailbox()
    set_clock(0)
    _, since = mailbox.fetch({"c"}, 0, timeout=0)
    set_clock(-3 * HOUR)
    mailbox.post("c", "hello")
    letters, _ = mailbox.fetch({"c"}, since, timeout=0)
    return [letter.text for letter in letters]


def measure_steps() -> list[float]:
    clock = SteadyClock()
    began = clock()
    steps = []
    for hours in (5, -5, 0):
        set_clock(hours * HOUR)
        steps.append(clock() - began)
    return steps


def register_windows(app) -> int:
    """Windows that come at three times; and a call between the first and the last."""
    with Site(app) as site:
        alice = site.person("Alice")
        for hours in (0, 5, -5):
            set_clock(hours * HOUR)
            site.window(alice)
        site.talk()
        return len(site.windows)


if __name__ == "__main__":
    main(sys.argv[1])
