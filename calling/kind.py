"""What kind of call an event is about."""

from typing import Literal

from calling.events import DisconnectedCallEvent, IncomingCallEvent

Kind = Literal["app-to-app", "app-to-phone", "phone-to-app"]

# Where a call says that it ends, by what was dialled. A conference says "pstn", so what was
# dialled decides, and the rest must not contradict it.
DOMAIN_OF = {"username": "mxp", "number": "pstn"}
KIND_OF: dict[str, Kind] = {
    "username": "app-to-app",
    "number": "app-to-phone",
    "did": "phone-to-app",
}

# In a call of any other kind, a number stands there: as text, which may be somebody's username.
PLACED_BY_USERS: tuple[Kind, ...] = ("app-to-app", "app-to-phone")
TAKEN_BY_USERS: tuple[Kind, ...] = ("app-to-app", "phone-to-app")


def kind_of_incoming(event: IncomingCallEvent) -> Kind | None:
    """Return the kind of call that an ICE asks about; None for one that is not offered here.

    Conferences and SIP are not, nor a phone that was put through to a phone.
    """
    if event.origination_type == "pstn":
        return "phone-to-app" if event.to_type == "did" and not event.user else None
    if event.origination_type != "mxp" or event.to_type not in DOMAIN_OF:
        return None
    if event.domain not in ("", DOMAIN_OF[event.to_type]):
        return None
    return KIND_OF[event.to_type]


def kind_of_disconnected(event: DisconnectedCallEvent) -> Kind | None:
    """Guess the kind of a call whose ICE did not reach us."""
    if not event.user:  # of an SDK's call Sinch says whose it was
        return "phone-to-app" if event.to_type == "did" else None
    return KIND_OF.get(event.to_type)
