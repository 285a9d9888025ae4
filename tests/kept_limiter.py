"""There is one limiter for all applications of a process: what some tests set stays their own."""

from collections.abc import Iterator
from contextlib import contextmanager

from extensions import limiter


@contextmanager
def kept_limiter() -> Iterator[None]:
    before = dict(vars(limiter))
    yield
    vars(limiter).clear()
    vars(limiter).update(before)
