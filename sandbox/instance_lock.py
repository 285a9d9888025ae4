"""Without Redis one process has the sandbox: a lock on a file of the instance folder says which."""

import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    TAKEN: tuple[type[OSError], ...] = (PermissionError,)
else:
    import fcntl

    def lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    TAKEN = (BlockingIOError,)


class InstanceLock:
    """Held until :meth:`release`, or until the process ends, however it does."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def take(self) -> bool:
        """Whether this process has it, from now on or already."""
        if self._file is not None:
            return True
        try:
            file = self._path.open("ab")
        except OSError:  # a folder where nothing can be written: nobody can tell
            return True
        try:
            lock(file)
        except TAKEN:
            file.close()
            return False
        except OSError:  # a file system without locks
            file.close()
            return True
        self._file = file
        return True

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
