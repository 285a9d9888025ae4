"""What to do about each fault, beyond what its own sentence says."""

COPY = "Copy it whole, as one line, from where it was made."
SAMPLE = "Compare with sign_{} in this sample's credentials/."
TOKEN, TICKET = SAMPLE.format("registration_token"), SAMPLE.format("user_ticket")
WRONG_KEY = (
    "Check that the Application Key where it was made is the one of these settings, and the secret"
    " the one that belongs to it."
)

ADVICE = {
    "not-ascii-text": COPY,
    "too-long": COPY,
    "token-form": COPY,
    "header-not-base64url": COPY,
    "claims-not-base64url": COPY,
    "signature-not-base64url": COPY,
    "header-not-utf8": TOKEN,
    "header-not-json": TOKEN,
    "claims-not-utf8": TOKEN,
    "claims-not-json": TOKEN,
    "alg-not-hs256": "Sinch takes HS256 alone: set the algorithm where the token is made.",
    "header-critical": "Remove these two members from the header.",
    "iss-form": "Write the issuer as that and the Application Key.",
    "sub-form": "Write the subject as the issuer, /users/ and the User ID.",
    "iat-form": "Write a whole number, not a text and not milliseconds.",
    "exp-form": "Write a whole number, not a text and not milliseconds.",
    "sinch:rtc:instance:exp-form": "Write a whole number, not a text and not milliseconds.",
    "registration-below-48h": "Let it end later, or leave the claim out: then Sinch decides.",
    "ttl-below-60": "Let exp be 60 seconds after iat or more; some minutes are enough.",
    "nonce-form": "Write a new random text into each token.",
    "ticket-form": COPY,
    "data-not-base64": COPY,
    "signature-not-base64": COPY,
    "data-not-utf8": "Encode the JSON once, as UTF-8, and sign and send those same bytes.",
    "data-not-json": TICKET,
    "signature-length": (
        "Encode the bytes of the signature as they are: nothing may be trimmed off them, and no"
        " hexadecimal text is what Sinch means."
    ),
    "wrong-application": WRONG_KEY,
    "created-form": TICKET,
    "expires-in-form": "Write the lifetime in seconds as a number, not as a text.",
    "identity-form": 'Write {"type":"username","endpoint":USER_ID}.',
    "signature-form": "Paste the JSON answer as it came: both are in it.",
}


def advice_for(code: str) -> str:
    """Return what to do; empty for a code whose sentence says it already."""
    return ADVICE.get(code, "")
