"""The tables: one file each."""

from models.call import Call
from models.session import Session
from models.user import User, UsernameTaken

__all__ = ["Call", "Session", "User", "UsernameTaken"]
