"""All that is made with the Application Secret.

Pure functions on the standard library and PyJWT: no Flask, no clock, no chance, no settings. Copy
the folder into an application of your own; ``docs/credentials.md`` explains each form.
"""

from .application import Application
from .callback_signature import callback_timestamp, check_callback, sign_callback
from .errors import BadCallbackSignature, CredentialError, InvalidApplication, InvalidUserId
from .registration_claims import RegistrationToken
from .registration_signature import sign_registration
from .registration_token import read_registration_token, sign_registration_token
from .user_ticket import read_user_ticket, sign_user_ticket
from .user_ticket_claims import UserTicket

__all__ = [
    "Application",
    "BadCallbackSignature",
    "CredentialError",
    "InvalidApplication",
    "InvalidUserId",
    "RegistrationToken",
    "UserTicket",
    "callback_timestamp",
    "check_callback",
    "read_registration_token",
    "read_user_ticket",
    "sign_callback",
    "sign_registration",
    "sign_registration_token",
    "sign_user_ticket",
]
