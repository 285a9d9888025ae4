"""All that is asked of Redis: who leads, what is told to whom, who is online, used nonces.

Every key expires, so that what a killed process leaves behind goes away by itself.
"""

import json
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from redis import BlockingConnectionPool, Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

__all__ = ["ALIVE_SECONDS", "Link", "Pulse", "RedisError"]

# A process that was not heard of for this long is dead; when it led, another one leads.
ALIVE_SECONDS = 3.0
ALIVE_MS = int(ALIVE_SECONDS * 1000)
REDIS_SECONDS = 1.0  # the longest that anybody waits for Redis to do something
HEAR_SECONDS = 0.5  # ... and lets it wait for something to be said
HEAR_AT_ONCE = 200
UNHEARD_SECONDS = 60
MAX_REDIS_CONNECTIONS = 16

# By Redis's own clock, and all at once. Whoever asks is alive; when nobody leads, it leads.
PULSE = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[2], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - ARGV[3])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
local leader = redis.call('GET', KEYS[1]) or ARGV[2]
if leader == ARGV[2] then redis.call('SET', KEYS[1], leader, 'PX', ARGV[3]) end
return {leader, redis.call('ZRANGE', KEYS[2], 0, -1)}
"""
RESIGN = "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end"


class Pulse(NamedTuple):
    leader: str
    processes: AbstractSet[str]


class Link:
    """Connects at its first use. All methods may be called from any thread, wait for an answer for
    a second and a half at most, and raise :class:`RedisError`.

    :param name: of this sandbox, among others in the same Redis.
    """

    def __init__(self, url: str, name: str) -> None:
        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=MAX_REDIS_CONNECTIONS,
            timeout=REDIS_SECONDS,
            socket_connect_timeout=REDIS_SECONDS,
            socket_timeout=HEAR_SECONDS + REDIS_SECONDS,
            retry=Retry(NoBackoff(), 0),
            decode_responses=True,
        )
        self._redis: Any = Redis(connection_pool=pool)
        self._pulse = self._redis.register_script(PULSE)
        self._resign = self._redis.register_script(RESIGN)
        # In braces: in a cluster of Redis servers they live together.
        self._prefix = f"{{sinch-sandbox:{name}}}:1:"

    def pulse(self, process: str, candidate: str) -> Pulse:
        """Say that this process is alive, and hear who leads and who else is alive.

        :param candidate: what it leads as, or would; a name that never led before.
        """
        keys = self._key("leader"), self._key("processes")
        leader, processes = self._pulse(keys, (process, candidate, ALIVE_MS))
        return Pulse(leader, frozenset(processes))

    def resign(self, candidate: str) -> None:
        """Another one may lead."""
        self._resign((self._key("leader"),), (candidate,))

    def retire(self, process: str, candidate: str) -> None:
        """The process ends."""
        self._redis.zrem(self._key("processes"), process)
        self.resign(candidate)

    def find_leader(self) -> str | None:
        leader: str | None = self._redis.get(self._key("leader"))
        return leader

    def tell(
        self, texts: Mapping[str, Iterable[str]], online_user_ids: Iterable[str] | None = None
    ) -> None:
        """Say something to processes or leaders, who hear it in this order.

        :param online_user_ids: who is online from now on; ``None``: as before.
        """
        with self._redis.pipeline(transaction=False) as pipe:
            if online_user_ids is not None:
                pipe.set(self._key("online"), json.dumps(list(online_user_ids)), px=ALIVE_MS)
            for listener, lines in texts.items():
                pipe.rpush(self._key("to", listener), *lines)
                pipe.expire(self._key("to", listener), UNHEARD_SECONDS)
            pipe.execute()

    def hear(self, listener: str) -> list[str]:
        """What was said to a process or leader; waits for it for a moment."""
        key = self._key("to", listener)
        with self._redis.pipeline(transaction=False) as pipe:
            pipe.blpop([key], HEAR_SECONDS)
            pipe.lpop(key, HEAR_AT_ONCE)
            first, more = pipe.execute()
        return [text for text in (first and first[1], *(more or ())) if text is not None]

    def claim_nonce(self, nonce: str, seconds: float) -> bool:
        """Whether it was never used before, in any process."""
        ms = max(1, int(seconds * 1000))
        return bool(self._redis.set(self._key("nonce", nonce), "", nx=True, px=ms))

    def online_user_ids(self) -> AbstractSet[str]:
        return frozenset(json.loads(self._redis.get(self._key("online")) or "[]"))

    def close(self) -> None:
        self._redis.connection_pool.disconnect()

    def _key(self, *parts: str) -> str:
        return self._prefix + ":".join(parts)
