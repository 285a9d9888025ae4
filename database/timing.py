"""How long each thing may take; without an end of ours it is the network's, which is minutes."""

# How long a statement waits for what another program has locked in the database.
LOCK_TIMEOUT_MS = 5_000
CONNECT_SECONDS = 2  # the least that PostgreSQL's library knows
PING_SECONDS = 1.5
# For a question on a connection that was well a moment ago; then it is asked on another. With the
# time to connect, it is less than the 2.5 seconds after which everybody has an answer.
QUESTION_SECONDS = 0.3
# How long after its last use a connection is taken to be alive; only what it says itself is heard.
TRUSTED_SECONDS = 5.0
STATEMENT_SECONDS = 2 * LOCK_TIMEOUT_MS / 1000
# After a time-out, the crowd that comes next is not sent to wait one after the other.
PAUSE_SECONDS = 1.0
