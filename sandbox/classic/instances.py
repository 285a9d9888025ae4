"""All instances that the sandbox remembers."""

import threading
from collections.abc import Iterable

from sandbox.classic.errors import ClassicError, ErrorCode
from sandbox.classic.instance import Instance

MAX_INSTANCES = 1000
MAX_INSTANCES_OF_USER = 16
REMEMBER_ENDED_SECONDS = 30.0  # for polls that have not yet heard how their calls ended

FULL = "The sandbox is full: try again later."


class Instances:
    """By id and by channel; all methods may be called from any thread."""

    def __init__(self) -> None:
        self._by_id: dict[str, Instance] = {}
        self._by_channel: dict[str, Instance] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._by_id)

    def all(self) -> list[Instance]:
        with self._lock:
            return list(self._by_id.values())

    def find(self, instance_id: str) -> Instance | None:
        instance = self._by_id.get(instance_id)
        return instance if instance and instance.ended_at is None else None

    def listening_on(self, channels: Iterable[str]) -> Instance | None:
        """The one instance that all these channels belong to."""
        found = [self._by_channel.get(channel) for channel in channels]
        return found[0] if len({id(instance) for instance in found}) == 1 else None

    def add(self, instance: Instance) -> None:
        """Remember an instance; of one user, the one that was silent for longest may have to go.

        :raises ClassicError:
        """
        with self._lock:
            of_user = [other for other in self._by_id.values() if other.party == instance.party]
            if len(of_user) >= MAX_INSTANCES_OF_USER:
                self._make_room(of_user)
            if len(self._by_id) >= MAX_INSTANCES:
                self._make_room(list(self._by_id.values()))
            self._by_id[instance.id] = instance
            for channel in instance.channels:
                self._by_channel[channel] = instance

    def forget_ended(self, now: float) -> None:
        with self._lock:
            for instance in list(self._by_id.values()):
                ended_at = instance.ended_at
                if ended_at is not None and now - ended_at > REMEMBER_ENDED_SECONDS:
                    self._forget(instance)

    def _make_room(self, instances: list[Instance]) -> None:
        # They come in the order of their registration.
        silent = next((instance for instance in instances if instance.line is None), None)
        if silent is None:
            raise ClassicError(ErrorCode.FULL, FULL)
        self._forget(silent)

    def _forget(self, instance: Instance) -> None:
        del self._by_id[instance.id]
        for channel in instance.channels:
            del self._by_channel[channel]
