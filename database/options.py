"""What SQLAlchemy is told about a database when it opens it."""

from typing import Any

from database.sqlite import SandboxConnection

# As many as a process has threads for requests, and no more: opening one takes PostgreSQL longer
# than most of our requests last. Processes times this must stay below its max_connections (100).
CONNECTIONS = 32


def engine_options(database_url: str, *, is_sandbox: bool) -> dict[str, Any]:
    if database_url.startswith("postgresql"):
        # The one that was used last comes first: it need not be asked whether it is alive.
        return {"pool_size": CONNECTIONS, "max_overflow": 0, "pool_use_lifo": True}
    return {"connect_args": {"factory": SandboxConnection}} if is_sandbox else {}
