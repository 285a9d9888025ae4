"""The tables: one file each."""

from models.call import Call
from models.callback_delivery import CallbackDelivery
from models.phone_switch import PhoneSwitch
from models.session import Session
from models.sinch_call import SinchCall
from models.user import User, UsernameTaken

__all__ = [
    "Call",
    "CallbackDelivery",
    "PhoneSwitch",
    "Session",
    "SinchCall",
    "User",
    "UsernameTaken",
]
