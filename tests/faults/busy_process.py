"""One process of the site that writes all the time; the test kills it at any moment.

    python -m tests.faults.busy_process INSTANCE_FOLDER ROUND

It prints each write after it was acknowledged, at once: ``user NAME``, ``call ID``, ``sequence
NUMBER`` or ``ended ID``.
"""

import itertools
import os
import sys

from app import create_app
from tests.blueprints.test_history import CALL
from tests.conftest import PASSWORD, Browser
from tests.sinch_voice import Voice, dice, ice


def tell(what: str, name: object) -> None:
    os.write(1, f"{what} {name}\n".encode())


def main(instance: str, round_number: str) -> None:
    app = create_app({"REGISTRATIONS_PER_HOUR": "1000"}, instance_path=instance)
    alice, voice = Browser(app), Voice(app)
    alice.post_form("/sandbox/sign-in/alice")
    headers = {"X-CSRFToken": alice.csrf_token()}
    for number in itertools.count():
        name = f"r{round_number}-{number}"
        fields = {"username": name, "display_name": name, "password": PASSWORD}
        if number % 5 == 0 and Browser(app).post_form("/register", **fields).status_code == 303:
            tell("user", name)
        answer = alice.post("/api/calls", json={**CALL, "sinchCallId": name}, headers=headers)
        if answer.status_code == 201:
            tell("call", name)
        answer = alice.post("/api/registration-signature", headers=headers)
        tell("sequence", answer.json["sequence"])
        call = ice("alice", "bob", f"ice-{name}")
        voice.deliver(call)
        if voice.deliver(dice(call)).status_code == 200:
            tell("ended", call["callid"])


if __name__ == "__main__":
    main(*sys.argv[1:])
