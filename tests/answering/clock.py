"""Events at times of the test's own."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from answering.events import answer_event
from calling.events import read_event
from extensions import db
from models import User

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def since_long(user: User) -> User:
    """Make the account older than these times."""
    user.created_at = NOON - timedelta(days=30)
    db.session.commit()
    return user


def answer_at(now: datetime, event: dict[str, Any]) -> dict[str, Any]:
    """Answer an event as if it came then."""
    event = {**event, "timestamp": now.isoformat()}
    svaml = answer_event(read_event(json.dumps(event).encode()), now=now)
    db.session.commit()
    return svaml["action"] if svaml else {}
