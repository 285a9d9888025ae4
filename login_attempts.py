"""How often passwords may be tried: after five failures the wait grows, and nobody is locked out.

Failures are counted for one account and one address together: a stranger who guesses keeps the
owner, who is elsewhere, from nothing. The limit for an account from all addresses together is
wider; it bounds the work that somebody with many addresses can cause, and does not bind an address
from which the person has logged in before.
"""

import time

from counters import count_up, forget_count, read_count, read_end
from extensions import address_that_asks
from times import wait_in_words

FREE_FAILURES = 5
WINDOW_SECONDS = 15 * 60
FIRST_WAIT_SECONDS = 15
MOST_DOUBLINGS = 5
MOST_FAILURES_OF_ACCOUNT = 30
KNOWN_FOR_SECONDS = 30 * 24 * 3600


class TooManyAttempts(ValueError):
    """The password was not looked at; the text says how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many wrong passwords: try again in {wait_in_words(seconds)}.")
        self.seconds = seconds


def begin_attempt(username: str) -> None:
    """Count an attempt as failed until :func:`note_success`, also when many come at once.

    :raises TooManyAttempts: this one comes too early.
    """
    here, anywhere = counters_of(username)
    if count_up(here, WINDOW_SECONDS) >= FREE_FAILURES:
        wait_for_turn(here)
    is_known = read_count(f"{here} known") > 0
    if not is_known and count_up(anywhere, WINDOW_SECONDS) > MOST_FAILURES_OF_ACCOUNT:
        raise TooManyAttempts(seconds_until_end(anywhere))


def wait_for_turn(here: str) -> None:
    """Let one attempt through, and the next one only after a wait twice as long."""
    turn, turns = f"{here} turn", f"{here} turns"
    wait_seconds = FIRST_WAIT_SECONDS * 2 ** min(read_count(turns), MOST_DOUBLINGS)
    if count_up(turn, wait_seconds) > 1:
        raise TooManyAttempts(seconds_until_end(turn))
    count_up(turns, WINDOW_SECONDS)


def note_success(username: str) -> None:
    """Forget the failures: this was the person."""
    here, anywhere = counters_of(username)
    for name in (here, f"{here} turn", f"{here} turns", anywhere):
        forget_count(name)
    count_up(f"{here} known", KNOWN_FOR_SECONDS)


def counters_of(username: str) -> tuple[str, str]:
    # No account has a longer name; what is typed instead may be anything.
    name = f"password of {username[:32]!a}"
    return f"{name} from {address_that_asks()}", f"{name} from anywhere"


def seconds_until_end(counter: str) -> int:
    return max(1, int(read_end(counter) - time.time() + 1))
