"""One process of the site to which Sinch and two pages tell about calls; tests start two.

    python -m tests.callback_process DATABASE_URL INSTANCE_FOLDER SEED

It says ``ready``, waits for a line, then takes every step of the story three times, in an order
that the seed decides, several at once.
"""

import os
import random
import sys
from concurrent.futures import ThreadPoolExecutor

from app import create_app
from tests.answering import story
from tests.conftest import Browser
from tests.sinch_voice import Voice

TIMES, THREADS = 3, 4


def main(database_url: str, instance: str, seed: str) -> None:
    app = create_app({"DATABASE_URL": database_url}, instance_path=instance)
    pages = {name: story.log_in(Browser(app), name) for name in ("alice", "bob")}
    os.write(1, b"ready\n")
    sys.stdin.readline()
    steps = story.steps_of(Voice(app), pages) * TIMES
    random.Random(int(seed)).shuffle(steps)
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda step: step(), steps))


if __name__ == "__main__":
    main(*sys.argv[1:])
