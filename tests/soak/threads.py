from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread


@contextmanager
def in_thread(run: Callable[[], object], stop: Callable[[], object]) -> Iterator[None]:
    """Run something beside the block until it ends."""
    thread = Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop()
        thread.join()
