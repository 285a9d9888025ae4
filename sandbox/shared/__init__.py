"""One sandbox in several processes, by way of Redis; see docs/sandbox.md."""
