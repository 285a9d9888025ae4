"""The counters behind the rate limits, in a server of one process."""

import threading

from steady_memory import SteadyMemoryStorage


def test_counting_counts_until_the_time_is_over() -> None:
    storage = SteadyMemoryStorage()

    counts = [storage.incr("a", 60), storage.incr("a", 60), storage.incr("over", 0)]

    assert [*counts, storage.incr("over", 0), storage.get("a")] == [1, 2, 1, 1, 2]


def test_counting_starts_no_thread() -> None:
    storage = SteadyMemoryStorage()
    storage.timer.join()  # the library's, from its start
    before = set(threading.enumerate())

    storage.incr("a", 60)

    assert set(threading.enumerate()) <= before


def test_what_nobody_counts_any_more_is_forgotten() -> None:
    storage = SteadyMemoryStorage()
    storage.sweep_seconds = 0
    storage.incr("over", 0)

    storage.incr("another", 60)

    assert set(storage.storage) == set(storage.expirations) == {"another"}
