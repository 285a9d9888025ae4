"""Counting with an end: in Redis for all processes together, in memory without it."""

from limits.storage import Storage

from extensions import limiter
from steady_memory import SteadyMemoryStorage

_while_redis_is_away = SteadyMemoryStorage()


def count_up(name: str, seconds: float) -> int:
    """Add one to a counter and return it; it begins anew ``seconds`` after its first count."""
    storage = current_storage()
    try:
        return storage.incr(name, int(seconds))
    except storage.base_exceptions:
        return _while_redis_is_away.incr(name, seconds)


def read_count(name: str) -> int:
    storage = current_storage()
    try:
        return storage.get(name)
    except storage.base_exceptions:
        return _while_redis_is_away.get(name)


def read_end(name: str) -> float:
    """When the counter begins anew, in seconds since 1970."""
    storage = current_storage()
    try:
        return storage.get_expiry(name)
    except storage.base_exceptions:
        return _while_redis_is_away.get_expiry(name)


def forget_count(name: str) -> None:
    storage = current_storage()
    try:
        storage.clear(name)
    except storage.base_exceptions:
        _while_redis_is_away.clear(name)


def current_storage() -> Storage:
    """The one that the rate limits of the routes use at the moment."""
    return limiter.limiter.storage
