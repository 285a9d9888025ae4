"""The classic SDK's own language (REST, long polls, encrypted messages) before the switchboard.

Needed for a ``sinch.min.js`` of version 1.4 only; see docs/sandbox.md.
"""
